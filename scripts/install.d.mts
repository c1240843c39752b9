/** True when node_modules holds the versions of the lockfile. */
export function isInstalled(folder: string): boolean;
/** Installs what the lockfile of a folder names, when something is missing. */
export function install(folder: string): void;
