/**
 * Opens a VS Code with the extension and the examples: `npm run editor`. The desktop's own when `code` is on the
 * path, else the workbench of code-server, in your browser.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { Workbench } from "../test/editor/workbench.ts";
import { build } from "./build.ts";

const root = path.join(import.meta.dirname, "..");
const folder = path.resolve(process.env.INIT_CWD ?? root, process.argv[2] ?? path.join(root, "examples"));

await build({ dev: true });
const arguments_ = ["--new-window", `--extensionDevelopmentPath=${root}`, folder];
const shell = process.platform === "win32";
if (spawnSync("code", ["--version"], { shell }).status === 0) {
  const { status } = spawnSync("code", arguments_, { stdio: "inherit", shell });
  process.exitCode = status ?? 1;
} else {
  const workbench = await Workbench.start(path.join(root, "out/editor.log"));
  console.log(`Open ${workbench.linkTo({ folder, extension: root })}\n\nCtrl+C ends it.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, async () => {
      await workbench.stop();
      process.exit(0);
    });
}
