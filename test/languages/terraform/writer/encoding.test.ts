import assert from "node:assert/strict";
import { literal } from "../../../../server/core/fixes.ts";
import { main } from "./writing.ts";

const template = (value: string) => `resource "aws_launch_template" "a" {\n  user_data = ${value}\n}\n`;

function encoded(value: string): string | undefined {
  const p = main(template(value));
  return p.main({ do: "encode", resource: p.resource("aws_launch_template.a"), path: ["user_data"] });
}

describe("Encoding an argument", () => {
  it("puts a call around what is written there", () => {
    assert.equal(encoded('file("a.sh") # the script'), template('base64encode(file("a.sh")) # the script'));
  });

  it("leaves the end of a here-document on a line of its own", () => {
    assert.equal(encoded("<<-EOT\n    a\n  EOT"), template("base64encode(<<-EOT\n    a\n  EOT\n  )"));
  });

  it("is not written where nothing stands", () => {
    const p = main('resource "a" "b" {\n}\n');
    assert.equal(p.main({ do: "encode", resource: p.resource("a.b"), path: ["user_data"] }), undefined);
  });
});

describe("One more block than there are", () => {
  it("is written behind the others", () => {
    const text = (more: string) => `resource "a" "b" {\n  in {\n    p = 1\n  }\n${more}}\n`;
    const p = main(text(""));
    const set = (index: number) =>
      p.main({
        do: "set",
        resource: p.resource("a.b"),
        path: ["in", index],
        to: { kind: "object", entries: { p: literal(2) } },
      });
    assert.equal(set(1), text("\n  in {\n    p = 2\n  }\n"));
    assert.equal(set(2), undefined);
  });
});
