import assert from "node:assert/strict";
import { literal, type Path } from "../../../../server/core/fixes.ts";
import { source } from "./edit-source.ts";

const PROPS = ["handler: 'a.b'", "description: `x, }`", "environment: { A: '1' }"];

/** Object literals in every style: how many props, on how many lines, with which commas, comments and line ends. */
function* styles(): Generator<string> {
  for (const count of [1, 2, 3])
    for (const comma of ["", ","])
      for (const newline of ["\n", "\r\n"])
        for (const indent of ["  ", "\t", "      "])
          for (const comment of ["", " // last, one", " /* , */"]) {
            const props = PROPS.slice(0, count);
            const behind = comma === "" && comment !== "" ? comment : `${comma}${comment}`;
            yield `{${newline}${props.map((p) => indent + p).join(`,${newline}`)}${behind}${newline}}`;
          }
  for (const count of [1, 2, 3]) for (const comma of ["", ","]) yield `{ ${PROPS.slice(0, count).join(", ")}${comma} }`;
}

describe("CDK writer: a prop that is set and removed again", () => {
  for (const [what, before, path] of [
    ["an L2", "new lambda.Function(stack, 'X', ", ["MemorySize"]],
    ["an L1", "new lambda.CfnFunction(stack, 'X', ", ["MemorySize"]],
  ] as const)
    it(`leaves ${what} as it was, in every style`, () => {
      for (const style of styles()) {
        const body = `const a = 1;\n${before}${style});\nconst b = 2;\n`;
        const first = source(body);
        const set = first.after({ do: "set", resource: first.resource("S/X"), path, to: literal(512) });
        assert.ok(set, JSON.stringify(body));
        const second = source(set);
        assert.equal(scalar(second.value("S/X", ...(path as Path))), 512);
        const removed = second.after({ do: "remove", resource: second.resource("S/X"), path });
        assert.equal(removed, body, JSON.stringify(set));
      }
    });
});

function scalar(value: { kind: string; value?: unknown }): unknown {
  return value.kind === "scalar" ? value.value : value.kind;
}
