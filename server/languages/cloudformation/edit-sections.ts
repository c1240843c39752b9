/** Adds to the sections of a template. */
import { type Expression, literal, type TextEdit } from "../../core/fixes.ts";
import { type Edits, edit, insertAmong, lineEnd, rendering } from "./edit-nodes.ts";
import { renderEntries } from "./render.ts";
import type { MappingEntry, Template } from "./syntax.ts";

/** A name that no resource, parameter or condition has. */
export function freeName(template: Template, wanted: string, taken: ReadonlySet<string>): string {
  const clean = wanted.replace(/[^A-Za-z0-9]/g, "") || "Added";
  const isTaken = (name: string) =>
    taken.has(name) ||
    ["Resources", "Parameters"].some((s) => template.sections.get(s)?.some((e) => e.key === name) ?? false);
  if (!isTaken(clean)) return clean;
  for (let i = 2; i < 1_000; i++) if (!isTaken(`${clean}${i}`)) return `${clean}${i}`;
  return clean;
}

/** Adds a resource behind another one. */
export function addResource(
  template: Template,
  near: MappingEntry,
  module: string,
  name: string,
  type: string,
  properties: Readonly<Record<string, Expression>>,
): Edits {
  const section = template.top.get("Resources")?.value;
  const entries = template.sections.get("Resources") ?? [];
  if (section?.kind !== "mapping" && !entries.includes(near)) return undefined;
  const mapping = section?.kind === "mapping" ? section : undefined;
  const value: Expression = {
    kind: "object",
    entries: {
      Type: literal(type),
      ...(Object.keys(properties).length > 0 && { Properties: { kind: "object", entries: properties } as const }),
    },
  };
  const flow = mapping?.flow ?? false;
  const holder = mapping ?? { kind: "mapping", entries, flow, span: near.keySpan, content: near.keySpan };
  return insertAmong(entries, holder, name, value, rendering(template, module), near, true);
}

/** Adds a parameter; one of that name that is there already is taken. */
export function addParameter(template: Template, name: string, description: string, type: "string" | "number"): Edits {
  const entries = template.sections.get("Parameters") ?? [];
  if (entries.some((e) => e.key === name)) return [];
  const at = rendering(template, "");
  const value: Expression = {
    kind: "object",
    entries: { Type: literal(type === "string" ? "String" : "Number"), Description: literal(description) },
  };
  const { style } = at;
  const header = template.top.get("Parameters");
  if (!header) return addSection(template, name, value);
  const node = header.value;
  if (entries.length > 0) {
    const holder =
      node.kind === "mapping"
        ? node
        : { kind: "mapping" as const, entries, flow: false, span: node.span, content: node.content };
    return insertAmong(entries, holder, name, value, at);
  }
  const { chunk } = header.keySpan;
  if (node.kind === "mapping" && style.format === "json") return insertAmong([], node, name, value, at);
  const lines = renderEntries({ kind: "object", entries: { [name]: value } }, style.step, at);
  if (lines === undefined || style.format === "json") return undefined;
  if (node.kind === "mapping" && node.flow)
    return [edit(chunk, node.content.start, node.content.end, style.newline + lines)];
  const end = lineEnd(chunk.text, header.keySpan.end);
  return node.kind === "scalar" && node.value === null ? [edit(chunk, end, end, style.newline + lines)] : undefined;
}

function addSection(template: Template, name: string, value: Expression): readonly TextEdit[] | undefined {
  const resources = template.top.get("Resources");
  if (!resources) return undefined;
  const at = rendering(template, "");
  const { style } = at;
  const { chunk, start } = resources.keySpan;
  const section: Expression = {
    kind: "object",
    entries: { Parameters: { kind: "object", entries: { [name]: value } } },
  };
  const line = chunk.text.lastIndexOf("\n", start - 1) + 1;
  const indent = style.format === "json" ? start - line : 0;
  const text = renderEntries(section, indent, at);
  if (text === undefined || chunk.text.slice(line, start).trim() !== "") return undefined;
  return style.format === "json"
    ? [edit(chunk, start, start, `${text.slice(indent)},${style.newline}${style.fill.repeat(indent)}`)]
    : [edit(chunk, start, start, `${text}${style.newline}${style.blankLines ? style.newline : ""}`)];
}
