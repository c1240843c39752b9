/** Static methods of .NET. */
import { any, not } from "../../../../core/conditions.ts";
import { joinPath } from "../../../../core/files.ts";
import type { Span } from "../../../../core/span.ts";
import { missing, scalar, type Unknown, unknown, type Value } from "../../../../core/values.ts";
import type { Arguments } from "../../evaluate/arguments.ts";
import { jsonText } from "../../evaluate/builtins/json-text.ts";
import { listMethod } from "../../evaluate/builtins/lists.ts";
import { readText } from "../../evaluate/builtins/node-modules.ts";
import { stringMethod } from "../../evaluate/builtins/strings.ts";
import { type Context, distribute } from "../../evaluate/context.ts";
import { concatenation, textOf } from "../../evaluate/expressions.ts";
import { aboutOf } from "../../evaluate/things.ts";
import { booleanOf, nothing } from "../../evaluate/truth.ts";
import type { Call } from "../../ir.ts";
import { formatted } from "./format.ts";

/** How long a list of numbers may be. */
const LONGEST = 500;
const HERE = "the folder where the app is started";

/** A static method that is not CDK's and not the program's; undefined where it is not followed. */
export function callFunction(context: Context, fqn: string, args: Arguments, node: Call): Value | undefined {
  const { world } = context;
  const { span } = node;
  const name = /(?:^|\.)(\w+\.\w+)$/.exec(fqn)?.[1];
  if (name?.startsWith("Console.") || name?.startsWith("Debug.")) return missing({ span });
  if (name === undefined || !args.closed) return undefined;
  const [first, second] = args.values;
  switch (name) {
    case "Environment.GetEnvironmentVariable":
      return first?.kind === "scalar" ? environmentVariable(String(first.value), span) : undefined;
    case "Directory.GetCurrentDirectory":
      return unknown(`${HERE} is not known`, { span }, HERE);
    case "string.Format":
    case "String.Format": {
      const given = args.values.slice(1);
      const [only] = given;
      return first && formatted(context, first, given.length === 1 && only?.kind === "list" ? only.items : given, span);
    }
    case "string.Join":
    case "String.Join": {
      const list =
        args.values.length === 2 && second?.kind === "list" ? second : world.list(args.values.slice(1), { span });
      if (args.values.length === 2 && second?.kind === "unknown") return undefined;
      return first && listMethod(context, list, "join", { values: [first], closed: true }, node);
    }
    case "string.Concat":
    case "String.Concat": {
      const [only] = args.values;
      return concatenation(context, args.values.length === 1 && only?.kind === "list" ? only.items : args.values, span);
    }
    case "string.IsNullOrEmpty":
    case "String.IsNullOrEmpty":
    case "string.IsNullOrWhiteSpace":
    case "String.IsNullOrWhiteSpace":
      return first && distribute(world, [first], span, ([v]) => isEmpty(context, v!, node));
    case "Convert.ToString":
      return first && concatenation(context, [first], span);
    case "int.Parse":
    case "Int32.Parse":
    case "long.Parse":
    case "double.Parse":
    case "Double.Parse":
    case "Convert.ToInt32":
    case "Convert.ToDouble":
      return first && distribute(world, [first], span, ([v]) => toNumber(context, v!, span));
    case "bool.Parse":
    case "Boolean.Parse":
    case "Convert.ToBoolean":
      return first?.kind === "scalar" ? scalar(String(first.value).toLowerCase() === "true", first.origin) : undefined;
    case "Array.Empty":
    case "Enumerable.Empty":
      return world.list([], { span });
    case "Enumerable.Range":
      return range(context, args.values, span);
    case "Enumerable.Repeat":
      return first && repeated(context, first, second, span);
    case "Math.Max":
    case "Math.Min": {
      if (first?.kind !== "scalar" || second?.kind !== "scalar") return undefined;
      return scalar(Math[name === "Math.Max" ? "max" : "min"](Number(first.value), Number(second.value)), { span });
    }
    case "Path.Combine":
    case "Path.Join":
      return combined(context, args.values, span);
    case "Path.GetFullPath":
      return first;
    case "File.ReadAllText":
      return first && readText(context, first, span);
    case "File.ReadAllLines":
    case "File.ReadLines": {
      const text = first && readText(context, first, span);
      const newline = scalar("\n", { span }, [{ kind: "piece", text: "\n" }]);
      return text?.kind === "scalar"
        ? stringMethod(context, text, "split", { values: [newline], closed: true }, node)
        : text;
    }
    case "JsonSerializer.Serialize":
    case "JsonConvert.SerializeObject":
      return first && jsonText(first, span);
  }
  return undefined;
}

/** The variable of the environment, the same wherever it is read. */
function environmentVariable(name: string, span: Span): Value {
  const identity = `process.env.${name}`;
  return {
    ...unknown(`the environment variable ${name} is not known`, { span }, identity),
    about: [identity],
  } as Unknown;
}

function isEmpty(context: Context, value: Value, node: Call): Value {
  const { span } = node;
  if (value.kind === "scalar") return scalar(String(value.value).trim() === "", { span });
  const empty = nothing(context.world, value, textOf(node));
  return booleanOf(empty.kind === "never" ? not(any()) : empty, { span });
}

function toNumber(context: Context, value: Value, span: Span): Value {
  const number = value.kind === "scalar" ? Number(value.value) : Number.NaN;
  if (!Number.isNaN(number)) return scalar(number, { ...value.origin, span });
  return context.world.mystery("the number is not known", span, aboutOf(value));
}

function range(context: Context, [start, count]: readonly Value[], span: Span): Value | undefined {
  if (start?.kind !== "scalar" || count?.kind !== "scalar") return undefined;
  const length = Number(count.value);
  if (!(length >= 0 && length <= LONGEST)) return undefined;
  return context.world.list(
    Array.from({ length }, (_, i) => scalar(Number(start.value) + i, { span })),
    { span },
  );
}

function repeated(context: Context, value: Value, count: Value | undefined, span: Span): Value | undefined {
  const length = count?.kind === "scalar" ? Number(count.value) : Number.NaN;
  return length >= 0 && length <= LONGEST
    ? context.world.list(
        Array.from({ length }, () => value),
        { span },
      )
    : undefined;
}

/** A path; one below the folder where the app is started is relative to that. */
function combined(context: Context, values: readonly Value[], span: Span): Value {
  const parts = values.filter((v) => !(v.kind === "unknown" && v.identity === HERE));
  if (!parts.every((v) => v.kind === "scalar"))
    return context.world.mystery("the path is not known", span, parts.flatMap(aboutOf));
  const [first = "", ...rest] = parts.map((v) => String((v as { value: unknown }).value).replace(/\\/g, "/"));
  const text = rest.length === 0 ? first : joinPath(first, rest.join("/"));
  if (text === undefined) return context.world.mystery("the path leads out of everything", span);
  return scalar(text, { span }, [{ kind: "piece", text, span }]);
}
