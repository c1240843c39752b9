/** Evaluates modules held in memory, and shows values in a short form. */

import type { Condition } from "../../../../server/core/conditions.ts";
import { memoryFiles } from "../../../../server/core/files.ts";
import type { Inputs } from "../../../../server/core/language.ts";
import { lookup, path as pathOf } from "../../../../server/core/lookup.ts";
import type { Program } from "../../../../server/core/resources.ts";
import { type Span, spanText } from "../../../../server/core/span.ts";
import type { Origin, Value } from "../../../../server/core/values.ts";
import { hasFailed } from "../../../../server/languages/terraform/functions/outcomes.ts";
import { terraform } from "../../../../server/languages/terraform/index.ts";

export const ROOT = "/w";

/** A program from files relative to its root; a string is `main.tf`. */
export function program(files: string | Record<string, string>, inputs?: Inputs): Program {
  const named = typeof files === "string" ? { "main.tf": files } : files;
  const all = Object.fromEntries(Object.entries(named).map(([name, text]) => [`${ROOT}/${name}`, text]));
  return terraform().evaluate({ language: "terraform", path: ROOT }, memoryFiles(all), inputs);
}

/** A property of a resource. */
export function property(of: Program, address: string, dotted: string): Value {
  const resource = of.resources.find((r) => r.address === address);
  if (!resource) throw new Error(`no ${address} in ${of.resources.map((r) => r.address).join(", ")}`);
  return lookup(resource.properties, pathOf(dotted));
}

/** The value of one expression, with declarations around it. */
export function evaluated(expression: string, around = ""): Value {
  return property(program(`${around}\nresource "aws_x" "x" {\n  v = ${expression}\n}\n`), "aws_x.x", "v");
}

/** A value as plain data: known parts as they are, the rest as a word in angle brackets. */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case "scalar":
      return value.value;
    case "absent":
      return null;
    case "list":
      return [...value.items.map(plain), ...(value.closed ? [] : ["<open>"])];
    case "object":
      return Object.fromEntries([
        ...[...value.entries.values()].map((e) => [e.key, plain(e.value)]),
        ...(value.closed ? [] : [["<open>", true]]),
      ]);
    case "choice":
      return value.alternatives.map((a) => ({ when: shownCondition(a.when), value: plain(a.value) }));
    case "reference":
      return `<${value.target}${value.attribute === undefined ? "" : `.${value.attribute}`}>`;
    case "text":
      return value.parts.map((p) => (p.kind === "piece" ? p.text : String(plain(p)))).join("");
    case "unknown":
      if (hasFailed(value)) return "<refused>";
      if (value.identity === undefined) return "<unknown>";
      return `<${value.identity}${value.index === undefined ? "" : `#${value.index}`}>`;
  }
}

export function shownCondition(c: Condition): string {
  switch (c.kind) {
    case "is":
      return `${c.input.name} == ${c.value}`;
    case "opaque":
      return c.id;
    case "not":
      return `!(${shownCondition(c.of)})`;
    case "all":
    case "any":
      return `${c.kind}(${c.of.map(shownCondition).join(", ")})`;
    default:
      return c.kind;
  }
}

/** "file:text" of a place. */
export function at(span: Span): string {
  return `${span.chunk.path.replace(`${ROOT}/`, "")}:${spanText(span)}`;
}

/** The way from the use of a value back to its literal. */
export function trail(origin: Origin): string[] {
  const steps = [at(origin.span)];
  for (let o = origin; o.from; o = o.from.origin)
    steps.push(`${o.from.step} ${o.from.name} = ${at(o.from.origin.span)}`);
  return steps;
}
