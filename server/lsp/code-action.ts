/** `textDocument/codeAction`: fixes, fix-all, and suppressions. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { compatibleEdits } from "../workspace/apply-fixes.ts";
import type { FileReport, Located, LocatedEdit } from "../workspace/reports.ts";
import { toLsp } from "./diagnostics.ts";
import type { Session } from "./session.ts";
import { suppression } from "./suppress.ts";

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.groundrule`;

/** Answers with what can be done about the findings in a range. */
export function codeActions(session: Session) {
  return async (params: CodeActionParams): Promise<CodeAction[]> => {
    const { only } = params.context;
    const wants = (kind: string) => only === undefined || only.some((o) => kind === o || kind.startsWith(`${o}.`));
    const report = await session.report(params.textDocument.uri);
    if (!report) return [];
    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix)) {
      const here = report.findings.filter((f) => touches(f, params));
      for (const located of here) actions.push(...quickFixes(session, located, params));
      for (const located of here) {
        const action = suppress(session, report, located, params);
        if (action) actions.push(action);
      }
    }
    if (only?.some((o) => o === FIX_ALL || FIX_ALL.startsWith(`${o}.`))) {
      const edits = compatibleEdits(
        report.findings,
        (fix) => fix.safe,
        (path) => session.linter.sourceOf(path),
      );
      if (edits.length > 0)
        actions.push({
          title: "Fix everything that is safe to fix",
          kind: FIX_ALL,
          edit: workspaceEdit(session, edits),
        });
    }
    return actions;
  };
}

function touches({ range }: Located, { range: asked }: CodeActionParams): boolean {
  const before = (a: { line: number; column: number }, b: { line: number; character: number }) =>
    a.line < b.line || (a.line === b.line && a.column <= b.character);
  const after = (a: { line: number; column: number }, b: { line: number; character: number }) =>
    a.line > b.line || (a.line === b.line && a.column >= b.character);
  return before(range.start, asked.end) && after(range.end, asked.start);
}

function diagnosticFor(located: Located, params: CodeActionParams): Diagnostic[] {
  const range = toLsp(located.range);
  return params.context.diagnostics.filter(
    (d) =>
      d.source === "groundrule" &&
      d.code === located.finding.rule &&
      d.range.start.line === range.start.line &&
      d.range.start.character === range.start.character,
  );
}

function quickFixes(session: Session, located: Located, params: CodeActionParams): CodeAction[] {
  return located.fixes.flatMap(({ title, safe, edits }) =>
    edits === undefined
      ? []
      : [
          {
            title,
            kind: CodeActionKind.QuickFix,
            diagnostics: diagnosticFor(located, params),
            isPreferred: safe,
            edit: workspaceEdit(session, edits),
          },
        ],
  );
}

function suppress(
  session: Session,
  report: FileReport,
  located: Located,
  params: CodeActionParams,
): CodeAction | undefined {
  const edits = suppression(report, located, session.linter.programsAt(report.path));
  if (edits.length === 0) return undefined;
  return {
    title: `Suppress ${located.finding.rule} here`,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnosticFor(located, params),
    edit: workspaceEdit(session, edits),
  };
}

function workspaceEdit(session: Session, edits: readonly LocatedEdit[]): WorkspaceEdit {
  const paths = [...new Set(edits.map((e) => e.path))];
  const documentChanges: TextDocumentEdit[] = paths.map((path) => {
    const own = edits.filter((e) => e.path === path);
    const uri = session.uriOf(path);
    const version = session.documents.get(uri)?.version ?? null;
    return {
      textDocument: { uri, version },
      edits: own.map((e) => ({ range: toLsp(e.range), newText: e.newText })),
    };
  });
  return { documentChanges };
}
