import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { terraform } from "../../../../server/languages/terraform/index.ts";
import { plain, property } from "../evaluate/program.ts";

describe("Terraform: yamldecode", () => {
  const language = terraform();
  const shown = (expression: string) => {
    const files = memoryFiles({ "/w/main.tf": `resource "aws_x" "x" {\n  v = ${expression}\n}\n` });
    return plain(property(language.evaluate({ language: "terraform", path: "/w" }, files), "aws_x.x", "v"));
  };

  it("is known once its reader is loaded, for a module that was evaluated before too", async () => {
    const expression = 'yamldecode("a: [x, yes, 0x10]")';
    shown(expression);
    await language.load?.();
    assert.deepEqual(shown(expression), { a: ["x", true, 16] });
    assert.equal(await language.load?.(), false);
  });

  it("refuses what is no YAML, and does not know what it cannot read", () => {
    assert.equal(shown('yamldecode("a: [")'), "<refused>");
    for (const unknown of ['yamldecode("a: !x 1")', 'yamldecode("a: 2020-01-01")'])
      assert.equal(shown(unknown), `<${unknown}>`);
    assert.deepEqual(shown("yamldecode(yamlencode({ a = [1] }))"), { a: [1] });
  });
});
