/** Writes expressions as Terraform does. */
import type { Expression } from "../../core/fixes.ts";
import type { Resource } from "../../core/resources.ts";
import { spanText } from "../../core/span.ts";
import { attributeOf, type Block, type ParsedFile } from "./syntax.ts";

/** What the evaluator keeps with a resource, for the writer. */
export interface NativeResource {
  readonly block: Block;
  readonly file: ParsedFile;
}

export function nativeOf(resource: Resource): NativeResource | undefined {
  const native = resource.native as Partial<NativeResource> | undefined;
  return native?.block && native.file ? (native as NativeResource) : undefined;
}

/** Where an expression is written: the module, and the resource when it stands in one. */
export interface WritePlace {
  readonly module: string;
  readonly resource?: Resource;
  readonly indent: string;
  readonly newline: string;
}

/** Arguments of AWS resources that are maps; every other object is a block. */
const MAPS: ReadonlySet<string> = new Set([
  "tags",
  "tags_all",
  "volume_tags",
  "variables",
  "parameters",
  "labels",
  "annotations",
  "triggers",
  "metadata",
  "request_parameters",
  "response_parameters",
  "request_templates",
  "stage_variables",
  "default_arguments",
]);

/** True when an argument of this name with an object for its value is written as a block. */
export function isBlockName(name: string): boolean {
  return !MAPS.has(name);
}

/** The text of an expression; undefined when it cannot be said at this place. */
export function expressionText(e: Expression, place: WritePlace): string | undefined {
  switch (e.kind) {
    case "literal":
      return typeof e.value === "string" ? stringText(e.value) : String(e.value);
    case "input":
      return `var.${e.name}`;
    case "attribute":
      return referenceText(e.of, e.attribute, place);
    case "list": {
      const items = e.items.map((item) => expressionText(item, place));
      return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
    }
    case "object": {
      const { newline, indent } = place;
      const inner = { ...place, indent: `${indent}  ` };
      const lines: string[] = [];
      for (const [key, value] of Object.entries(e.entries)) {
        const text = expressionText(value, inner);
        if (text === undefined) return undefined;
        lines.push(`${inner.indent}${NAME.test(key) ? key : stringText(key)} = ${text}`);
      }
      return lines.length === 0 ? "{}" : `{${newline}${lines.join(newline)}${newline}${indent}}`;
    }
  }
}

const NAME = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

export function stringText(value: string): string {
  const escaped = value
    .replace(/[\\"]/g, "\\$&")
    .replace(/\n/g, "\\n")
    .replace(/\r/g, "\\r")
    .replace(/\t/g, "\\t")
    .replace(/([$%])\{/g, "$1$1{");
  return `"${escaped}"`;
}

/** The lines of a body's entries: arguments, and blocks for objects; undefined when one cannot be said. */
export function bodyLines(entries: Readonly<Record<string, Expression>>, place: WritePlace): string[] | undefined {
  const lines: string[] = [];
  const blocks: string[][] = [];
  for (const [name, value] of Object.entries(entries)) {
    if (value.kind === "object" && isBlockName(name)) {
      const inner = bodyLines(value.entries, { ...place, indent: `${place.indent}  ` });
      if (!inner) return undefined;
      blocks.push([`${place.indent}${name} {`, ...inner, `${place.indent}}`]);
    } else {
      const text = name === "ignore_changes" ? argumentNames(value) : expressionText(value, place);
      if (text === undefined) return undefined;
      lines.push(`${place.indent}${name} = ${text}`);
    }
  }
  for (const block of blocks) {
    if (lines.length > 0) lines.push("");
    lines.push(...block);
  }
  return lines;
}

/** A list of names of arguments: Terraform takes them as they are, without quotes. */
function argumentNames(value: Expression): string | undefined {
  if (value.kind !== "list") return undefined;
  const names = value.items.map((item) => (item.kind === "literal" && NAME.test(String(item.value)) ? item.value : ""));
  return names.includes("") ? undefined : `[${names.join(", ")}]`;
}

/** A resource or an attribute of it, as it is written in the same module. */
function referenceText(of: Resource, attribute: string | undefined, place: WritePlace): string | undefined {
  if (of.module !== place.module) return undefined;
  const local = of.module === "" ? of.address : of.address.slice(of.module.length + 1);
  const key = keyText(of, place);
  if (key === undefined) return undefined;
  const bare = local.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*"|\*)\]$/, "");
  return `${bare}${key}${attribute === undefined ? "" : `.${attribute}`}`;
}

/** The index of an instance, "" when there is one only; undefined when the instances of both cannot be matched. */
function keyText(of: Resource, { resource }: WritePlace): string | undefined {
  const other = repetition(of);
  const own = resource && repetition(resource);
  if (!other) return of.key === undefined ? "" : undefined;
  if (own) {
    // One text for all instances: it can only be the instance of the same key.
    if (own.name !== other.name || of.key !== resource?.key) return undefined;
    if (of.key === "symbolic" && own.value !== other.value) return undefined;
    return own.name === "count" ? "[count.index]" : "[each.key]";
  }
  if (of.key === undefined || of.key === "symbolic") return undefined;
  return typeof of.key === "number" ? `[${of.key}]` : `[${stringText(of.key)}]`;
}

function repetition(of: Resource): { name: "count" | "for_each"; value: string } | undefined {
  const native = nativeOf(of);
  if (!native) return undefined;
  for (const name of ["count", "for_each"] as const) {
    const found = attributeOf(native.block.body, name);
    if (found) return { name, value: spanText(found.value.span) };
  }
  return undefined;
}
