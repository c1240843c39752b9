/** Which files are the project's own. */

/** Files that tools write are never edited. */
export function isOwned(path: string): boolean {
  return !/\/(?:node_modules|cdk\.out)\//.test(path);
}
