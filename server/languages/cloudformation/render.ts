/** Writes values in the style of a template. */
import type { Expression } from "../../core/fixes.ts";
import type { FileStyle } from "./file-style.ts";

/** Undefined where a value cannot be written in this template: a resource of another stack. */
export type Rendered = string | undefined;

export interface Rendering {
  readonly style: FileStyle;
  /** The module whose resources can be referred to. */
  readonly module: string;
}

/** A value on one line: JSON, or YAML in flow style. `quote` is the quote that strings have here. */
export function renderInline(value: Expression, at: Rendering, quote: '"' | "'" | "" = "", inFlow = true): Rendered {
  const json = at.style.format === "json";
  switch (value.kind) {
    case "literal":
      return json ? JSON.stringify(value.value) : yamlScalar(value.value, quote, inFlow);
    case "input":
      return reference("Ref", JSON.stringify(value.name), value.name, at);
    case "attribute": {
      const { of, attribute } = value;
      if (of.module !== at.module || of.vocabulary !== "cloudformation") return undefined;
      if (attribute === undefined) return reference("Ref", JSON.stringify(of.name), of.name, at);
      const long = json ? `[${JSON.stringify(of.name)}, ${JSON.stringify(attribute)}]` : `[${of.name}, ${attribute}]`;
      return reference("GetAtt", long, `${of.name}.${attribute}`, at);
    }
    case "list": {
      const items = value.items.map((i) => renderInline(i, at, quote));
      return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
    }
    case "object": {
      const entries: string[] = [];
      for (const [key, v] of Object.entries(value.entries)) {
        const rendered = renderInline(v, at, quote);
        if (rendered === undefined) return undefined;
        entries.push(`${renderKey(key, at.style)}: ${rendered}`);
      }
      return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
    }
  }
}

function reference(name: "Ref" | "GetAtt", long: string, short: string, at: Rendering): string {
  if (at.style.format === "json") return `{ "${name === "Ref" ? "Ref" : "Fn::GetAtt"}": ${long} }`;
  if (at.style.shortForms) return `!${name} ${short}`;
  return name === "Ref" ? `{ Ref: ${short} }` : `{ "Fn::GetAtt": ${long} }`;
}

/**
 * What follows the colon of a key that stands at `indent`: a space and a scalar, or the lines below it. JSON is
 * spread over lines as well.
 */
export function renderAfterColon(value: Expression, indent: number, at: Rendering): Rendered {
  if (at.style.format === "json") {
    const lines = renderJson(value, indent, at);
    return lines === undefined ? undefined : ` ${lines}`;
  }
  if (value.kind === "object" && Object.keys(value.entries).length > 0) {
    const lines = renderEntries(value, indent + at.style.step, at);
    return lines === undefined ? undefined : `${at.style.newline}${lines}`;
  }
  if (value.kind === "list" && value.items.length > 0) {
    const inner = indent + (at.style.indentsLists ? at.style.step : 0);
    const lines: string[] = [];
    for (const item of value.items) {
      const isBlock = item.kind === "object" && Object.keys(item.entries).length > 0;
      const rendered = isBlock ? renderEntries(item, inner + 2, at)?.slice(inner + 2) : renderInline(item, at);
      if (rendered === undefined) return undefined;
      lines.push(`${at.style.fill.repeat(inner)}- ${rendered}`);
    }
    return at.style.newline + lines.join(at.style.newline);
  }
  const inline = renderInline(value, at, "", false);
  return inline === undefined ? undefined : ` ${inline}`;
}

/** The entries of an object, each on its line, at an indent; the first line has its indent too. */
export function renderEntries(value: Expression & { kind: "object" }, indent: number, at: Rendering): Rendered {
  const lines: string[] = [];
  for (const [key, v] of Object.entries(value.entries)) {
    const rest = renderAfterColon(v, indent, at);
    if (rest === undefined) return undefined;
    lines.push(`${at.style.fill.repeat(indent)}${renderKey(key, at.style)}:${rest}`);
  }
  return lines.join(at.style.format === "json" ? `,${at.style.newline}` : at.style.newline);
}

function renderJson(value: Expression, indent: number, at: Rendering): Rendered {
  const { fill, newline, step } = at.style;
  if (value.kind === "object" && Object.keys(value.entries).length > 0) {
    const lines = renderEntries(value, indent + step, at);
    return lines === undefined ? undefined : `{${newline}${lines}${newline}${fill.repeat(indent)}}`;
  }
  return renderInline(value, at);
}

export function renderKey(key: string, style: FileStyle): string {
  if (style.format === "json") return JSON.stringify(key);
  return /^[A-Za-z_][\w.-]*$/.test(key) && !looksTyped(key) ? key : JSON.stringify(key);
}

function yamlScalar(value: string | number | boolean, quote: '"' | "'" | "", inFlow: boolean): string {
  if (typeof value !== "string") return String(value);
  if (quote === "" && isPlain(value, inFlow)) return value;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what cannot stand in single quotes
  if (quote !== '"' && !/[\x00-\x1f\x7f]/.test(value))
    return quote === "'" || !value.includes("'") ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
  return JSON.stringify(value);
}

/** Whether text reads as the same text without quotes. */
function isPlain(value: string, inFlow: boolean): boolean {
  if (!/^[A-Za-z0-9_./$(][^\n\r\t]*$/.test(value) || /[: ]$/.test(value)) return false;
  if (value.includes(": ") || value.includes(" #") || looksTyped(value)) return false;
  return !inFlow || !/[[\]{},]/.test(value);
}

/** Text that YAML would read as something else than text. */
function looksTyped(value: string): boolean {
  return (
    /^(?:true|false|yes|no|on|off|y|n|null|~)$/i.test(value) ||
    /^[-+.]?\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?$/.test(value) ||
    /^0[xo]?[\da-f]+$/i.test(value) ||
    /^\d{4}-\d\d?-\d\d?/.test(value) ||
    /^\d+(?::\d+)+/.test(value)
  );
}
