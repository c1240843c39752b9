/** A real VS Code: its server with the extension host, and its workbench in a headless browser. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { format } from "node:util";
import { chromium, type Page } from "playwright-core";
import { findChromium, installEditor } from "./install-editor.ts";

/** Nothing but the editor and the extension under test: no network, no prompts, no built-ins that want an account. */
const USER_SETTINGS = {
  "chat.disableAIFeatures": true,
  "editor.hover.delay": 100,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
};
const UNWANTED_EXTENSIONS = [
  "vscode.git",
  "vscode.git-base",
  "vscode.github",
  "vscode.github-authentication",
  "vscode.microsoft-authentication",
  "vscode.tunnel-forwarding",
  // Its compiler is not in the package, and its complaints about missing modules are not ours to look at.
  "vscode.typescript-language-features",
  "GitHub.copilot-chat",
];
const NO_GALLERY = { serviceUrl: "", itemUrl: "", resourceUrlTemplate: "", extensionUrlTemplate: "" };
const BROWSER_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];

export interface WindowOptions {
  readonly folder: string;
  readonly file?: string;
  /** A folder with an extension that is not installed. */
  readonly extension?: string;
  /** A CommonJS module whose `run` is called in the extension host. */
  readonly tests?: string;
}

export interface Window {
  readonly page: Page;
  /** The exit code of the tests in the extension host. */
  readonly exit: Promise<number>;
  close(): Promise<void>;
}

/** Owns the server's process and its folder of data. */
export class Workbench {
  readonly address: string;
  readonly #process: ChildProcess;
  readonly #data: string;
  /** Who knows it may run code here: not just any page in a browser on this machine. */
  readonly #token: string;

  private constructor(address: string, child: ChildProcess, data: string, token: string) {
    this.address = address;
    this.#token = token;
    this.#process = child;
    this.#data = data;
  }

  /** Starts the server. What it prints goes to `logFile`. `vsix` is a package to install. */
  static async start(
    logFile: string,
    { env = {}, vsix }: { env?: NodeJS.ProcessEnv; vsix?: string } = {},
  ): Promise<Workbench> {
    const editor = installEditor();
    const data = mkdtempSync(path.join(os.tmpdir(), "groundrule-editor-"));
    mkdirSync(path.join(data, "data/User"), { recursive: true });
    mkdirSync(path.join(data, "extensions"));
    writeFileSync(path.join(data, "data/User/settings.json"), JSON.stringify(USER_SETTINGS));
    const port = await freePort();
    const token = randomUUID();
    const folders = ["--server-data-dir", data, "--extensions-dir", path.join(data, "extensions")];
    const quiet = ["--accept-server-license-terms", "--telemetry-level", "off"];
    const environment = { ...cleanEnvironment(data), ...env };
    if (vsix) {
      const args = [editor.main, ...quiet, ...folders, "--install-extension", vsix];
      const { status, stdout, stderr } = spawnSync(editor.node, args, { env: environment, encoding: "utf8" });
      if (status !== 0) throw new Error(`${vsix} could not be installed: ${stdout}${stderr}`);
    }
    const child = spawn(
      editor.node,
      [
        editor.main,
        ...quiet,
        ...folders,
        ...["--connection-token", token],
        "--disable-workspace-trust",
        ...["--host", "127.0.0.1", "--port", String(port)],
        // Without it a built workbench ignores extensions under development, and no test runs.
        "--enable-smoke-test-driver",
      ],
      // A group of its own: its file watcher and terminals end with it.
      { env: environment, stdio: ["ignore", "pipe", "pipe"], detached: true },
    );
    const workbench = new Workbench(`127.0.0.1:${port}`, child, data, token);
    process.once("exit", () => workbench.#kill());
    try {
      await listening(child, logFile);
    } catch (error) {
      workbench.#kill();
      throw error;
    }
    return workbench;
  }

  /** The address of the workbench with a folder. */
  linkTo({ folder, file, extension, tests }: WindowOptions): string {
    const payload: [string, string][] = [["skipWelcome", "true"]];
    if (extension) payload.push(["extensionDevelopmentPath", this.#uri(extension)]);
    if (tests) payload.push(["extensionTestsPath", this.#uri(tests)]);
    if (file) payload.push(["openFile", this.#uri(file)]);
    const query = new URLSearchParams({ tkn: this.#token, folder, payload: JSON.stringify(payload) });
    return `http://${this.address}/?${query}`;
  }

  /** Opens the workbench in a browser of its own. */
  async open(options: WindowOptions): Promise<Window> {
    const browser = await chromium.launch({ executablePath: await findChromium(), args: BROWSER_FLAGS });
    try {
      const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
      // The test needs nobody else.
      await page.route(
        (url) => url.host !== this.address,
        (route) => route.abort(),
      );
      await page.exposeFunction("codeAutomationLog", (kind: string, args: unknown[]) => {
        if (options.tests) console.log(kind === "info" ? format(...args) : `${kind}: ${format(...args)}`);
      });
      let ended: (code: number) => void = () => {};
      const exit = new Promise<number>((resolve) => {
        ended = resolve;
      });
      await page.exposeFunction("codeAutomationExit", (code: number) => ended(code));
      await page.goto(this.linkTo(options));
      return { page, exit, close: () => browser.close() };
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /** Ends the server and removes its data. */
  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.#process.once("exit", resolve));
    if (this.#process.exitCode === null) {
      this.#process.kill("SIGTERM");
      await Promise.race([gone, sleep(3000, undefined, { ref: false })]);
    }
    this.#kill();
  }

  #kill(): void {
    try {
      process.kill(-this.#process.pid!, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
    rmSync(this.#data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  #uri(file: string): string {
    return `vscode-remote://${this.address}${file}`;
  }
}

/** What the editor inherits: nothing of an editor that this runs in. */
function cleanEnvironment(data: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    TMPDIR: data,
    XDG_RUNTIME_DIR: data,
    EXTENSIONS_GALLERY: JSON.stringify(NO_GALLERY),
    VSCODE_SKIP_BUILTIN_EXTENSIONS: UNWANTED_EXTENSIONS.join(","),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function listening(child: ChildProcess, logFile: string): Promise<void> {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    const read = (data: Buffer) => {
      log.write(data);
      if (data.includes("Extension host agent listening")) resolve();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => {
      log.end();
      reject(new Error(`VS Code's server ended with code ${code}: see ${logFile}`));
    });
  });
}
