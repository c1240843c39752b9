/** Evaluates templates that stand in tests. */
import assert from "node:assert/strict";
import { memoryFiles } from "../../../server/core/files.ts";
import type { Intent } from "../../../server/core/fixes.ts";
import type { Inputs } from "../../../server/core/language.ts";
import { lookup, path } from "../../../server/core/lookup.ts";
import type { Program, Resource } from "../../../server/core/resources.ts";
import { type Span, spanText } from "../../../server/core/span.ts";
import type { Value } from "../../../server/core/values.ts";
import { cloudformation } from "../../../server/languages/cloudformation/index.ts";

export function evaluateText(text: string, inputs?: Inputs, name = "/t/template.yaml"): Program {
  return evaluateFiles({ [name]: text }, name, inputs);
}

export function evaluateFiles(files: Record<string, string>, root: string, inputs?: Inputs): Program {
  return cloudformation().evaluate({ language: "cloudformation", path: root }, memoryFiles(files), inputs);
}

export function resourceNamed(program: Program, address: string): Resource {
  const found = program.resources.find((r) => r.address === address);
  assert.ok(found, `${address} is not among ${program.resources.map((r) => r.address).join(", ")}`);
  return found;
}

/** The value of a property, by its dotted path. */
export function property(program: Program, address: string, dotted: string): Value {
  return lookup(resourceNamed(program, address).properties, path(dotted));
}

/** The text at a span, with where it starts: "3:14 900" (from one). */
export function at(program: Program, span: Span): string {
  const range = program.sources.get(span.chunk.path)!.range(span)!;
  return `${range.start.line + 1}:${range.start.column + 1} ${spanText(span)}`;
}

/** The text of the root file after some intents; undefined where they cannot be written. */
export function written(program: Program, intents: readonly Intent[], file = program.root): string | undefined {
  const edits = program.writer.write(intents, program);
  if (!edits) return undefined;
  const source = program.sources.get(file)!;
  const placed = edits.map((e) => ({ ...source.absolute(e.span)!, newText: e.newText }));
  placed.sort((a, b) => b.start - a.start || b.end - a.end);
  let { text } = source;
  for (const e of placed) text = text.slice(0, e.start) + e.newText + text.slice(e.end);
  return text;
}

/** A value in short, for assertions. */
export function brief(value: Value): unknown {
  switch (value.kind) {
    case "scalar":
      return value.value;
    case "absent":
      return null;
    case "list":
      return value.items.map(brief);
    case "object":
      return Object.fromEntries([...value.entries.values()].map((e) => [e.key, brief(e.value)]));
    case "reference":
      return `-> ${value.target}${value.attribute === undefined ? "" : `.${value.attribute}`}`;
    case "text":
      return value.parts.map((p) => (p.kind === "piece" ? p.text : `<${brief(p)}>`)).join("");
    case "unknown":
      return `? ${value.identity ?? value.reason}${value.index === undefined ? "" : ` #${value.index}`}`;
    case "choice":
      return { choice: value.alternatives.map((a) => brief(a.value)) };
  }
}
