/** Runs the command line as a process, from its sources, in a folder of its own. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../server/cli/main.ts", import.meta.url));
const loader = import.meta.resolve("tsx");

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

export class Folder {
  readonly path: string;

  constructor(files: Record<string, string | Uint8Array>) {
    this.path = realpathSync(mkdtempSync(path.join(tmpdir(), "groundrule-cli-")));
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  write(name: string, content: string | Uint8Array): void {
    const full = path.join(this.path, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
  }

  read(name: string): string {
    return readFileSync(path.join(this.path, name), "utf8");
  }

  run(...args: string[]): Promise<Outcome> {
    const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1" };
    delete env.NODE_OPTIONS;
    return new Promise((resolve) => {
      const options = { cwd: this.path, env, maxBuffer: 64 * 1024 * 1024 };
      execFile(process.execPath, ["--import", loader, main, ...args], options, (failure, out, error) => {
        resolve({ status: failure ? Number(failure.code) : 0, out, error });
      });
    });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
