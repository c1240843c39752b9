import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import type { Value } from "../../../../server/core/values.ts";
import { NoPlan, terraformPlan } from "../../../../server/languages/terraform/plan/index.ts";
import { PLAN, planText } from "./planned.ts";

const source = `variable "p" {}
resource "aws_x" "a" {
  count = var.p
  list  = [1, var.p, "\${aws_x.b.id}-x"]
  map   = { k = var.p }
  block {
    v = jsonencode({ a = var.p })
  }
}
resource "aws_x" "b" {}
`;
const text = planText(
  {
    "aws_x.a[0]": {
      values: { list: [1, 2, "i-x"], map: { k: 3 }, block: [{ v: '{"a":3}' }] },
      unknown: { list: [false, true], other: true },
      sensitive: { map: { k: true } },
    },
    "aws_x.b": { values: { id: "i" } },
  },
  { variables: { p: { value: 2 } } },
);
const STRANGE = [null, true, 0, -1, "", "x", "${", [], [null], {}, { a: null }, [[]], 1e300];

describe("a plan that is strange", () => {
  it("never throws but to say what is no plan", () => {
    let seed = 7;
    const random = (n: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    let read = 0;
    for (let i = 0; i < 1500; i++) {
      const json = JSON.parse(text);
      for (let changes = 1 + random(3); changes > 0; changes--) change(json, random);
      try {
        look(JSON.stringify(json));
        read++;
      } catch (error) {
        if (!(error instanceof NoPlan)) throw error;
      }
    }
    assert.ok(read > 500);
  });

  it("may be nested thousands deep", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const strange = text
      .replace('"values":{', `"values":{"deep":${deep},`)
      .replace('"variables":{', `"variables":{"d":{"value":${deep}},`);
    assert.ok(look(strange) > 0);
  });
});

/** Puts something strange somewhere. */
function change(json: unknown, random: (n: number) => number): void {
  let at = json as Record<string, unknown>;
  for (let depth = 0; depth < 12; depth++) {
    const keys = Object.keys(at);
    if (keys.length === 0) return;
    const key = keys[random(keys.length)]!;
    const inner = at[key];
    if (typeof inner !== "object" || inner === null || random(6) === 0) {
      at[key] = structuredClone(STRANGE[random(STRANGE.length)]);
      return;
    }
    at = inner as Record<string, unknown>;
  }
}

/** Looks at everything there is; how much that was. */
function look(plan: string): number {
  const language = terraformPlan(PLAN, plan, "/w");
  const program = language.evaluate({ language: "terraform", path: "/w" }, memoryFiles({ "/w/main.tf": source }));
  let seen = 0;
  const walk = (value: Value, depth: number): void => {
    seen++;
    assert.ok(program.sources.has(value.origin.span.chunk.path) || value.origin.span.chunk.path.startsWith("/w/~"));
    if (depth > 200) return;
    if (value.madeFrom) walk(value.madeFrom.value, depth + 1);
    if (value.kind === "list") for (const item of value.items) walk(item, depth + 1);
    else if (value.kind === "object") for (const e of value.entries.values()) walk(e.value, depth + 1);
    else if (value.kind === "choice") for (const a of value.alternatives) walk(a.value, depth + 1);
  };
  for (const resource of program.resources) {
    walk(resource.properties, 0);
    if (resource.region) walk(resource.region, 0);
    assert.ok(program.sources.has(resource.nameSpan.chunk.path));
  }
  assert.ok(program.escaped.size >= 0);
  return seen;
}
