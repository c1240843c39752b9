/** `textDocument/diagnostic`, and `textDocument/publishDiagnostics` for clients that cannot ask. */
import {
  type CancellationToken,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver/node";
import type { FileReport, Located, LocatedProblem } from "../workspace/reports.ts";
import type { Session } from "./session.ts";
import { pathOf } from "./uris.ts";

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  note: DiagnosticSeverity.Information,
} as const;

const documentStart = { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };

/** Makes diagnostics of what is said of one file. */
export function diagnosticsOf(
  report: FileReport | undefined,
  docs: ReadonlyMap<string, string>,
  uriOf: (path: string) => string,
): Diagnostic[] {
  if (!report) return [];
  return [...report.problems.map(ofProblem), ...report.findings.map((f) => ofFinding(f, docs, uriOf))];
}

function ofProblem(problem: LocatedProblem): Diagnostic {
  return {
    range: toLsp(problem.range ?? documentStart),
    severity: severities[problem.severity],
    source: "groundrule",
    message: problem.message,
  };
}

function ofFinding(located: Located, docs: ReadonlyMap<string, string>, uriOf: (path: string) => string): Diagnostic {
  const { finding } = located;
  const href = docs.get(finding.rule);
  return {
    range: toLsp(located.range),
    severity: severities[finding.severity],
    source: "groundrule",
    code: finding.rule,
    ...(href !== undefined && { codeDescription: { href } }),
    message: finding.message,
    relatedInformation: located.related.map((r) => ({
      location: { uri: uriOf(r.path), range: toLsp(r.range) },
      message: r.message,
    })),
  };
}

/** A range in the protocol's words. */
export function toLsp(range: {
  start: { line: number; column: number };
  end: { line: number; column: number };
}): Diagnostic["range"] {
  return {
    start: { line: range.start.line, character: range.start.column },
    end: { line: range.end.line, character: range.end.column },
  };
}

/** Answers a client that asks. */
export function pullDiagnostics(session: Session) {
  return async (params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> => {
    const report = await session.report(params.textDocument.uri, () => token.isCancellationRequested);
    // An empty answer would take away what is shown.
    if (token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
    const items = diagnosticsOf(report, await ruleDocs(session), (path) => session.uriOf(path));
    return { kind: DocumentDiagnosticReportKind.Full, items };
  };
}

/** The AWS page of each rule, by id. */
async function ruleDocs(session: Session): Promise<ReadonlyMap<string, string>> {
  return new Map((await session.knowledge.rules()).map((r) => [r.id, r.docs]));
}

/** Sends diagnostics of open documents to a client that cannot ask, the latest state only. */
export class DiagnosticsPusher {
  readonly #session: Session;
  readonly #waiting = new Set<string>();
  #running = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Says that a document, or what it depends on, has changed. */
  schedule(uri: string): void {
    this.#waiting.add(uri);
    if (this.#running) return;
    this.#running = true;
    // What the client sent in one go is taken together.
    setImmediate(() => {
      this.#run().catch((error: unknown) => {
        const why = error instanceof Error ? error.stack : String(error);
        this.#session.connection.console.error(`Groundrule could not send diagnostics.\n${why}`);
      });
    });
  }

  scheduleAll(): void {
    for (const document of this.#session.documents.all()) this.schedule(document.uri);
  }

  clear(uri: string): void {
    this.#waiting.delete(uri);
    void this.#session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async #run(): Promise<void> {
    const { connection, documents } = this.#session;
    try {
      for (const uri of this.#waiting) {
        this.#waiting.delete(uri);
        const path = pathOf(uri);
        // Typed on meanwhile: what is found now would be out of date when it arrives.
        const reports = await this.#session.lint(path, () => this.#waiting.has(uri));
        if (!reports) continue;
        const docs = await ruleDocs(this.#session);
        const byPath = new Map(reports.map((r) => [r.path, r]));
        for (const document of documents.all()) {
          const own = byPath.get(pathOf(document.uri));
          if (!own && document.uri !== uri) continue;
          const diagnostics = diagnosticsOf(own, docs, (p) => this.#session.uriOf(p));
          await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
        }
      }
    } finally {
      this.#running = false;
    }
    if (this.#waiting.size > 0) this.schedule([...this.#waiting][0]!);
  }
}
