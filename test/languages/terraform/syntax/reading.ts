/** Trees as text and as plain data, for comparisons. */
import type { Source, Span } from "../../../../server/core/span.ts";
import { parseFile } from "../../../../server/languages/terraform/parser.ts";
import type { Expression, ParsedFile, TemplatePart } from "../../../../server/languages/terraform/syntax.ts";

export const PATH = "/m/main.tf";

export function parse(text: string, path = PATH): ParsedFile {
  return parseFile(path, text);
}

/** The expression of `x = …`. */
export function expression(text: string): Expression {
  const file = parse(`x = ${text}\n`);
  if (file.problems.length > 0) throw new Error(file.problems.map((p) => p.message).join(" "));
  return file.attributes[0]!.value;
}

/** An expression in a notation with brackets around everything. */
export function shape(e: Expression): string {
  switch (e.kind) {
    case "literal":
      return String(e.value);
    case "template":
      return `"${e.parts.map(partShape).join("|")}"`;
    case "variable":
      return e.name;
    case "access":
      return `${shape(e.of)}.${e.name}`;
    case "index":
      return `${shape(e.of)}[${shape(e.key)}]`;
    case "splat":
      return `${shape(e.of)}[*](${shape(e.each)})`;
    case "splatItem":
      return "it";
    case "call":
      return `${e.name}(${e.args.map(shape).join(", ")}${e.expand ? "..." : ""})`;
    case "unary":
      return `(${e.operator}${shape(e.of)})`;
    case "binary":
      return `(${shape(e.left)} ${e.operator} ${shape(e.right)})`;
    case "conditional":
      return `(${shape(e.condition)} ? ${shape(e.then)} : ${shape(e.otherwise)})`;
    case "tuple":
      return `[${e.items.map(shape).join(", ")}]`;
    case "object":
      return `{${e.items.map((i) => `${i.name ?? `(${shape(i.key)})`}: ${shape(i.value)}`).join(", ")}}`;
    case "for": {
      const names = e.keyName === undefined ? e.valueName : `${e.keyName}, ${e.valueName}`;
      const made = e.key ? `${shape(e.key)} => ${shape(e.value)}${e.group ? "..." : ""}` : shape(e.value);
      return `<for ${names} in ${shape(e.collection)}: ${made}${e.condition ? ` if ${shape(e.condition)}` : ""}>`;
    }
    case "parentheses":
      return `(${shape(e.of)})`;
    case "error":
      return "ERROR";
  }
}

function partShape(part: TemplatePart): string {
  switch (part.kind) {
    case "piece":
      return part.text;
    case "interpolation":
      return `\${${shape(part.expression)}}`;
    case "ifDirective":
      return `%if ${shape(part.condition)}{${part.then.map(partShape).join("|")}}{${part.otherwise.map(partShape).join("|")}}`;
    case "forDirective":
      return `%for ${part.keyName === undefined ? "" : `${part.keyName}, `}${part.valueName} in ${shape(part.collection)}{${part.parts.map(partShape).join("|")}}`;
  }
}

/** The tree with file offsets for spans: two versions of one text must be equal in it. */
export function absolute(file: ParsedFile): unknown {
  const { blocks, attributes, comments, problems } = file;
  return plain({ blocks, attributes, comments, problems }, file.source);
}

function plain(value: unknown, source: Source): unknown {
  if (Array.isArray(value)) return value.map((v) => plain(v, source));
  if (typeof value !== "object" || value === null) return value;
  if ("chunk" in value) return source.absolute(value as Span) ?? "lost";
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v, source)]));
}

/** The characters at a span of a file, with line and column from 1. */
export function placed(file: ParsedFile, s: Span): string {
  const at = file.source.absolute(s)!;
  const { line, column } = file.source.position(at.start);
  return `${line + 1}:${column + 1} ${JSON.stringify(file.text.slice(at.start, at.end))}`;
}

export function problems(file: ParsedFile): string[] {
  return file.problems.map((p) => `${placed(file, p.span!)} ${p.message}`);
}

/** Numbers that are random but the same in every run. */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}
