/** The whole of the syntax: what is right and what it says, what is wrong and where. */
import assert from "node:assert/strict";
import { spanText } from "../../../server/core/span.ts";
import { shortForms } from "../../../server/languages/cloudformation/short-forms.ts";
import type { MappingEntry, Node } from "../../../server/languages/cloudformation/syntax.ts";
import { readTemplate } from "../../../server/languages/cloudformation/template.ts";
import { brief, evaluateText, property } from "./programs.ts";

const resource = (properties: string) => `Resources:\n  A:\n    Type: A::B::C\n    Properties:\n${properties}`;

/** "6:7 X: the message", lines and columns from one. */
function problems(text: string): string[] {
  const { problems: found, source } = readTemplate("/t", text);
  return found.map((p) => {
    assert.ok(p.span);
    const { line, column } = source.range(p.span)!.start;
    return `${line + 1}:${column + 1} ${spanText(p.span)}: ${p.message}`;
  });
}

describe("the syntax of a template", () => {
  const wrong: Record<string, [text: string, ...problems: string[]]> = {
    "a tab as indent": [
      resource("      X: 1\n\t\tY: 2\n"),
      "6:1 \t: This is not valid YAML: Tabs are not allowed as indentation",
    ],
    "a tab behind spaces": [
      resource("      X:\n  \tY: 2\n"),
      "6:3 \t: This is not valid YAML: Tabs are not allowed as indentation",
    ],
    "too little indent": [
      resource("      X: 1\n     Y: 2\n"),
      "6:6 Y: This is not valid YAML: All mapping items must start at the same column",
    ],
    "a resource that is indented otherwise": [
      "Resources:\n  A:\n    Type: A::B::C\n   B:\n    Type: A::B::C\n",
      "4:4 B: This is not valid YAML: All mapping items must start at the same column",
    ],
    "too much indent": [
      resource("      X: 1\n       Y: 2\n"),
      "5:10 1: This is not valid YAML: Nested mappings are not allowed in compact mappings",
    ],
    "a key twice": [resource("      X: 1\n      X: 2\n"), '6:7 X: The key "X" is written twice in one mapping.'],
    "a key twice in braces": [
      resource("      X: { a: 1, a: 2 }\n"),
      '5:18 a: The key "a" is written twice in one mapping.',
    ],
    "a section twice": [
      "Resources:\n  A:\n    Type: A::B::C\nResources: {}\n",
      '4:1 Resources: The key "Resources" is written twice in one mapping.',
    ],
    "a key without a name": [resource("      : 1\n"), "5:7 :: A key is missing before this colon."],
    "a key that is a list": [resource("      ? [a]\n      : 1\n"), "5:9 [a]: A key has to be text."],
    "an unknown tag": [resource("      X: !ref a\n"), "5:10 !ref: CloudFormation has no function !ref."],
    "an unknown tag on a list": [
      resource("      X: !Sub2\n        - a\n"),
      "5:10 !Sub2: CloudFormation has no function !Sub2.",
    ],
    "two tags": [
      resource("      X: !Base64 !Sub a\n"),
      "5:18 !Sub: This is not valid YAML: A node can have at most one tag",
    ],
    "an open quote": [
      resource('      X: "abc\n      Y: 1\n'),
      '5:10 ": This is not valid YAML: This quote is not closed',
    ],
    "an open single quote": [resource("      X: 'abc\n"), "5:10 ': This is not valid YAML: This quote is not closed"],
    "an escape": [resource('      X: "a\\q"\n'), "5:12 \\: This is not valid YAML: Invalid escape sequence \\q"],
    "a reserved character": [
      resource("      X: @a\n"),
      "5:10 @: This is not valid YAML: Plain value cannot start with reserved character @",
    ],
    "an asterisk": [resource("      X: *\n"), "5:10 *: This is not valid YAML: Alias cannot be an empty string"],
    "an asterisk before text": [resource("      X: *.com\n"), "5:10 *.com: No anchor &.com stands before this alias."],
    "a colon in a value": [
      resource("      X: a: b\n"),
      "5:10 a: This is not valid YAML: Nested mappings are not allowed in compact mappings",
    ],
    "a second document": [
      "Resources: {}\n---\nResources: {}\n",
      "2:1 ---: A template is one document; what follows is another one.",
    ],
    "a JSON string over two lines": [
      '{"Resources": {\n  "A": {\n    "Type": "A::B\n  }\n}}',
      '3:13 "A::B: This string is not closed.',
    ],
    "a comment in JSON": [
      '{\n  // c\n  "Resources": {}\n}',
      "2:3 //: This is not expected here.",
      "2:6 c: This is not expected here.",
    ],
  };
  for (const [name, [text, ...expected]] of Object.entries(wrong)) {
    it(`is wrong at its place: ${name}`, () => assert.deepEqual(problems(text), expected));
    if (text.startsWith("{")) continue;
    it(`is wrong at its place with CRLF: ${name}`, () =>
      assert.deepEqual(problems(text.replaceAll("\n", "\r\n")), expected));
    it(`is wrong at its place behind text that takes two units a character: ${name}`, () =>
      assert.deepEqual(
        problems(`# 😀 é\n${text}`),
        expected.map((e) => e.replace(/^\d+/, (line) => String(Number(line) + 1))),
      ));
  }

  const right: Record<string, [properties: string, value: unknown]> = {
    "folded and literal text, with every indicator": [
      "X: >+\n  a\n  b\n\nY: |2-\n    c\n  d\nZ: |\n  é😀 x\n",
      { X: "a b\n\n", Y: "  c\nd", Z: "é😀 x\n" },
    ],
    "text over several lines": [
      "X: a\n  b\n\n  c\nY: \"a\n  b\\\n  c\"\nZ: 'it''s\n  so'\n",
      { X: "a b\nc", Y: "a bc", Z: "it's so" },
    ],
    "what looks like a number in YAML only": [
      "A: 0o17\nB: 010\nC: 1_000\nD: 1e3\nE: 12:30:45\nF: 2012-10-17\nG: yes\nH: 1.10\n",
      { A: "0o17", B: "010", C: "1_000", D: "1e3", E: "12:30:45", F: "2012-10-17", G: "yes", H: "1.10" },
    ],
    "tags of YAML itself": ["A: !!str 12\nB: ! 12\nC: !!int 3\n", { A: "12", B: 12, C: 3 }],
    "flow over several lines": [
      'A: {a: 1,\n  b: [1, 2,\n  ], c: }\nB: {"a":1}\n',
      { A: { a: 1, b: [1, 2], c: null }, B: { a: 1 } },
    ],
    comments: ["A: a#b\nB: a #b\nC: #c\n", { A: "a#b", B: "a", C: null }],
    "a tab that is no indent": ["A:\t1\nB: 2\t# c\n", { A: 1, B: 2 }],
  };
  for (const [name, [properties, value]] of Object.entries(right))
    for (const [breaks, written] of [
      ["\\n", properties],
      ["\\r\\n", properties.replaceAll("\n", "\r\n")],
      ["\\r", properties.replaceAll("\n", "\r")],
    ] as const)
      it(`is read: ${name}, ${breaks}`, () => {
        const end = /\r\n|\r|\n/.exec(written)![0];
        const text = resource("").replaceAll("\n", end) + written.replace(/(?<=^|\r\n|\r|\n)(?=[^\r\n])/g, "      ");
        assert.deepEqual(problems(text), []);
        assert.deepEqual(brief(evaluateText(text).resources[0]!.properties), value);
      });

  it("takes braces with keys of YAML for YAML", () => {
    const text = "{Resources: {A: {Type: 'A::B::C', Properties: {X: !Ref A}}}} # a template\n";
    assert.deepEqual(problems(text), []);
    assert.equal(brief(property(evaluateText(text), "A", "X")), "-> A");
  });

  describe("reads each function alike in all its forms", () => {
    const plain = (node: Node): unknown => {
      const bare =
        node.kind === "scalar"
          ? node.value
          : node.kind === "sequence"
            ? node.items.map(plain)
            : Object.fromEntries(node.entries.map((e) => [e.key, plain(e.value)]));
      return node.tag === undefined ? bare : { [shortForms.get(node.tag)!]: bare };
    };
    const value = (text: string): unknown => {
      assert.deepEqual(problems(text), []);
      const [entry] = readTemplate("/t", text).sections.get("Resources") as readonly MappingEntry[];
      return plain(entry!.value);
    };
    for (const [short, long] of shortForms)
      it(`${short} and ${long}`, () => {
        assert.deepEqual(value(`Resources:\n  A: ${short} a.b\n`), { [long]: "a.b" });
        assert.deepEqual(value(`Resources:\n  A: ${short} "a"\n`), { [long]: "a" });
        assert.deepEqual(value(`Resources:\n  A: ${short} |\n    a\n`), { [long]: "a\n" });
        const list = { [long]: ["a", { [long]: "b" }] };
        for (const written of [
          `${short} [a, ${short} b]`,
          `${short}\n    - a\n    - ${short} b`,
          `${short}\n    - a\n    - ${long}: b`,
          `{ "${long}": [a, { '${long}': b }] }`,
          `\n    ${long}:\n    - a\n    - ${short} b`,
          `\n    "${long}": [a, ${short} b]`,
        ])
          assert.deepEqual(value(`Resources:\n  A: ${written}\n`), list, written);
        assert.deepEqual(value(`Resources:\n  A: ${short} { a: b }\n`), { [long]: { a: "b" } });
        assert.deepEqual(value(`Resources:\n  A: ${short}\n    a: b\n`), { [long]: { a: "b" } });
        assert.deepEqual(value(`{"Resources": {"A": {"${long}": ["a", {"${long}": "b"}]}}}`), list);
      });
  });
});
