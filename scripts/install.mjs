/**
 * Installs what the lockfile of a folder names, when it is not there yet. The first step of `npm start` and
 * `npm test`, so it needs nothing but Node and npm.
 *
 *     node scripts/install.mjs [folder]
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** True when node_modules holds the versions of the lockfile. What is optional may be missing. */
export function isInstalled(folder) {
  const installed = packagesOf(path.join(folder, "node_modules/.package-lock.json"));
  if (!installed) return false;
  const locked = packagesOf(path.join(folder, "package-lock.json"));
  if (!locked) throw new Error(`${folder} has no package-lock.json`);
  return Object.entries(locked).every(([name, wanted]) => {
    const found = installed[name];
    return name === "" || (found ? found.version === wanted.version : wanted.optional || wanted.devOptional);
  });
}

function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, "utf8")).packages;
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Installs when something is missing. No package's own install script runs. */
export function install(folder) {
  if (isInstalled(folder)) return;
  console.log(`Installing the dependencies of ${path.relative(process.cwd(), folder) || "groundrule"}`);
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: folder, stdio: "inherit" })
    : spawnSync("npm", args, { cwd: folder, stdio: "inherit", shell: process.platform === "win32" });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`npm ci failed in ${folder}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  install(path.resolve(process.argv[2] ?? path.join(import.meta.dirname, "..")));
