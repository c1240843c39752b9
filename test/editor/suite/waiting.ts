/** Waiting for what the editor shows, by its own events. */
import path from "node:path";
import * as vscode from "vscode";

const PATIENCE = 20_000;

/** Opens a file of the workspace in an editor. */
export async function open(file: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, file));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Groundrule's diagnostics of a document. */
export function diagnosticsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((d) => d.source === "groundrule");
}

/** Resolves with the diagnostics as soon as they are as wanted. */
export function diagnosticsWhen(
  document: vscode.TextDocument,
  wanted: (diagnostics: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = diagnosticsOf(document);
      if (!wanted(found)) return;
      clearTimeout(timer);
      watching.dispose();
      resolve(found);
    };
    const timer = setTimeout(() => {
      watching.dispose();
      const found = diagnosticsOf(document).map((d) => `${codeOf(d)}: ${d.message}`);
      reject(new Error(`${path.basename(document.fileName)} never got there. Now: ${JSON.stringify(found)}`));
    }, PATIENCE);
    const watching = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

/** The rule id of a diagnostic. */
export function codeOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === "object" ? code.value : code);
}

/** The text that a hover shows. */
export async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (typeof content === "string" ? content : content.value))
    .join("\n\n");
}

/** The code actions for a range; of one kind when it is given. */
export async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    kind?.value,
    // Have the edits worked out.
    50,
  );
}
