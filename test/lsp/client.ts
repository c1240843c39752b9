/** A client of the protocol that starts the real server as a process and talks to it over standard input and output. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { uriOf } from "../../server/lsp/uris.ts";

const root = join(import.meta.dirname, "../..");

/** The server from the sources: what the command line's `lsp` runs too. */
const fromSources = ["--import=tsx", join(root, "server/lsp/start.ts")];

export class Client {
  readonly connection: ProtocolConnection;
  readonly folder: string;
  readonly #process: ChildProcess;
  readonly #published = new Map<string, { version: number | undefined; diagnostics: Diagnostic[] }>();
  #waiting: (() => void)[] = [];
  #versions = new Map<string, number>();
  errors = "";

  /** Starts a server over a folder of its own with these files. `server` is what Node is started with. */
  constructor(files: Record<string, string>, server: readonly string[] = fromSources) {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), "groundrule-lsp-")));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    this.#process = spawn(process.execPath, [...server, "--stdio"], {
      cwd: root,
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#process.stderr!.on("data", (data) => {
      this.errors += data;
    });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.#process.stdout!),
      new StreamMessageWriter(this.#process.stdin!),
    );
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
      this.#published.set(uri, { version, diagnostics });
      for (const wake of this.#waiting.splice(0)) wake();
    });
    this.connection.listen();
  }

  async start(capabilities: ClientCapabilities = {}, initializationOptions: unknown = {}): Promise<InitializeResult> {
    const result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions,
      workspaceFolders: [{ uri: uriOf(this.folder), name: "test" }],
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  write(name: string, text: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  uri(name: string): string {
    return uriOf(join(this.folder, name));
  }

  async open(name: string, languageId: string, text: string): Promise<void> {
    this.#versions.set(name, 1);
    const textDocument = { uri: this.uri(name), languageId, version: 1, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  /** Replaces characters of a line, as a keystroke does. */
  async type(name: string, line: number, start: number, end: number, text: string): Promise<number> {
    const version = this.#versions.get(name)! + 1;
    this.#versions.set(name, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.uri(name), version },
      contentChanges: [{ range: { start: { line, character: start }, end: { line, character: end } }, text }],
    });
    return version;
  }

  /** Closes a document; what was typed is not saved. */
  async close(name: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: this.uri(name) },
    });
  }

  /** What the server said last of a document, once there are this many findings in it. */
  async publishedMany(name: string, many: number): Promise<Diagnostic[]> {
    for (;;) {
      const said = this.#published.get(this.uri(name));
      if (said?.diagnostics.length === many) return said.diagnostics;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  /** What the server said of a version of a document, once it has said it. */
  async published(name: string, version: number): Promise<Diagnostic[]> {
    for (;;) {
      const said = this.#published.get(this.uri(name));
      if (said?.version === version) return said.diagnostics;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  /** The server's resident memory, where the system tells ("73 MB"). */
  memory(): string {
    const status = `/proc/${this.#process.pid}/status`;
    const kilobytes = existsSync(status) && /VmRSS:\s+(\d+)/.exec(readFileSync(status, "utf8"))?.[1];
    return kilobytes ? `${Math.round(Number(kilobytes) / 1024)} MB` : "?";
  }

  async stop(): Promise<number | null> {
    await this.connection.sendRequest(ShutdownRequest.type);
    const gone = new Promise<number | null>((done) => this.#process.once("exit", done));
    await this.connection.sendNotification(ExitNotification.type);
    const code = await gone;
    this.connection.dispose();
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }
}
