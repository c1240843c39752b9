/** Shows a rule's page. */
import * as vscode from "vscode";

const SCHEME = "groundrule";

/** Registers the command `groundrule.explainRule`, with a rule id or with a list to pick from. */
export function registerExplain(pagesFile: string): vscode.Disposable {
  let pages: Promise<Readonly<Record<string, string>>> | undefined;
  const load = () => {
    pages ??= Promise.resolve(vscode.workspace.fs.readFile(vscode.Uri.file(pagesFile))).then((bytes) =>
      JSON.parse(new TextDecoder().decode(bytes)),
    );
    return pages;
  };

  const explain = async (id?: unknown) => {
    const all = await load();
    const rule = typeof id === "string" ? id : await pick(all);
    if (rule === undefined) return;
    if (all[rule] === undefined) {
      vscode.window.showWarningMessage(`Groundrule has no rule "${rule}".`);
      return;
    }
    await vscode.commands.executeCommand("markdown.showPreview", pageUri(rule));
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand("groundrule.explainRule", explain),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async (uri) => (await load())[ruleOf(uri)],
    }),
  );
}

async function pick(pages: Readonly<Record<string, string>>): Promise<string | undefined> {
  const items = Object.entries(pages).map(([id, text]) => ({ label: id, description: summaryOf(text) }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: "The rule to explain",
    matchOnDescription: true,
  });
  return picked?.label;
}

/** What is wrong, in a line: the first one below the heading. */
function summaryOf(page: string): string {
  return /^# .*\n+(.+)/m.exec(page)?.[1] ?? "";
}

function pageUri(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
}

function ruleOf(uri: vscode.Uri): string {
  return uri.path.slice(1).replace(/\.md$/, "");
}
