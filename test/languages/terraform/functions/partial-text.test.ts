import assert from "node:assert/strict";
import type { Value } from "../../../../server/core/values.ts";
import { evaluated, plain, program, property } from "../evaluate/program.ts";
import { random } from "../syntax/reading.ts";

const UNKNOWN = 'variable "u" {}\nvariable "n" { type = number }\nvariable "l" { type = list(string) }';

describe("Terraform functions of text with holes", () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['format("%s-%03d", var.u, var.n)', '<var.u>-<format("%03d",var.n)>'],
    ['format("%s-%03d", "a", 7)', "a-007"],
    ['format("a%vb", var.l)', 'a<format("%v",var.l)>b'],
    ['format("%v", ["a", var.u])', '["a",<var.u>]'],
    ['upper("a${var.u}b")', "A<upper(var.u)>B"],
    ['lower("A${var.u}B")', "a<lower(var.u)>b"],
    ['trimspace(" a ${var.u} b ")', "a <var.u> b"],
    ['trimspace("a${var.u}\\n")', "a<trimspace end(var.u)>"],
    ['trimspace(" a ${var.u}")', '<trimspace(text(" a ",var.u))>'],
    ['trim("--a${var.u}b-", "-")', "a<var.u>b"],
    ['chomp("a${var.u}b\\n")', "a<var.u>b"],
    ['trimprefix("https://${var.u}", "https://")', "<var.u>"],
    ['trimprefix("x${var.u}", "https://")', "x<var.u>"],
    ['trimprefix("h${var.u}", "https://")', '<trimprefix(text("h",var.u),"https://")>'],
    ['trimsuffix("${var.u}.", ".")', "<var.u>"],
    ['startswith("ab${var.u}", "a")', true],
    ['startswith("ab${var.u}", "b")', false],
    ['startswith("a${var.u}", "ab")', '<startswith(text("a",var.u),"ab")>'],
    ['endswith("${var.u}.zip", ".zip")', true],
    ['strcontains("a${var.u}b", "b")', true],
    ['strcontains("a${var.u}b", "c")', '<strcontains(text("a",var.u,"b"),"c")>'],
    ['substr("abcdef${var.u}", 0, 3)', "abc"],
    ['substr("abcdef${var.u}", 3, -1)', "def<var.u>"],
    ['substr("abc${var.u}", 0, 5)', '<substr(text("abc",var.u),0,5)>'],
    ['basename("${var.u}/x.sh")', "x.sh"],
    ['urlencode("a b${var.u}")', "a+b<urlencode(var.u)>"],
    ['replace("a/${var.u}/b", "/", "-")', 'a-<replace(var.u,"/","-")>-b'],
    ['replace("a--b${var.u}b", "--", "+")', 'a+b<replace(var.u,"--","+")>b'],
    ['replace("a-${var.u}", "--", "+")', '<replace(text("a-",var.u),"--","+")>'],
    ['replace("a.${var.u}", "/[^a-z]/", "-")', 'a-<replace(var.u,"/[^a-z]/","-")>'],
    ['replace("a.${var.u}", "/[^a-z]+/", "-")', '<replace(text("a.",var.u),"/[^a-z]+/","-")>'],
  ];
  for (const [expression, expected] of cases)
    it(expression, () => assert.deepEqual(plain(evaluated(expression, UNKNOWN)), expected));

  it("keeps the places of what is left", () => {
    const value = evaluated('trimspace(" ab ${var.u} c ")', UNKNOWN);
    assert(value.kind === "text");
    const shown = value.parts.map((p) => {
      const { span } = p.kind === "piece" ? p : p.origin;
      return span?.chunk.text.slice(span.start, span.end);
    });
    assert.deepEqual(shown, ["ab ", "${var.u}", " c"]);
  });

  it("is what comes of it whatever the holes are", function () {
    this.timeout(60_000);
    const next = random(5);
    const letters = ["a", "b", "-", "/", " ", "\n", "é"];
    const string = (longest: number) => {
      let s = "";
      for (let n = next(longest + 1); n > 0; n--) s += letters[next(letters.length)];
      return s;
    };
    const quoted = (s: string) => JSON.stringify(s);
    const expressions = Array.from({ length: 1500 }, () => {
      const of = `"${quoted(string(5)).slice(1, -1)}\${var.u}${quoted(string(3)).slice(1, -1)}\${var.v}${quoted(string(5)).slice(1, -1)}"`;
      const [a, b] = [quoted(string(2)), quoted(string(2))];
      return [
        `upper(${of})`,
        `trimspace(${of})`,
        `chomp(${of})`,
        `trim(${of}, ${a})`,
        `trimprefix(${of}, ${a})`,
        `trimsuffix(${of}, ${a})`,
        `startswith(${of}, ${a})`,
        `endswith(${of}, ${a})`,
        `strcontains(${of}, ${a})`,
        `replace(${of}, ${a}, ${b})`,
        `replace(${of}, "/[^ab]/", ${b})`,
        `substr(${of}, ${next(4)}, ${next(5) - 1})`,
        `basename(${of})`,
        `urlencode(${of})`,
        `format("%s:%5s", ${of}, var.u)`,
      ][next(15)]!;
    });
    const text = `variable "u" {}\nvariable "v" {}\nresource "aws_x" "x" {\n${expressions.map((e, i) => `  a${i} = ${e}`).join("\n")}\n}\n`;
    const open = program(text);
    let checked = 0;
    for (let round = 0; round < 4; round++) {
      const inputs = { u: string(3), v: string(3) };
      const filled = program(text, { parameters: inputs });
      for (const [i, expression] of expressions.entries()) {
        const expected = property(filled, "aws_x.x", `a${i}`);
        const got = whole(property(open, "aws_x.x", `a${i}`), inputs);
        if (got === undefined || expected.kind !== "scalar") continue;
        checked++;
        assert.equal(got, String(expected.value), `${expression} with ${JSON.stringify(inputs)}`);
      }
    }
    assert(checked > 2500, `${checked} were certain`);
  });
});

/** A value with its holes filled, each worked out by itself; undefined when it is not certain. */
function whole(value: Value, inputs: Readonly<Record<string, string>>): string | undefined {
  if (value.kind === "scalar") return String(value.value);
  if (value.kind !== "text") return undefined;
  const parts = value.parts.map((p) => {
    if (p.kind === "piece") return p.text;
    if (p.kind !== "unknown" || p.identity === undefined) return undefined;
    const [, end, of] = /^(?:trimspace|chomp|trim .*) (start|end)\((var\.\w)\)$/s.exec(p.identity) ?? [];
    const name = /^var\.(\w)$/.exec(of ?? p.identity)?.[1];
    const plainly = name === undefined ? evaluatedWith(p.identity, inputs) : inputs[name];
    if (end === undefined || plainly === undefined) return plainly;
    const taken = p.identity.startsWith("trim ")
      ? new Set(p.identity.slice(5, p.identity.lastIndexOf(` ${end}(`)))
      : new Set(p.identity.startsWith("chomp") ? "\r\n" : " \n\r\t");
    const all = [...plainly];
    if (end === "start") while (all.length > 0 && taken.has(all[0]!)) all.shift();
    else while (all.length > 0 && taken.has(all.at(-1)!)) all.pop();
    return all.join("");
  });
  return parts.includes(undefined) ? undefined : parts.join("");
}

function evaluatedWith(expression: string, inputs: Readonly<Record<string, string>>): string | undefined {
  const text = `variable "u" {}\nvariable "v" {}\nresource "aws_x" "x" {\n  v = ${expression}\n}\n`;
  const value = property(program(text, { parameters: inputs }), "aws_x.x", "v");
  return value.kind === "scalar" ? String(value.value) : undefined;
}
