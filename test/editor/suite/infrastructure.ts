/** What a user sees in a workspace with infrastructure code. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import type { Groundrule } from "../../../client/extension.ts";
import { actionsAt, codeOf, diagnosticsWhen, hoverAt, open } from "./waiting.ts";

const LANGUAGES = [
  { name: "CloudFormation", file: "template.yaml", wrong: "1200", right: "900" },
  { name: "Terraform", file: "terraform/main.tf", wrong: "1200", right: "900" },
  { name: "CDK", file: "cdk/lib/report-stack.ts", wrong: "Duration.minutes(20)", right: "Duration.minutes(15)" },
] as const;

const FIX = "Set the timeout to 15 minutes";
const isTimeout = (diagnostic: vscode.Diagnostic) => codeOf(diagnostic) === "lambda-timeout";
const hasTimeout = (diagnostics: vscode.Diagnostic[]) => diagnostics.some(isTimeout);
const hasNone = (diagnostics: vscode.Diagnostic[]) => !hasTimeout(diagnostics);

describe("a workspace with infrastructure code", () => {
  const settings = () => vscode.workspace.getConfiguration("groundrule");

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("starts the server", async () => {
    const extension = vscode.extensions.getExtension<Groundrule>("groundrule.groundrule");
    assert.ok(extension, "the extension is there");
    const document = await open("template.yaml");
    await diagnosticsWhen(document, hasTimeout);
    assert.equal(extension.exports.running, true);
  });

  it("has its commands", async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const id of ["groundrule.restart", "groundrule.showOutput", "groundrule.explainRule"])
      assert.ok(commands.includes(id), id);
  });

  for (const { name, file, wrong, right } of LANGUAGES)
    describe(name, () => {
      let document: vscode.TextDocument;
      let diagnostic: vscode.Diagnostic;

      beforeEach(async () => {
        document = await open(file);
        diagnostic = (await diagnosticsWhen(document, hasTimeout)).find(isTimeout)!;
      });

      it("marks the value", () => {
        assert.equal(document.getText(diagnostic.range), wrong);
        assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
        assert.equal(diagnostic.source, "groundrule");
        const { code } = diagnostic;
        assert.ok(typeof code === "object" && code.target.scheme === "https", "the code links to a page");
      });

      it("explains it in a hover", async () => {
        const hover = await hoverAt(document, diagnostic.range.start);
        assert.match(hover, /lambda-timeout/);
        assert.match(hover, /900|15 minutes/);
      });

      it("mends it with a quick fix, and saves", async () => {
        const fix = (await actionsAt(document, diagnostic.range)).find((a) => a.title === FIX);
        assert.ok(fix?.edit, "the fix is offered");
        assert.equal(fix.kind?.value, vscode.CodeActionKind.QuickFix.value);
        const before = document.getText();
        assert.ok(await vscode.workspace.applyEdit(fix.edit));
        assert.equal(document.getText(), before.replace(wrong, right));
        await diagnosticsWhen(document, hasNone);
        assert.ok(await document.save());
        assert.equal(await readFile(document.uri.fsPath, "utf8"), before.replace(wrong, right));
        // Others start from the same text.
        await replaceAll(document, before);
        assert.ok(await document.save());
      });

      it("suppresses it in place", async () => {
        const suppress = (await actionsAt(document, diagnostic.range)).find((a) =>
          /^Suppress lambda-timeout/.test(a.title),
        );
        assert.ok(suppress?.edit, "suppressing is offered");
        assert.ok(await vscode.workspace.applyEdit(suppress.edit));
        assert.match(document.getText(), /groundrule-disable-(next-)?line lambda-timeout/);
        await diagnosticsWhen(document, hasNone);
      });

      it("follows what is typed", async () => {
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, new vscode.Position(0, 0), name === "CDK" ? "// a line\n" : "# a line\n");
        edit.replace(document.uri, diagnostic.range, right);
        assert.ok(await vscode.workspace.applyEdit(edit));
        await diagnosticsWhen(document, hasNone);
        await replaceAll(document, document.getText().replace(right, wrong));
        const again = (await diagnosticsWhen(document, hasTimeout)).find(isTimeout)!;
        assert.equal(again.range.start.line, diagnostic.range.start.line + 1);
        assert.equal(document.getText(again.range), wrong);
      });

      it("leaves what picks a number alone when everything is mended", async () => {
        const before = document.getText();
        const all = await actionsAt(document, diagnostic.range, vscode.CodeActionKind.SourceFixAll);
        for (const { edit } of all) if (edit) assert.ok(await vscode.workspace.applyEdit(edit));
        assert.equal(document.getText(), before);
      });
    });

  it("mends everything that is safe in bulk", async () => {
    const document = await open("launch.yaml");
    await diagnosticsWhen(document, (all) => all.some((d) => codeOf(d) === "unused-suppression"));
    const [all] = await actionsAt(
      document,
      new vscode.Range(0, 0, document.lineCount, 0),
      vscode.CodeActionKind.SourceFixAll.append("groundrule"),
    );
    assert.ok(all?.edit, "there is something to mend");
    assert.ok(await vscode.workspace.applyEdit(all.edit));
    assert.doesNotMatch(document.getText(), /groundrule-disable/);
  });

  it("stops and starts with the setting", async () => {
    const document = await open("template.yaml");
    await diagnosticsWhen(document, hasTimeout);
    await settings().update("enable", false, vscode.ConfigurationTarget.Workspace);
    try {
      await diagnosticsWhen(document, (all) => all.length === 0);
    } finally {
      await settings().update("enable", undefined, vscode.ConfigurationTarget.Workspace);
    }
    await diagnosticsWhen(document, hasTimeout);
  });

  it("comes back after a restart", async () => {
    const document = await open("terraform/main.tf");
    await diagnosticsWhen(document, hasTimeout);
    await vscode.commands.executeCommand("groundrule.restart");
    await diagnosticsWhen(document, hasTimeout);
  });

  it("shows the page of a rule", async () => {
    await vscode.commands.executeCommand("groundrule.explainRule", "lambda-timeout");
    const page = await vscode.workspace.openTextDocument(vscode.Uri.parse("groundrule:/lambda-timeout.md"));
    assert.match(page.getText(), /^# /m);
  });
});

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}
