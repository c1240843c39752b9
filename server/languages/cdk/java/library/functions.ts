/** Static methods of Java's library. */
import { not } from "../../../../core/conditions.ts";
import { joinPath } from "../../../../core/files.ts";
import type { Span } from "../../../../core/span.ts";
import { missing, scalar, type Unknown, unknown, type Value } from "../../../../core/values.ts";
import type { Arguments } from "../../evaluate/arguments.ts";
import { listMethod } from "../../evaluate/builtins/lists.ts";
import { readText } from "../../evaluate/builtins/node-modules.ts";
import { stringMethod } from "../../evaluate/builtins/strings.ts";
import { callClosure } from "../../evaluate/calls.ts";
import { type Context, distribute } from "../../evaluate/context.ts";
import { concatenation } from "../../evaluate/expressions.ts";
import { aboutOf, entriesOf, innerOf, isThing } from "../../evaluate/things.ts";
import { booleanOf, nothing } from "../../evaluate/truth.ts";
import type { Call } from "../../ir.ts";
import { formatted } from "./format.ts";

/** How long a list of numbers may be. */
const LONGEST = 500;

/** A static method that is not CDK's and not the program's; undefined where it is not followed. */
export function callFunction(context: Context, fqn: string, args: Arguments, node: Call): Value | undefined {
  const { world } = context;
  const { span } = node;
  const name = /(?:^|\.)([A-Z]\w*\.\w+)$/.exec(fqn)?.[1];
  if (/(^|\.)System\.(out|err)\.\w+$/.test(fqn)) return missing({ span });
  if (name === undefined || !args.closed) return undefined;
  const [first, second] = args.values;
  switch (name) {
    case "System.getenv":
      return environment(first, span);
    case "System.getProperty":
      return second ?? unknown("a property that is given when the app is run", { span }, `property ${nameOf(first)}`);
    case "System.lineSeparator":
      return scalar("\n", { span }, [{ kind: "piece", text: "\n" }]);
    case "String.format":
    case "MessageFormat.format":
      return first && name === "String.format" ? format(context, args.values, span) : undefined;
    case "String.join":
      return first && join(context, first, args.values.slice(1), node);
    case "String.valueOf":
    case "Integer.toString":
    case "Long.toString":
    case "Objects.toString":
      return first && concatenation(context, [first], span);
    case "Integer.parseInt":
    case "Integer.valueOf":
    case "Long.parseLong":
    case "Long.valueOf":
    case "Double.parseDouble":
    case "Double.valueOf":
      return first && distribute(world, [first], span, ([v]) => toNumber(context, v!, span));
    case "Boolean.parseBoolean":
    case "Boolean.valueOf":
      return first?.kind === "scalar" ? scalar(String(first.value).toLowerCase() === "true", first.origin) : undefined;
    case "Objects.requireNonNull":
    case "Optional.of":
    case "Optional.ofNullable":
    case "List.copyOf":
    case "Set.copyOf":
    case "Map.copyOf":
    case "Collections.unmodifiableList":
    case "Collections.unmodifiableMap":
    case "Collections.unmodifiableSet":
    case "Arrays.stream":
      return first;
    case "Optional.empty":
      return missing({ span });
    case "Objects.requireNonNullElse":
      return first && second && orElse(context, first, second, span);
    case "Objects.isNull":
    case "Objects.nonNull": {
      if (!first) return undefined;
      const empty = nothing(world, first, nameOf(first));
      return booleanOf(name === "Objects.isNull" ? empty : not(empty), { span });
    }
    // What one value that is no literal is: an array or a list, taken as it is, else the only item.
    case "Arrays.asList":
    case "List.of":
    case "Set.of":
    case "Stream.of":
      if (args.values.length === 1 && first?.kind === "list") return first;
      if (name === "Arrays.asList" && args.values.length === 1 && first?.kind === "unknown" && !isThing(first))
        return undefined;
      return world.list([...args.values], { span });
    case "Stream.concat":
      return first?.kind === "list" && second
        ? listMethod(context, first, "concat", { ...args, values: [second] }, node)
        : undefined;
    case "Collections.addAll":
      return first?.kind === "list"
        ? listMethod(context, first, "push", { ...args, values: args.values.slice(1) }, node)
        : undefined;
    case "Collections.nCopies":
      return second && repeated(context, first, second, span);
    case "Map.entry":
      return first && second && pair(context, first, second, span);
    case "Map.of":
    case "Map.ofEntries":
      return undefined;
    case "IntStream.range":
    case "IntStream.rangeClosed":
    case "Stream.iterate":
      return range(context, args.values, name.endsWith("Closed") ? 1 : 0, span);
    case "Collectors.toList":
    case "Collectors.toSet":
    case "Collectors.toUnmodifiableList":
      return unknown("a way to collect", { span }, "collect as list");
    case "Collectors.joining":
      return joiner(args.values, span);
    case "Collectors.toMap":
      return world.list([...args.values], { span });
    case "Path.of":
    case "Paths.get":
    case "FileSystems.getPath":
      return path(context, args.values, span);
    case "Files.readString":
    case "Files.readAllBytes":
    case "Files.readAllLines":
    case "Files.lines": {
      const text = first && readText(context, first, span);
      if (!text || !/Lines$|lines$/.test(name)) return text;
      const newline = scalar("\n", { span }, [{ kind: "piece", text: "\n" }]);
      return text.kind === "scalar"
        ? stringMethod(context, text, "split", { values: [newline], closed: true }, node)
        : text;
    }
    case "Math.max":
    case "Math.min": {
      if (first?.kind !== "scalar" || second?.kind !== "scalar") return undefined;
      return scalar(Math[name.slice(5) as "max" | "min"](Number(first.value), Number(second.value)), { span });
    }
  }
  return undefined;
}

function nameOf(value: Value | undefined): string {
  return value?.kind === "scalar" ? String(value.value) : "?";
}

/** `System.getenv("X")`; without a name all of them. */
function environment(name: Value | undefined, span: Span): Value | undefined {
  if (!name) return unknown("the environment is not known", { span }, "process.env");
  if (name.kind !== "scalar") return undefined;
  return environmentVariable(String(name.value), span);
}

/** The variable of the environment, the same in whichever way it is read. */
export function environmentVariable(name: string, span: Span): Value {
  const identity = `process.env.${name}`;
  return {
    ...unknown(`the environment variable ${name} is not known`, { span }, identity),
    about: [identity],
  } as Unknown;
}

/** A value, or another one where it is nothing. */
export function orElse(context: Context, value: Value, other: Value, span: Span): Value {
  const { world } = context;
  const empty = nothing(world, value, "the value");
  if (empty.kind === "always") return other;
  if (empty.kind === "never") return value;
  return world.choice(
    [
      { when: not(empty), value },
      { when: empty, value: other },
    ],
    { span },
  );
}

function format(context: Context, values: readonly Value[], span: Span): Value {
  // `Locale.ROOT` may come first.
  const [first, ...rest] = values;
  const isLocale = first?.kind !== "scalar" && rest[0]?.kind === "scalar" && typeof rest[0].value === "string";
  const [text, ...given] = isLocale ? rest : values;
  const [only] = given;
  const items = given.length === 1 && only?.kind === "list" ? only.items : given;
  return formatted(context, text!, items, span);
}

function join(context: Context, separator: Value, values: readonly Value[], node: Call): Value | undefined {
  const [only] = values;
  const list =
    values.length === 1 && only?.kind !== "scalar" ? only : context.world.list([...values], { span: node.span });
  return list?.kind === "list"
    ? listMethod(context, list, "join", { values: [separator], closed: true }, node)
    : undefined;
}

function toNumber(context: Context, value: Value, span: Span): Value {
  if (value.kind === "scalar") {
    const number = Number(String(value.value).replace(/[lLdDfF]$/, ""));
    if (!Number.isNaN(number)) return scalar(number, { ...value.origin, span });
  }
  return context.world.mystery("the number is not known", span, aboutOf(value));
}

function repeated(context: Context, times: Value | undefined, value: Value, span: Span): Value | undefined {
  if (times?.kind !== "scalar" || !(Number(times.value) >= 0 && Number(times.value) <= LONGEST)) return undefined;
  return context.world.list(
    Array.from({ length: Number(times.value) }, () => value),
    { span },
  );
}

/** A key and a value, as `entrySet` has them. */
export function pair(context: Context, key: Value, value: Value, span: Span): Value {
  const state = context.world.newEntries();
  state.entries.set("key", { key: "key", value: key });
  state.entries.set("value", { key: "value", value });
  return context.world.object(state, { span });
}

function range(context: Context, [from, to]: readonly Value[], more: number, span: Span): Value | undefined {
  if (from?.kind !== "scalar" || to?.kind !== "scalar") return undefined;
  const start = Number(from.value);
  const length = Number(to.value) + more - start;
  if (!(length >= 0 && length <= LONGEST)) return undefined;
  return context.world.list(
    Array.from({ length }, (_, i) => scalar(start + i, { span })),
    { span },
  );
}

/** `Collectors.joining(",")`: the separator is what `collect` needs of it. */
function joiner(values: readonly Value[], span: Span): Value | undefined {
  if (values.length > 1) return undefined;
  return values[0] ?? scalar("", { span }, [{ kind: "piece", text: "" }]);
}

function path(context: Context, values: readonly Value[], span: Span): Value {
  if (!values.every((v) => v.kind === "scalar"))
    return context.world.mystery("the path is not known", span, values.flatMap(aboutOf));
  const [first = "", ...rest] = values.map((v) => String((v as { value: unknown }).value));
  if (rest.length === 0) return values[0]!;
  const text = joinPath(first, rest.join("/"));
  if (text === undefined) return context.world.mystery("the path leads out of everything", span);
  return scalar(text, { span }, [{ kind: "piece", text, span }]);
}

/** `list.collect(Collectors.toMap(k, v))`: an object of what the two functions give for each item. */
export function toMap(
  context: Context,
  items: readonly Value[],
  [key, value]: readonly Value[],
  node: Call,
): Value | undefined {
  const [forKey, forValue] = [key && innerOf(key), value && innerOf(value)];
  if (forKey?.kind !== "closure" || forValue?.kind !== "closure") return undefined;
  const made = context.world.object(context.world.newEntries(), { span: node.span });
  const state = entriesOf(made)!;
  for (const item of items) {
    const args = { values: [item], closed: true };
    const name = callClosure(context, forKey, args, node.span, "toMap");
    if (name.kind !== "scalar") return undefined;
    const text = String(name.value);
    state.entries.set(text, { key: text, value: callClosure(context, forValue, args, node.span, "toMap") });
  }
  return made;
}
