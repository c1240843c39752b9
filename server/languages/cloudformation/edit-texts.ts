/** Edits of values that stand inside a text: a hole of `Fn::Sub`, an item of a list that a parameter's default is. */
import type { Expression } from "../../core/fixes.ts";
import { type Span, spanText } from "../../core/span.ts";
import { literalOf, type Value } from "../../core/values.ts";
import { callOf } from "./calls.ts";
import { constraintsOf } from "./constraints.ts";
import { type Edits, edit } from "./edit-nodes.ts";
import { replaceText } from "./edit-scripts.ts";
import { isShared, type Located, locate } from "./locate.ts";
import { child, type MappingEntry, type Node, type ScalarNode, scalarText, type Template } from "./syntax.ts";

/** Text that reads as itself within plain YAML, wherever it stands. */
const plain = /^[\w./@${}!-]*(?::[\w./@${}!-]+)*$/;

/** The hole of `Fn::Sub` that lies at a place. */
export function holeAt(template: Template, span: Span): Located | undefined {
  if (!/^\$\{[^!{}]+\}$/.test(spanText(span))) return undefined;
  const located = locate(template, span, false);
  if (located?.node.kind !== "scalar") return undefined;
  const around = located.steps.slice(-2).map((step) => callOf(step.in)?.name);
  return callOf(located.node)?.name === "Fn::Sub" || around.includes("Fn::Sub") ? located : undefined;
}

/** Writes another value in the place of a hole. */
export function replaceHole(hole: Located, span: Span, to: Expression, module: string, template: Template): Edits {
  const text = holeText(to, module);
  return text === undefined || !fits(text, hole.node) ? undefined : replaceText(template, span, text);
}

/** A value as it stands in the text of `Fn::Sub`. */
function holeText(to: Expression, module: string): string | undefined {
  switch (to.kind) {
    case "literal":
      return String(to.value).replaceAll("${", "${!");
    case "input":
      return `\${${to.name}}`;
    case "attribute": {
      const { of, attribute } = to;
      if (of.module !== module || of.vocabulary !== "cloudformation") return undefined;
      return attribute === undefined ? `\${${of.name}}` : `\${${of.name}.${attribute}}`;
    }
    default:
      return undefined;
  }
}

function fits(text: string, node: Node): boolean {
  if (node.kind !== "scalar" || /[\r\n]/.test(text)) return false;
  return node.style !== "plain" || plain.test(text);
}

/** The parameter whose list a value is an item of, where the list is used by its name. */
export function listParameterOf(value: Value, node: Node, template: Template): MappingEntry | undefined {
  const call = callOf(node);
  if (call?.name !== "Ref" || value.kind === "list" || !value.origin.from) return undefined;
  const parameter = template.sections.get("Parameters")?.find((e) => e.key === scalarText(call.argument));
  return /List/.test(scalarText(child(parameter?.value, "Type")) ?? "") ? parameter : undefined;
}

/** Writes another item into the default of a list parameter that nothing else uses; `to` undefined removes it. */
export function replaceListItem(
  value: Value,
  parameter: MappingEntry,
  to: Expression | undefined,
  template: Template,
): Edits {
  const span = literalOf(value.origin);
  const located = locate(template, span, false);
  const node = child(parameter.value, "Default");
  if (value.kind !== "scalar" || value.origin.from?.step !== "default" || node?.kind !== "scalar") return undefined;
  if (located?.node !== node || spanText(span) !== String(value.value) || isShared(template, located)) return undefined;
  if (uses(parameter.key, template) !== 1) return undefined;
  const item = to === undefined ? undefined : itemText(to);
  if (to !== undefined && (item === undefined || !fits(item, node))) return undefined;
  const at = item === undefined ? withComma(span, node) : span;
  const { chunk, start, end } = node.content;
  if (!at) return undefined;
  const whole = chunk.text.slice(start, at.start) + (item ?? "") + chunk.text.slice(at.end, end);
  const bare = node.style === "plain" ? whole : whole.slice(1, -1);
  const type = scalarText(child(parameter.value, "Type")) ?? "";
  if (node.style === "block" || !constraintsOf(parameter.value, type)(bare)) return undefined;
  return item === undefined ? [edit(chunk, at.start, at.end, "")] : replaceText(template, at, item);
}

function itemText(to: Expression): string | undefined {
  const text = to.kind === "literal" ? String(to.value) : "";
  return text !== "" && text === text.trim() && !/[,'"\\]/.test(text) ? text : undefined;
}

/** An item with the comma behind it, or before it; undefined where it is the only one. */
function withComma(span: Span, node: ScalarNode): Span | undefined {
  const { text } = span.chunk;
  const behind = /^[ \t]*,[ \t]*/.exec(text.slice(span.end, node.content.end));
  if (behind) return { ...span, end: span.end + behind[0].length };
  const before = /[ \t]*,[ \t]*$/.exec(text.slice(node.content.start, span.start));
  return before ? { ...span, start: span.start - before[0].length } : undefined;
}

/** How often a parameter is named outside of its own section and of what only describes the template. */
function uses(name: string, template: Template): number {
  const pattern = new RegExp(`(?<![A-Za-z0-9])${name.replace(/\W/g, "\\$&")}(?![A-Za-z0-9])`, "g");
  const chunks = new Set(
    [...template.sections].flatMap(([section, entries]) =>
      section === "Parameters" || section === "Metadata" ? [] : entries.map((e) => e.keySpan.chunk),
    ),
  );
  let found = 0;
  for (const { text } of chunks) found += text.match(pattern)?.length ?? 0;
  return found;
}
