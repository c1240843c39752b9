/** What the handlers of one connection share. */
import type { Connection, TextDocuments } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Remark } from "../core/facts.ts";
import type { Profile, Rule } from "../core/rules.ts";
import type { Linter } from "../workspace/linter.ts";
import type { FileReport, LinterFault } from "../workspace/reports.ts";
import { pathOf, uriOf } from "./uris.ts";

export interface ClientSettings {
  readonly profile?: Profile;
  readonly run: "onType" | "onSave";
}

/** What the product knows of its rules, beyond running them. */
export interface Knowledge {
  rules(): Promise<readonly Rule[]>;
  /** What hovers say of types and properties. */
  remarks(): Promise<readonly Remark[]>;
  /** The page of a rule, as Markdown. */
  page(id: string): Promise<string | undefined>;
}

export interface SessionOptions {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly knowledge: Knowledge;
  makeLinter(folders: readonly string[], settings: ClientSettings, onFault: (fault: LinterFault) => void): Linter;
}

/** The state of a connection: its linter, its settings, and what it can do. */
export class Session {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly knowledge: Knowledge;
  /** The URI that the client calls a path by. */
  readonly #uris = new Map<string, string>();
  readonly #makeLinter: SessionOptions["makeLinter"];
  #linter: Linter | undefined;
  #folders: readonly string[] = [];
  settings: ClientSettings = { run: "onType" };
  fault: string | undefined;
  readonly #told = new Set<string>();
  #status = "";

  constructor(options: SessionOptions) {
    this.connection = options.connection;
    this.documents = options.documents;
    this.knowledge = options.knowledge;
    this.#makeLinter = options.makeLinter;
  }

  /** Starts over with other folders or settings; open documents are kept. */
  configure(folders: readonly string[], settings: ClientSettings): void {
    this.#folders = folders;
    this.settings = settings;
    this.#linter = undefined;
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  get linter(): Linter {
    if (!this.#linter) {
      this.#linter = this.#makeLinter(this.#folders, this.settings, (fault) => this.#noteFault(fault));
      for (const document of this.documents.all()) this.#linter.open(pathOf(document.uri), document.getText());
    }
    return this.#linter;
  }

  uriOf(path: string): string {
    return this.#uris.get(path) ?? uriOf(path);
  }

  remember(document: TextDocument): void {
    this.#uris.set(pathOf(document.uri), document.uri);
  }

  /** Lints what a file belongs to. Undefined when `cancelled` said so. */
  async lint(path: string, cancelled?: () => boolean): Promise<readonly FileReport[] | undefined> {
    const reports = await this.linter.lint(path, cancelled);
    if (reports) this.#tellStatus();
    return reports;
  }

  /** The report of an open document, or undefined when nothing is said of it or `cancelled` said so. */
  async report(uri: string, cancelled?: () => boolean): Promise<FileReport | undefined> {
    const path = pathOf(uri);
    return (await this.lint(path, cancelled))?.find((r) => r.path === path);
  }

  /** `groundrule/status`: how many files are linted, and what went wrong, when either has changed. */
  #tellStatus(): void {
    const files = new Set<string>();
    for (const { uri } of this.documents.all())
      for (const program of this.linter.programsAt(pathOf(uri)))
        for (const path of program.sources.keys()) files.add(path);
    const status = { files: files.size, ...(this.fault !== undefined && { fault: this.fault }) };
    const text = JSON.stringify(status);
    if (text === this.#status) return;
    this.#status = text;
    void this.connection.sendNotification("groundrule/status", status);
  }

  #noteFault({ path, rule, language, error }: LinterFault): void {
    const where = rule === undefined ? `reading ${path} (${language})` : `the rule ${rule} on ${path}`;
    this.fault = `Groundrule failed at ${where}; everything else goes on.`;
    this.connection.console.error(`${this.fault}\n${error instanceof Error ? error.stack : String(error)}`);
    if (this.#told.has(where)) return;
    this.#told.add(where);
    this.connection.window.showWarningMessage(this.fault);
  }
}
