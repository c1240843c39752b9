/** Methods of strings, lists, maps and functions. */
import { not } from "../../../../core/conditions.ts";
import { missing, scalar, type Value } from "../../../../core/values.ts";
import type { Arguments } from "../../evaluate/arguments.ts";
import { listMethod } from "../../evaluate/builtins/lists.ts";
import { isText, stringMethod } from "../../evaluate/builtins/strings.ts";
import { callValue } from "../../evaluate/calls.ts";
import type { Context } from "../../evaluate/context.ts";
import { textOf } from "../../evaluate/expressions.ts";
import { memberOf } from "../../evaluate/members.ts";
import { putMember } from "../../evaluate/patterns.ts";
import { entriesOf, innerOf } from "../../evaluate/things.ts";
import { booleanOf, nothing } from "../../evaluate/truth.ts";
import type { Call } from "../../ir.ts";
import { getterOf } from "../names.ts";
import { formatted } from "./format.ts";
import { environmentVariable, orElse, pair, toMap } from "./functions.ts";

/** A method of plain data or of a function; undefined where it is not followed. */
export function callMethod(
  context: Context,
  object: Value,
  name: string,
  args: Arguments,
  node: Call,
): Value | undefined {
  const inner = innerOf(object);
  if (inner?.kind === "closure" || inner?.kind === "bound")
    return FUNCTIONAL.has(name) ? callValue(context, object, args, node) : undefined;
  if (inner) return undefined;
  const any = optional(context, object, name, args, node);
  if (any) return any;
  if (isText(object)) return text(context, object, name, args, node);
  switch (object.kind) {
    case "list":
      return list(context, object, name, args, node);
    case "object":
      return map(context, object, name, args, node);
    case "scalar":
      if (/^(intValue|longValue|doubleValue|toString|booleanValue)$/.test(name)) return object;
      return undefined;
    case "unknown":
      return unknownMethod(context, object, name, args, node);
    default:
      return undefined;
  }
}

/** What the one method of a functional interface is called. */
const FUNCTIONAL = new Set(["get", "apply", "accept", "run", "call", "test", "applyAsInt", "getAsInt", "invoke"]);

/** `Optional` is the value itself, or nothing. */
function optional(context: Context, object: Value, name: string, args: Arguments, node: Call): Value | undefined {
  const { world } = context;
  const [first] = args.values;
  switch (name) {
    case "orElse":
      return first && orElse(context, object, first, node.span);
    case "orElseGet": {
      if (!first || innerOf(first)?.kind !== "closure") return undefined;
      const empty = nothing(world, object, textOf(node.callee));
      if (empty.kind === "never") return object;
      const other = world.under(empty, () => callValue(context, first, { values: [], closed: true }, node));
      return orElse(context, object, other, node.span);
    }
    case "orElseThrow":
      return object.kind === "absent" ? undefined : object;
    case "isPresent":
      return booleanOf(not(nothing(world, object, textOf(node.callee))), { span: node.span });
    case "ifPresent":
      return object.kind !== "absent" && first
        ? callValue(context, first, { values: [object], closed: true }, node)
        : undefined;
    case "get":
      return args.values.length === 0 && object.kind !== "list" ? object : undefined;
    default:
      return undefined;
  }
}

/** Methods that are called otherwise in the language whose strings are followed. */
const STRING_METHODS: Readonly<Record<string, string>> = {
  toLowerCase: "toLowerCase",
  toUpperCase: "toUpperCase",
  trim: "trim",
  strip: "trim",
  stripLeading: "trimStart",
  stripTrailing: "trimEnd",
  replace: "replaceAll",
  substring: "substring",
  charAt: "charAt",
  startsWith: "startsWith",
  endsWith: "endsWith",
  contains: "includes",
  indexOf: "indexOf",
  lastIndexOf: "lastIndexOf",
  repeat: "repeat",
  concat: "concat",
  toString: "toString",
};

function text(context: Context, object: Value, name: string, args: Arguments, node: Call): Value | undefined {
  const { span } = node;
  const [first] = args.values;
  const known = object.kind === "scalar" ? String(object.value) : undefined;
  switch (name) {
    case "length":
      return known === undefined ? undefined : scalar(known.length, { span });
    case "isEmpty":
    case "isBlank":
      return known === undefined ? undefined : scalar((name === "isBlank" ? known.trim() : known) === "", { span });
    case "formatted":
      return formatted(context, object, args.values, span);
    case "intern":
    case "stripIndent":
    case "name":
    case "getBytes":
      return object;
    case "lines":
    case "split": {
      // A separator is a pattern: only one that means itself is followed.
      const separator = name === "lines" ? scalar("\n", { span }, [{ kind: "piece", text: "\n" }]) : first;
      if (separator?.kind !== "scalar" || args.values.length > 1) return undefined;
      const pattern = String(separator.value);
      const plain = pattern.replace(/\\([^\w])/g, "$1");
      if (name === "split" && pattern !== plain && /[\\^$.|?*+()[\]{}]/.test(pattern.replace(/\\[^\w]/g, "")))
        return undefined;
      if (name === "split" && pattern === plain && /[\\^$.|?*+()[\]{}]/.test(pattern)) return undefined;
      const by = scalar(plain, { span }, [{ kind: "piece", text: plain }]);
      return stringMethod(context, object, "split", { values: [by], closed: true }, node);
    }
    case "equalsIgnoreCase":
      if (known === undefined || first?.kind !== "scalar") return undefined;
      return scalar(known.toLowerCase() === String(first.value).toLowerCase(), { span });
  }
  const called = STRING_METHODS[name];
  return called === undefined ? undefined : stringMethod(context, object, called, args, node);
}

/** Methods of lists and streams by what they do. */
const LIST_METHODS: Readonly<Record<string, string>> = {
  add: "push",
  append: "push",
  forEach: "forEach",
  map: "map",
  mapToObj: "map",
  filter: "filter",
  flatMap: "flatMap",
  anyMatch: "some",
  allMatch: "every",
  contains: "includes",
  indexOf: "indexOf",
  subList: "slice",
};

/** Methods that give the same items again. */
const SAME = new Set(
  "stream iterator parallelStream sequential boxed toList toArray sorted distinct listIterator".split(" "),
);

type List = Extract<Value, { kind: "list" }>;

function list(context: Context, object: List, name: string, args: Arguments, node: Call): Value | undefined {
  const { span } = node;
  const [first, second] = args.values;
  const count = object.closed ? memberOf(context, object, "length", span, textOf(node)) : undefined;
  switch (name) {
    case "sorted":
    case "distinct":
      // The order or the number is another one.
      return object.items.length <= 1 && object.closed ? object : undefined;
    case "get":
    case "elementAt":
      return first?.kind === "scalar" && typeof first.value === "number"
        ? memberOf(context, object, first.value, span, textOf(node))
        : undefined;
    case "getFirst":
    case "findFirst":
    case "findAny":
      return memberOf(context, object, 0, span, textOf(node));
    case "size":
    case "count":
      return count;
    case "isEmpty":
      return count?.kind === "scalar" ? scalar(count.value === 0, { span }) : undefined;
    case "toString":
      return listMethod(
        context,
        object,
        "join",
        { values: [scalar("", { span }, [{ kind: "piece", text: "" }])], closed: true },
        node,
      );
    case "add":
      // `add(index, value)` moves the others.
      if (args.values.length !== 1) return listMethod(context, object, "splice", args, node);
      listMethod(context, object, "push", args, node);
      return scalar(true, { span });
    case "append":
      listMethod(context, object, "push", args, node);
      return object;
    case "addAll":
      if (first?.kind !== "list" || args.values.length !== 1)
        return listMethod(context, object, "push", { values: [], closed: false }, node);
      return listMethod(context, object, "push", { values: first.items, closed: first.closed }, node);
    case "set":
      if (second && first?.kind === "scalar" && typeof first.value === "number")
        putMember(context, object, first.value, second, span);
      return missing({ span });
    case "remove":
    case "removeIf":
    case "clear":
    case "sort":
      return listMethod(context, object, "splice", args, node);
    case "collect":
      return collect(context, object, first, node);
  }
  if (SAME.has(name)) return object;
  const called = LIST_METHODS[name];
  if (called === undefined) return undefined;
  if (called === "map" || called === "filter" || called === "forEach")
    return listMethod(context, object, called, { ...args, values: args.values.slice(0, 1) }, node);
  return listMethod(context, object, called, args, node);
}

/** `collect(Collectors.toList())`, `collect(Collectors.joining(","))`, `collect(Collectors.toMap(k, v))`. */
function collect(context: Context, object: List, by: Value | undefined, node: Call): Value | undefined {
  if (by?.kind === "scalar" || by?.kind === "text")
    return listMethod(context, object, "join", { values: [by], closed: true }, node);
  if (by?.kind === "unknown" && (by.identity === "collect as list" || innerOf(by)?.kind === "closure")) return object;
  return by?.kind === "list" && object.closed ? toMap(context, object.items, by.items, node) : undefined;
}

type MapValue = Extract<Value, { kind: "object" }>;

function map(context: Context, object: MapValue, name: string, args: Arguments, node: Call): Value | undefined {
  const { world } = context;
  const { span } = node;
  const [first, second] = args.values;
  const key = first?.kind === "scalar" ? String(first.value) : undefined;
  const found = key === undefined ? undefined : object.entries.get(key)?.value;
  switch (name) {
    case "put":
    case "putIfAbsent":
      if (name === "putIfAbsent" && (found || !object.closed)) return found ?? undefined;
      if (second) putMember(context, object, key, second, span);
      return missing({ span });
    case "putAll":
      return first?.kind === "object" ? putAll(context, object, first, node) : undefined;
    case "get":
    case "getOrDefault":
      if (key === undefined) return undefined;
      if (found) return memberOf(context, object, key, span, textOf(node));
      if (!object.closed) return undefined;
      return name === "get" ? missing({ span }) : second;
    case "containsKey":
      return key !== undefined && (found || object.closed) ? scalar(found !== undefined, { span }) : undefined;
    case "size":
      return object.closed ? scalar(object.entries.size, { span }) : undefined;
    case "isEmpty":
      return object.closed ? scalar(object.entries.size === 0, { span }) : undefined;
    case "keySet":
      return world.list(
        [...object.entries.values()].map((e) => keyOf(e)),
        { span },
        object.closed,
      );
    case "values":
      return world.list(
        [...object.entries.values()].map((e) => e.value),
        { span },
        object.closed,
      );
    case "entrySet":
      return world.list(
        [...object.entries.values()].map((e) => pair(context, keyOf(e), e.value, e.value.origin.span)),
        { span },
        object.closed,
      );
    case "forEach":
      return forEachEntry(context, object, first, node);
    case "valueOf":
      return found;
    case "remove":
    case "clear":
      putMember(context, object, undefined, missing({ span }), span);
      return missing({ span });
  }
  return getter(context, object, name, args, node);
}

function keyOf(entry: { readonly key: string; readonly keySpan?: Call["span"]; readonly value: Value }): Value {
  return scalar(entry.key, { span: entry.keySpan ?? entry.value.origin.span });
}

function putAll(context: Context, object: MapValue, from: MapValue, { span }: Call): Value {
  for (const [key, e] of from.entries) putMember(context, object, key, e.value, span);
  const state = entriesOf(object);
  if (state && !from.closed) state.closed = false;
  return missing({ span });
}

function forEachEntry(context: Context, object: MapValue, callback: Value | undefined, node: Call): Value | undefined {
  if (!callback || innerOf(callback)?.kind !== "closure" || !object.closed) return undefined;
  for (const e of [...object.entries.values()])
    callValue(context, callback, { values: [keyOf(e), e.value], closed: true }, node);
  return missing({ span: node.span });
}

/** `props.getVpc()`, where the props are plain data. */
function getter(context: Context, object: Value, name: string, args: Arguments, node: Call): Value | undefined {
  const property = args.values.length === 0 && !args.named ? getterOf(name) : undefined;
  return property === undefined ? undefined : memberOf(context, object, property, node.span, textOf(node));
}

function unknownMethod(
  context: Context,
  object: Extract<Value, { kind: "unknown" }>,
  name: string,
  args: Arguments,
  node: Call,
): Value | undefined {
  const { span } = node;
  const [first, second] = args.values;
  if (object.identity === "process.env" && first?.kind === "scalar") {
    const value = environmentVariable(String(first.value), span);
    if (name === "get") return value;
    return name === "getOrDefault" && second ? orElse(context, value, second, span) : undefined;
  }
  if (args.values.length === 0 && name === "toString") return object;
  return getter(context, object, name, args, node);
}
