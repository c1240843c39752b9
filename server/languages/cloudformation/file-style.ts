/** How a template is written, so that what is added looks the same. */
import type { MappingEntry, Template } from "./syntax.ts";

export interface FileStyle {
  readonly format: "yaml" | "json";
  /** How many columns one level is. */
  readonly step: number;
  /** Tabs or spaces. */
  readonly fill: " " | "\t";
  readonly newline: "\n" | "\r\n";
  /** True for `!Ref`, false for `Ref:`. */
  readonly shortForms: boolean;
  /** True where items of a list stand deeper than their key. */
  readonly indentsLists: boolean;
  readonly blankLines: boolean;
}

const kept = new WeakMap<Template, FileStyle>();

export function styleOf(template: Template): FileStyle {
  let style = kept.get(template);
  if (!style) {
    style = detect(template);
    kept.set(template, style);
  }
  return style;
}

function detect(template: Template): FileStyle {
  const { text } = template.source;
  const { format } = template;
  const first = template.sections.get("Resources")?.[0];
  const outer = format === "json" ? columnOf(template.top.get("Resources")) : 0;
  const inner = columnOf(first);
  const listItem = /^( *)[\w":]+:[ \t]*\r?\n( *)- /m.exec(text);
  return {
    format,
    step: inner > outer ? inner - outer : 2,
    fill: first && /^\t/.test(lineOf(first)) ? "\t" : " ",
    newline: text.includes("\r\n") ? "\r\n" : "\n",
    shortForms:
      format === "yaml" &&
      (/[\s[,]!(?:Ref|Sub|GetAtt|Join|If|FindInMap|Select)\b/.test(text) ||
        !/[\s{,[]["']?(?:Ref|Fn::\w+)["']?:/.test(text)),
    indentsLists: !listItem || listItem[2]!.length > listItem[1]!.length,
    blankLines: /\S[ \t]*\r?\n\r?\n[ \t]+["\w]+["]?:/.test(
      text.slice(Math.max(0, text.search(/^["'{ \t]*Resources/m))),
    ),
  };
}

function lineOf(entry: MappingEntry): string {
  const { text } = entry.keySpan.chunk;
  const start = text.lastIndexOf("\n", entry.keySpan.start - 1) + 1;
  return text.slice(start, entry.keySpan.end);
}

function columnOf(entry: MappingEntry | undefined): number {
  if (!entry) return 0;
  const { chunk, start } = entry.keySpan;
  const line = chunk.text.lastIndexOf("\n", start - 1) + 1;
  return /^\s*$/.test(chunk.text.slice(line, start)) ? start - line : 0;
}
