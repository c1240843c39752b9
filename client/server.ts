/** The language server as the editor runs it. */
import * as vscode from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  State,
  type StaticFeature,
  TransportKind,
} from "vscode-languageclient/node";
import type { ServerStatus, Status } from "./status.ts";

/** Ours only where a template, a module or a construct can be: the server stays quiet about the rest. */
const LANGUAGES = [
  "yaml",
  "json",
  "jsonc",
  "cloudformation",
  "terraform",
  "terraform-vars",
  "opentofu",
  "opentofu-vars",
  "typescript",
  "javascript",
  "csharp",
  "go",
  "java",
  "python",
  "shellscript",
];
/** By name, for what has no language: templates with other endings and scripts that a module reads. */
const PATTERN = "**/*.{template,tf,tofu,tfvars,tftpl,tpl,sh}";
/** Not `git:` and the like: the old side of a comparison is nobody's code any more. */
const SCHEMES = ["file", "untitled", "vscode-vfs"];

/**
 * Has the server push diagnostics. Asking for them ties each to its tab: what an edit changes in another file comes
 * late, and a file that is closed and opened again at once is left without any.
 */
const pushedDiagnostics: StaticFeature = {
  fillClientCapabilities({ textDocument }) {
    delete textDocument?.diagnostic;
  },
  initialize() {},
  getState: () => ({ kind: "static" }),
  clear() {},
};

/** Starts, stops and watches the language server. */
export class Server implements vscode.Disposable {
  readonly #module: string;
  readonly #output: vscode.LogOutputChannel;
  readonly #status: Status;
  #client: LanguageClient | undefined;
  /** Starts and stops follow one another: a setting can change while the server is still coming up. */
  #queue: Promise<void> = Promise.resolve();

  constructor(module: string, output: vscode.LogOutputChannel, status: Status) {
    this.#module = module;
    this.#output = output;
    this.#status = status;
  }

  get running(): boolean {
    return this.#client?.state === State.Running;
  }

  /** Starts the server; does nothing when it runs. */
  start(): Promise<void> {
    return this.#next(async () => {
      if (this.#client?.isRunning()) return;
      const client = new LanguageClient("groundrule", "Groundrule", this.#serverOptions(), this.#clientOptions());
      this.#client = client;
      client.registerFeature(pushedDiagnostics);
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Starting) this.#status.starting();
        else if (newState === State.Running) this.#status.running();
        else if (this.#client === client) this.#status.stopped();
      });
      client.onNotification("groundrule/status", (status: ServerStatus) => this.#status.report(status));
      try {
        await client.start();
      } catch (error) {
        this.#status.failed(String(error));
        throw error;
      }
    });
  }

  /** Stops the server; its diagnostics go with it. */
  stop(): Promise<void> {
    return this.#next(async () => {
      const client = this.#client;
      if (!client) return;
      this.#client = undefined;
      await client.dispose();
      this.#status.stopped();
    });
  }

  dispose(): Promise<void> {
    return this.stop();
  }

  #next(step: () => Promise<void>): Promise<void> {
    const result = this.#queue.then(step);
    // A failed step is its caller's to report; the next one starts afresh.
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #serverOptions(): ServerOptions {
    const server = { module: this.#module, transport: TransportKind.ipc };
    // The server opens no connection: reading extra certificates would only delay its start.
    const options = { env: { NODE_EXTRA_CA_CERTS: undefined } };
    return {
      run: { ...server, options },
      debug: { ...server, options: { ...options, execArgv: ["--nolazy", "--inspect=6021"] } },
    };
  }

  #clientOptions(): LanguageClientOptions {
    const settings = vscode.workspace.getConfiguration("groundrule");
    return {
      documentSelector: SCHEMES.flatMap((scheme) => [
        ...LANGUAGES.map((language) => ({ scheme, language })),
        { scheme, pattern: PATTERN },
      ]),
      diagnosticCollectionName: "groundrule",
      outputChannel: this.#output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: { profile: settings.get("profile"), run: settings.get("run") },
      synchronize: { configurationSection: "groundrule" },
      markdown: { isTrusted: { enabledCommands: ["groundrule.explainRule"] } },
    };
  }
}
