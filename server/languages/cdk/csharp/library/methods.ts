/** Methods of strings, lists, dictionaries and functions, those of LINQ among them. */
import { missing, scalar, type Value } from "../../../../core/values.ts";
import type { Arguments } from "../../evaluate/arguments.ts";
import { listMethod } from "../../evaluate/builtins/lists.ts";
import { isText, stringMethod } from "../../evaluate/builtins/strings.ts";
import { callClosure, callValue } from "../../evaluate/calls.ts";
import type { Context } from "../../evaluate/context.ts";
import { concatenation, textOf } from "../../evaluate/expressions.ts";
import { memberOf } from "../../evaluate/members.ts";
import { putMember } from "../../evaluate/patterns.ts";
import { pairsOf } from "../../evaluate/statements.ts";
import { entriesOf, innerOf, itemsOf } from "../../evaluate/things.ts";
import type { Call } from "../../ir.ts";
import { isStringBuilder } from "./objects.ts";

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
    return name === "Invoke" ? callValue(context, object, args, node) : undefined;
  if (inner) return undefined;
  if (isText(object)) return text(context, object, name, args, node);
  if (object.kind === "list") return list(context, object, name, args, node);
  if (object.kind === "object") return dictionary(context, object, name, args, node);
  if (object.kind === "scalar" && name === "ToString" && args.values.length === 0)
    return concatenation(context, [object], node.span);
  return object.kind === "unknown" && name === "ToString" && args.values.length === 0 ? object : undefined;
}

/** Methods of strings by what they do. */
const STRING_METHODS: Readonly<Record<string, string>> = {
  ToLower: "toLowerCase",
  ToLowerInvariant: "toLowerCase",
  ToUpper: "toUpperCase",
  ToUpperInvariant: "toUpperCase",
  Trim: "trim",
  TrimStart: "trimStart",
  TrimEnd: "trimEnd",
  Replace: "replaceAll",
  StartsWith: "startsWith",
  EndsWith: "endsWith",
  Contains: "includes",
  IndexOf: "indexOf",
  LastIndexOf: "lastIndexOf",
  PadLeft: "padStart",
  PadRight: "padEnd",
  Split: "split",
};

function text(context: Context, object: Value, name: string, args: Arguments, node: Call): Value | undefined {
  const { values } = args;
  const [first, second] = values;
  if (name === "ToString" || name === "Normalize") return object;
  if (/^Trim/.test(name) && values.length > 0) return undefined;
  if (name === "Split" && values.length !== 1) return undefined;
  if (name === "Substring") {
    if (first?.kind !== "scalar" || (second && second.kind !== "scalar")) return undefined;
    const end = second && scalar(Number(first.value) + Number(second.value), { span: node.span });
    return stringMethod(context, object, "substring", { values: end ? [first, end] : [first], closed: true }, node);
  }
  const called = STRING_METHODS[name];
  return called === undefined
    ? undefined
    : stringMethod(context, object, called, { ...args, values: values.slice(0, 2) }, node);
}

/** Methods of lists by what they do. */
const LIST_METHODS: Readonly<Record<string, string>> = {
  ForEach: "forEach",
  Select: "map",
  Where: "filter",
  SelectMany: "flatMap",
  Contains: "includes",
  IndexOf: "indexOf",
  Union: "concat",
  Concat: "concat",
};

const SAME = new Set(
  "ToArray ToList AsEnumerable AsReadOnly ToHashSet Cast OfType AsQueryable ToImmutableArray ToImmutableList".split(
    " ",
  ),
);

type List = Extract<Value, { kind: "list" }>;

function list(context: Context, object: List, name: string, args: Arguments, node: Call): Value | undefined {
  const { world } = context;
  const { span } = node;
  const { values } = args;
  const [first, second] = values;
  const regular = object.closed && !itemsOf(object)?.irregular;
  const isPredicate = first !== undefined && innerOf(first)?.kind === "closure";
  if (SAME.has(name)) return object;
  switch (name) {
    case "Add":
    case "Enqueue":
    case "Push":
      listMethod(context, object, "push", args, node);
      return missing({ span });
    case "Append":
    case "AppendLine": {
      // A builder of strings is changed; of any other list it is another one that is given back.
      if (!isStringBuilder(object)) return listMethod(context, object, "concat", args, node);
      const more =
        name === "AppendLine" ? [...values, scalar("\n", { span }, [{ kind: "piece", text: "\n" }])] : values;
      listMethod(context, object, "push", { ...args, values: more }, node);
      return object;
    }
    case "ToString":
      return listMethod(
        context,
        object,
        "join",
        { values: [scalar("", { span }, [{ kind: "piece", text: "" }])], closed: true },
        node,
      );
    case "AddRange":
      if (first?.kind !== "list") return listMethod(context, object, "push", { values: [], closed: false }, node);
      return listMethod(context, object, "push", { values: first.items, closed: first.closed }, node);
    case "Count":
    case "First":
    case "FirstOrDefault":
    case "Single":
    case "SingleOrDefault":
    case "Last":
    case "LastOrDefault":
    case "Any": {
      const kept = isPredicate ? listMethod(context, object, "filter", args, node) : object;
      return kept?.kind === "list" ? chosen(context, kept, name, node) : undefined;
    }
    case "All":
      return listMethod(context, object, "every", args, node);
    case "ElementAt":
      return first?.kind === "scalar" && typeof first.value === "number"
        ? memberOf(context, object, first.value, span, textOf(node))
        : undefined;
    case "Take":
    case "Skip": {
      if (!regular || first?.kind !== "scalar") return undefined;
      const n = Number(first.value);
      return world.list(name === "Take" ? object.items.slice(0, n) : object.items.slice(n), { span });
    }
    case "Prepend":
      return regular && first ? world.list([first, ...object.items], { span }) : undefined;
    case "Reverse":
      return regular && values.length === 0 && object.items.length <= 1 ? object : undefined;
    case "Distinct":
    case "OrderBy":
      return regular && object.items.length <= 1 ? object : undefined;
    case "ToDictionary":
      return regular ? toDictionary(context, object, first, second, node) : undefined;
    case "Aggregate":
      return second
        ? listMethod(context, object, "reduce", { ...args, values: [second, first!] }, node)
        : listMethod(context, object, "reduce", args, node);
    case "Clear":
    case "Remove":
    case "RemoveAt":
    case "RemoveAll":
    case "Insert":
    case "Sort":
      return listMethod(context, object, "splice", args, node);
  }
  const called = LIST_METHODS[name];
  if (called === undefined) return undefined;
  if (called === "concat" && first?.kind !== "list") return undefined;
  return listMethod(context, object, called, { ...args, values: values.slice(0, 1) }, node);
}

function chosen(context: Context, kept: List, name: string, node: Call): Value | undefined {
  const { span } = node;
  if (!kept.closed || itemsOf(kept)?.irregular) return undefined;
  if (name === "Count") return scalar(kept.items.length, { span });
  if (name === "Any") return scalar(kept.items.length > 0, { span });
  return memberOf(context, kept, name.startsWith("Last") ? Math.max(0, kept.items.length - 1) : 0, span, textOf(node));
}

function toDictionary(
  context: Context,
  object: List,
  key: Value | undefined,
  value: Value | undefined,
  node: Call,
): Value | undefined {
  const forKey = key && innerOf(key);
  const forValue = value && innerOf(value);
  if (forKey?.kind !== "closure" || (value && forValue?.kind !== "closure")) return undefined;
  const made = context.world.object(context.world.newEntries(), { span: node.span });
  const state = entriesOf(made)!;
  for (const item of object.items) {
    const args = { values: [item], closed: true };
    const name = callClosure(context, forKey, args, node.span, "ToDictionary");
    if (name.kind !== "scalar") return undefined;
    const text = String(name.value);
    const given = forValue?.kind === "closure" ? callClosure(context, forValue, args, node.span, "ToDictionary") : item;
    state.entries.set(text, { key: text, value: given });
  }
  return made;
}

type Dictionary = Extract<Value, { kind: "object" }>;

function dictionary(
  context: Context,
  object: Dictionary,
  name: string,
  args: Arguments,
  node: Call,
): Value | undefined {
  const { world } = context;
  const { span } = node;
  const [first, second] = args.values;
  const key = first?.kind === "scalar" ? String(first.value) : undefined;
  const found = key === undefined ? undefined : object.entries.get(key)?.value;
  switch (name) {
    case "TryAdd":
      if (found || !object.closed) return undefined;
      if (second) putMember(context, object, key, second, span);
      return missing({ span });
    case "Add":
      if (second) putMember(context, object, key, second, span);
      return missing({ span });
    case "ContainsKey":
      return key !== undefined && (found || object.closed) ? scalar(found !== undefined, { span }) : undefined;
    case "GetValueOrDefault":
      if (key === undefined || (!found && !object.closed)) return undefined;
      return found ?? second ?? missing({ span });
    case "Remove":
    case "Clear":
      putMember(context, object, undefined, missing({ span }), span);
      return missing({ span });
  }
  if (!object.closed) return undefined;
  const pairs = pairsOf(world, object);
  return list(context, world.list([...pairs], { span }), name, args, node);
}
