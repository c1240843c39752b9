/** Strings: formatting, `dedent`, and the methods that have other names than in JavaScript. */
import type { Span } from "../../../../core/span.ts";
import { text as makeText, type Piece, piecesOf, scalar, type Unknown, type Value } from "../../../../core/values.ts";
import type { Arguments } from "../../evaluate/arguments.ts";
import { listMethod } from "../../evaluate/builtins/lists.ts";
import { cut, splitList, stringMethod } from "../../evaluate/builtins/strings.ts";
import type { Context } from "../../evaluate/context.ts";
import { concatenation } from "../../evaluate/expressions.ts";
import { aboutOf, itemsOf } from "../../evaluate/things.ts";
import type { Call } from "../../ir.ts";

/** Methods of strings by the names that they have in JavaScript. */
const SAME: Readonly<Record<string, string>> = {
  lower: "toLowerCase",
  casefold: "toLowerCase",
  upper: "toUpperCase",
  replace: "replaceAll",
  startswith: "startsWith",
  endswith: "endsWith",
  find: "indexOf",
  index: "indexOf",
  rfind: "lastIndexOf",
  slice: "slice",
};
const TRIMS: Readonly<Record<string, string>> = { strip: "trim", lstrip: "trimStart", rstrip: "trimEnd" };

type TextValue = Extract<Value, { kind: "text" | "scalar" }>;

/** A method of a string; undefined where it is not followed. */
export function textMethod(
  context: Context,
  object: TextValue,
  name: string,
  args: Arguments,
  node: Call,
): Value | undefined {
  const { span } = node;
  const [first] = args.values;
  switch (name) {
    // The text of a file stands for the file, and its bytes for the text.
    case "read":
    case "encode":
    case "decode":
    case "read_text":
    case "__str__":
      return object;
    case "close":
      return object;
    case "format":
      return formatted(context, object, args, span);
    case "join":
      return first?.kind === "list" && !itemsOf(first)?.irregular
        ? listMethod(context, first, "join", { values: [object], closed: true }, node)
        : undefined;
    case "splitlines":
    case "readlines":
      return lines(context, object, node, name === "readlines");
    case "split":
      return words(context, object, args, node);
    case "removeprefix":
    case "removesuffix":
    case "capitalize":
    case "title":
    case "zfill":
      return changed(object, name, first, span);
    case "isdigit":
    case "isnumeric":
      return object.kind === "scalar" ? scalar(/^\d+$/.test(String(object.value)), { span }) : undefined;
  }
  const trims = Object.hasOwn(TRIMS, name) ? TRIMS[name] : undefined;
  if (trims !== undefined)
    return args.values.length === 0
      ? stringMethod(context, object, trims, args, node)
      : stripped(object, name, first, span);
  const same = Object.hasOwn(SAME, name) ? SAME[name] : undefined;
  return same === undefined ? undefined : stringMethod(context, object, same, args, node);
}

function whole(text: string, object: Value, span: Span): Value {
  const [only] = object.kind === "scalar" ? piecesOf(object) : [];
  return scalar(text, { span }, [{ kind: "piece", text, ...(only?.span && { span: only.span }) }]);
}

function changed(object: TextValue, name: string, argument: Value | undefined, span: Span): Value | undefined {
  if (object.kind !== "scalar") return undefined;
  const s = String(object.value);
  const given = argument?.kind === "scalar" ? String(argument.value) : undefined;
  switch (name) {
    case "capitalize":
      return whole(s.slice(0, 1).toUpperCase() + s.slice(1).toLowerCase(), object, span);
    case "title":
      return whole(
        s.toLowerCase().replace(/[a-z]+/g, (w) => w[0]!.toUpperCase() + w.slice(1)),
        object,
        span,
      );
    case "removeprefix":
      return given === undefined ? undefined : whole(s.startsWith(given) ? s.slice(given.length) : s, object, span);
    case "removesuffix":
      return given === undefined
        ? undefined
        : whole(given !== "" && s.endsWith(given) ? s.slice(0, -given.length) : s, object, span);
    case "zfill":
      return Number(given) <= 100 ? whole(s.padStart(Number(given), "0"), object, span) : undefined;
    default:
      return undefined;
  }
}

/** `strip("/")`: of any of these characters. */
function stripped(object: TextValue, name: string, argument: Value | undefined, span: Span): Value | undefined {
  if (object.kind !== "scalar" || argument?.kind !== "scalar") return undefined;
  const characters = new Set(String(argument.value));
  const s = String(object.value);
  let start = 0;
  let end = s.length;
  if (name !== "rstrip") while (start < end && characters.has(s[start]!)) start++;
  if (name !== "lstrip") while (end > start && characters.has(s[end - 1]!)) end--;
  return whole(s.slice(start, end), object, span);
}

function lines(context: Context, object: TextValue, node: Call, keepEnds: boolean): Value | undefined {
  if (object.kind !== "scalar") return undefined;
  const s = String(object.value);
  const parts = keepEnds ? s.split(/(?<=\n)/) : s.split(/\r\n|\n|\r/);
  if (!keepEnds && parts[parts.length - 1] === "") parts.pop();
  return parts.length > 5_000 ? undefined : splitList(context, object, parts, node.span);
}

function words(context: Context, object: TextValue, args: Arguments, node: Call): Value | undefined {
  if (args.values.length > 0 && args.values[0]!.kind !== "absent") {
    if (args.values.length > 1) return undefined;
    return stringMethod(context, object, "split", args, node);
  }
  if (object.kind !== "scalar") return undefined;
  const parts = String(object.value)
    .split(/\s+/)
    .filter((w) => w !== "");
  return parts.length > 5_000 ? undefined : splitList(context, object, parts, node.span);
}

function partsOf(value: TextValue): readonly (Piece | Value)[] {
  return value.kind === "text" ? value.parts : piecesOf(value);
}

/** Puts values in for what a pattern finds; the replacement says what stands for it. */
function filled(
  context: Context,
  body: TextValue,
  pattern: RegExp,
  replacement: (match: RegExpMatchArray, at: Span | undefined) => string | Value | undefined,
  span: Span,
): Value | undefined {
  const parts: (Piece | Value)[] = [];
  for (const p of partsOf(body)) {
    if (p.kind !== "piece") {
      parts.push(p);
      continue;
    }
    let at = 0;
    for (const m of p.text.matchAll(pattern)) {
      parts.push(cut(p, at, m.index));
      at = m.index + m[0].length;
      const place = cut(p, m.index, at).span;
      const value = replacement(m, place);
      if (value === undefined) return undefined;
      parts.push(typeof value === "string" ? { kind: "piece", text: value, ...(place && { span: place }) } : value);
    }
    parts.push(cut(p, at, p.text.length));
  }
  return concatenation(
    context,
    parts.filter((p) => p.kind !== "piece" || p.text !== ""),
    span,
  );
}

/** `"…{}…{name}…".format(…)`. */
function formatted(context: Context, body: TextValue, args: Arguments, span: Span): Value | undefined {
  let next = 0;
  return filled(
    context,
    body,
    /\{\{|\}\}|\{([^{}]*)\}/g,
    (m, at) => {
      if (m[1] === undefined) return m[0][0]!;
      const name = m[1].trim();
      const position = name === "" ? next++ : /^\d+$/.test(name) ? Number(name) : undefined;
      const value = position === undefined ? args.named?.entries.get(name)?.value : args.values[position];
      return value ?? hole(context, [...args.values], at ?? span);
    },
    span,
  );
}

function hole(context: Context, about: readonly Value[], span: Span): Value {
  return {
    ...context.world.mystery("what is put in is not followed", span, about.flatMap(aboutOf)),
    defined: true,
  } as Unknown;
}

/** `"…%s…" % x`, with a tuple or a dictionary. */
export function percent(context: Context, body: TextValue, given: Value, span: Span): Value | undefined {
  const values = given.kind === "list" ? given.items : [given];
  let next = 0;
  return filled(
    context,
    body,
    /%(?:\((\w+)\))?([-+ #0-9.]*)([a-zA-Z%])/g,
    (m, at) => {
      const [, name, flags, letter] = m;
      if (letter === "%") return "%";
      const value =
        name === undefined ? values[next++] : given.kind === "object" ? given.entries.get(name)?.value : undefined;
      return value && flags === "" && /[sd]/.test(letter!) ? value : hole(context, [given], at ?? span);
    },
    span,
  );
}

/** A value as text: `str(x)`. */
export function asText(context: Context, value: Value, span: Span): Value {
  if (value.kind === "text") return value;
  if (value.kind === "absent") return scalar("None", { span }, [{ kind: "piece", text: "None", span }]);
  if (value.kind !== "scalar") return concatenation(context, [value], span);
  if (typeof value.value === "string") {
    const { isPath: _, ...plain } = value as typeof value & { isPath?: true };
    return plain;
  }
  const text = typeof value.value === "boolean" ? (value.value ? "True" : "False") : String(value.value);
  return scalar(text, { span }, [{ kind: "piece", text, span: value.origin.span }]);
}

/** `textwrap.dedent(x)`: without the white space that all lines begin with. */
export function dedented(value: Value, span: Span, trims = false): Value | undefined {
  if (value.kind !== "text" && (value.kind !== "scalar" || typeof value.value !== "string")) return undefined;
  const parts = partsOf(value);
  const shown = parts.map((p) => (p.kind === "piece" ? p.text : "\0")).join("");
  const rest = trims ? shown.slice(shown.indexOf("\n") + 1) : shown;
  const margins = rest.split("\n").flatMap((line) => (line.trim() === "" ? [] : [/^[ \t]*/.exec(line)![0].length]));
  const margin = Math.min(...margins);
  if (!Number.isFinite(margin)) return value;
  const kept: (Piece | Value)[] = [];
  let column = 0;
  for (const p of parts) {
    if (p.kind !== "piece") {
      column = Number.POSITIVE_INFINITY;
      kept.push(p);
      continue;
    }
    // A piece that is not verbatim (an escape) is kept or left out whole.
    for (let at = 0; at < p.text.length; ) {
      const end = p.text.indexOf("\n", at);
      const stop = end < 0 ? p.text.length : end + 1;
      const blanks = /^[ \t]*/.exec(p.text.slice(at, stop))![0].length;
      const off = Math.min(Math.max(margin - column, 0), blanks);
      if (at + off < stop) kept.push(cut(p, at + off, stop));
      column = end < 0 ? column + (stop - at) : 0;
      at = stop;
    }
  }
  const made = makeText(kept, { span });
  return made;
}
