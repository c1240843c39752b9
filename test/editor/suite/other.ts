/** In a workspace without infrastructure code nothing happens, until there is some. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Groundrule } from "../../../client/extension.ts";
import { codeOf, diagnosticsWhen, open } from "./waiting.ts";

describe("a workspace without infrastructure code", () => {
  it("leaves it alone, and starts with the first template that is typed", async () => {
    const extension = vscode.extensions.getExtension<Groundrule>("groundrule.groundrule");
    assert.ok(extension, "the extension is there");
    await open("src/index.ts");
    await open("deployment.yaml");
    const { running } = await extension.activate();
    assert.equal(running, false, "the server is not started");
    const marked = vscode.languages.getDiagnostics().flatMap(([, all]) => all.filter((d) => d.source === "groundrule"));
    assert.deepEqual(marked, []);

    const document = await open("new.yaml");
    const editor = vscode.window.activeTextEditor!;
    const typed = ["  F:\n", "    Type: AWS::Lambda::Function\n", "    Properties:\n", "      Timeout: 1200\n"];
    for (const [line, text] of typed.entries())
      assert.ok(await editor.edit((builder) => builder.insert(new vscode.Position(line + 1, 0), text)));
    const found = await diagnosticsWhen(document, (all) => all.some((d) => codeOf(d) === "lambda-timeout"));
    assert.equal(document.getText(found.find((d) => codeOf(d) === "lambda-timeout")!.range), "1200");
    assert.equal(extension.exports.running, true);
  });
});
