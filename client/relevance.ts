/** Whether there is anything to lint. The server starts no sooner, so that other projects do not pay for it. */
import * as vscode from "vscode";

/** Names that say it by themselves. Templates have no name of their own: they are known by their content. */
const NAMES = "**/{*.tf,*.tf.json,*.tofu,cdk.json,.groundrule.yaml,.groundrule.yml,.groundrule.json}";
const INSTALLED = "**/{node_modules,.terraform,cdk.out,.venv}/**";

const TERRAFORM = /^(terraform|terraform-vars|opentofu|opentofu-vars)$/;
const TEMPLATE = /^(yaml|json|jsonc|cloudformation|plaintext)$/;
const SOURCE = /^(typescript|javascript|python|go|java|csharp)$/;
const TEMPLATE_SIGN = /\bAWS::\w+/;
const SOURCE_SIGN =
  /["'](?:aws-cdk-lib|@aws-cdk\/|github\.com\/aws\/aws-cdk-go\/)|^[ \t]*(?:from|import)[ \t]+aws_cdk\b|^\s*import[ \t]+(?:static[ \t]+)?software\.(?:amazon\.awscdk|constructs)\b|^\s*(?:global[ \t]+)?using[ \t]+(?:static[ \t]+|\w+[ \t]*=[ \t]*)?(?:Amazon\.CDK|Constructs)\b/m;

/** True when a document, or a part of one, shows that it is infrastructure code. */
export function showsInfrastructure(languageId: string, text: string): boolean {
  if (TERRAFORM.test(languageId)) return true;
  if (TEMPLATE.test(languageId)) return TEMPLATE_SIGN.test(text);
  return SOURCE.test(languageId) && SOURCE_SIGN.test(text);
}

/** Calls `found` once: now, or when the first infrastructure code is opened or typed. */
export function watchForInfrastructure(output: vscode.LogOutputChannel, found: () => Promise<void>): vscode.Disposable {
  let done = false;
  const watching: vscode.Disposable[] = [];
  const stop = () => {
    done = true;
    for (const w of watching.splice(0)) w.dispose();
  };
  const finish = () => {
    if (done) return;
    stop();
    found().catch((error) => output.error(`The language server did not start: ${error}`));
  };
  const look = (document: vscode.TextDocument) => {
    if (showsInfrastructure(document.languageId, document.getText())) finish();
  };
  const search = () => {
    vscode.workspace.findFiles(NAMES, INSTALLED, 1).then(
      (files) => {
        if (files.length > 0) finish();
      },
      // Without a search (a virtual workspace may have none) opening a file still starts the server.
      (error) => output.warn(`The workspace could not be searched: ${error}`),
    );
  };

  watching.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeWorkspaceFolders(search),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // Only the lines that were touched: a whole text is searched once, when it is opened.
      for (const change of contentChanges) {
        const first = document.lineAt(Math.min(change.range.start.line, document.lineCount - 1)).text;
        if (showsInfrastructure(document.languageId, `${first}\n${change.text}`)) return finish();
      }
    }),
  );
  for (const document of vscode.workspace.textDocuments) look(document);
  if (!done) search();
  return { dispose: stop };
}
