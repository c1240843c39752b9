/** Functions of the language and its library. */
import type { Span } from "../../../../core/span.ts";
import { missing, scalar, type Unknown, type Value } from "../../../../core/values.ts";
import { carriedBy } from "../../constructs.ts";
import type { Arguments } from "../../evaluate/arguments.ts";
import { base64 } from "../../evaluate/builtins/cdk.ts";
import { jsonText } from "../../evaluate/builtins/json-text.ts";
import { listMethod } from "../../evaluate/builtins/lists.ts";
import { globalMember } from "../../evaluate/builtins/members.ts";
import { readText } from "../../evaluate/builtins/node-modules.ts";
import { isText } from "../../evaluate/builtins/strings.ts";
import { type Context, distribute } from "../../evaluate/context.ts";
import { textOf } from "../../evaluate/expressions.ts";
import { jsonValue } from "../../evaluate/json.ts";
import { memberOf } from "../../evaluate/members.ts";
import { putMember } from "../../evaluate/patterns.ts";
import { aboutOf, innerOf } from "../../evaluate/things.ts";
import { booleanOf, truth } from "../../evaluate/truth.ts";
import type { Call } from "../../ir.ts";
import { dictionary, mergedDictionaries, orElse } from "./dictionaries.ts";
import { copied, elementsOf, enumerated, isRegular, quantified, range, sorted, zipped } from "./lists.ts";
import { callOsPath } from "./paths.ts";
import { asText, dedented } from "./texts.ts";

/** Functions that tell somebody something. */
const TELLING = /^(global\.print|(logging|warnings|logger|pprint)\.\w+)$/;

/** A function by its whole name: "global.len", "os.path.join"; undefined where it is not followed. */
export function callFunction(context: Context, name: string, args: Arguments, node: Call): Value | undefined {
  const { span } = node;
  if (TELLING.test(name)) return missing({ span });
  if (!args.closed) return undefined;
  if (name.startsWith("os.path.")) return callOsPath(context, name.slice(8), args, span);
  if (args.values.length === 0) return ofNothing(context, name, args, node);
  if (!PURE.has(name) && !PURE_MODULES.test(name)) return undefined;
  const handed = [...args.values, ...[...(args.named?.entries.values() ?? [])].map((e) => e.value)];
  const calls = handed.some((v) => innerOf(v)?.kind === "closure");
  // Once for each alternative of what it is given.
  const result = distribute(context.world, args.values, span, (values) => {
    const known = ofValues(context, name, { ...args, values }, node);
    if (known) return known;
    return context.world.mystery(`${name.replace("global.", "")}() is not followed`, span, values.flatMap(aboutOf));
  });
  // A function that it is handed may have been called by then.
  return calls && !/^global\.(map|filter)$/.test(name) ? undefined : result;
}

/** Modules whose functions know nothing of CDK. */
const PURE_MODULES =
  /^(re|math|os|glob|json|yaml|uuid|time|random|string|hashlib|datetime|platform|textwrap|itertools|functools|urllib)\./;
/** Functions that change nothing of what they are given. */
const PURE = new Set(
  "len str int float bool list tuple set frozenset iter dict range enumerate zip sorted reversed min max sum any all abs round isinstance issubclass hasattr getattr setattr vars callable type id hash repr format open map filter next ord chr pow divmod"
    .split(" ")
    .map((n) => `global.${n}`)
    .concat(
      "global.elements of",
      "global.dict of pairs",
      "global.dict | dict",
      "global.math.floor",
      "os.getenv",
      "os.environ.get",
      "json.dumps",
      "json.loads",
      "json.load",
      "textwrap.dedent",
      "inspect.cleandoc",
      "base64.b64encode",
      "copy.copy",
      "copy.deepcopy",
      "typing.cast",
      "io.open",
      "math.floor",
      "math.ceil",
    ),
);

function ofNothing(context: Context, name: string, args: Arguments, node: Call): Value | undefined {
  const { world } = context;
  const { span } = node;
  switch (name) {
    case "global.list":
    case "global.tuple":
    case "global.set":
      return world.list([], { span });
    case "global.dict":
      return dictionary(context, args, span);
    case "global.str": {
      return scalar("", { span }, [{ kind: "piece", text: "", span }]);
    }
    case "os.getcwd":
    case "pathlib.Path.cwd":
    case "pathlib.Path.home":
      return world.mystery("the folder is that where the program is started", span);
    default:
      return undefined;
  }
}

function ofValues(context: Context, name: string, args: Arguments, node: Call): Value | undefined {
  const { world } = context;
  const { span } = node;
  const [first, second, third] = args.values as [Value, ...Value[]];
  switch (name) {
    case "global.len":
      return length(first, span);
    case "global.str":
      return asText(context, first, span);
    case "global.int":
    case "global.float":
    case "global.math.floor":
    case "math.floor":
    case "math.ceil":
    case "global.round":
    case "global.abs":
      return numeric(context, name.replace(/^global\./, ""), args.values, span);
    case "global.min":
    case "global.max":
    case "global.sum":
      return name === "global.sum" && second
        ? undefined
        : folded(name.slice(7), isRegular(first) ? first.items : args.values, span);
    case "global.bool":
      return booleanOf(truth(world, first, textOf(node)), { span });
    case "global.list":
    case "global.tuple":
    case "global.set":
    case "global.frozenset":
    case "global.iter":
      return copied(context, first, span);
    case "global.elements of":
      return elementsOf(context, first, span);
    case "global.dict":
    case "global.dict of pairs":
      return dictionary(context, args, span);
    case "global.dict | dict":
      return mergedDictionaries(context, args.values, span);
    case "global.range":
      return range(context, args.values, span);
    case "global.enumerate":
      return enumerated(context, args.values, args.named?.entries.get("start")?.value, span);
    case "global.zip":
      return zipped(context, args.values, span);
    case "global.sorted":
      return sorted(context, args, span);
    case "global.reversed":
      return isRegular(first) ? world.list([...first.items].reverse(), { span }) : undefined;
    case "global.any":
    case "global.all":
      return quantified(context, first, name === "global.all", node);
    case "global.map":
    case "global.filter":
      return second?.kind === "list"
        ? listMethod(context, second, name.slice(7), { values: [first], closed: true }, node)
        : undefined;
    case "global.next":
      return isRegular(first) ? (first.items[0] ?? second ?? missing({ span })) : undefined;
    case "global.isinstance":
      return isInstance(first, second, span);
    case "global.setattr":
      putMember(
        context,
        first,
        second?.kind === "scalar" ? String(second.value) : undefined,
        third ?? missing({ span }),
        span,
      );
      return missing({ span });
    case "global.vars":
      // Whoever has its dictionary can write any of its members.
      putMember(context, first, undefined, missing({ span }), span);
      return undefined;
    case "global.getattr":
      return second?.kind === "scalar"
        ? orElse(context, memberOf(context, first, String(second.value), span, textOf(node)), third, node)
        : undefined;
    case "global.open":
    case "io.open":
      return second?.kind === "scalar" && !String(second.value).startsWith("r")
        ? undefined
        : readText(context, first, span);
    case "os.getenv":
    case "os.environ.get":
      return environment(context, first, second ?? args.named?.entries.get("default")?.value, node);
    case "json.dumps":
      return jsonText(first, span);
    case "json.loads":
    case "json.load":
      return parsed(context, first, span);
    case "textwrap.dedent":
      return dedented(first, span);
    case "inspect.cleandoc":
      return dedented(first, span, true);
    case "base64.b64encode":
      return base64(first, span);
    case "copy.copy":
    case "copy.deepcopy":
      return first.kind === "list" || first.kind === "object" ? undefined : first;
    case "typing.cast":
      return second;
    default:
      return undefined;
  }
}

function length(value: Value, span: Span): Value | undefined {
  if (value.kind === "scalar" && typeof value.value === "string") return scalar(value.value.length, { span });
  if (isRegular(value)) return scalar(value.items.length, { span });
  return value.kind === "object" && value.closed ? scalar(value.entries.size, { span }) : undefined;
}

function numeric(context: Context, name: string, values: readonly Value[], span: Span): Value {
  const [value, more] = values;
  const number = value?.kind === "scalar" && value.value !== "" ? Number(value.value) : Number.NaN;
  const digits = more?.kind === "scalar" ? Number(more.value) : 0;
  const result = (() => {
    switch (name) {
      case "int":
        return more ? Number.NaN : Math.trunc(number);
      case "math.floor":
        return Math.floor(number);
      case "math.ceil":
        return Math.ceil(number);
      case "abs":
        return Math.abs(number);
      case "round":
        // A half goes to the even neighbour.
        return Math.abs((number * 10 ** digits) % 1) === 0.5
          ? Number.NaN
          : Math.round(number * 10 ** digits) / 10 ** digits;
      default:
        return number;
    }
  })();
  if (Number.isFinite(result) && value)
    return scalar(result, { span, from: { step: "local", name: "a number", origin: value.origin } });
  const unknown = context.world.mystery("the number is not known", span, values.flatMap(aboutOf));
  return { ...unknown, defined: true } as Unknown;
}

function folded(name: string, values: readonly Value[], span: Span): Value | undefined {
  const numbers = values.map((v) => (v.kind === "scalar" && typeof v.value === "number" ? v.value : Number.NaN));
  if (numbers.length === 0 || numbers.some(Number.isNaN)) return undefined;
  const result =
    name === "min" ? Math.min(...numbers) : name === "max" ? Math.max(...numbers) : numbers.reduce((a, b) => a + b, 0);
  return scalar(result, { span });
}

/** What a value is, where its type is one of the language's own. */
function isInstance(value: Value, type: Value | undefined, span: Span): Value | undefined {
  const carried = type && carriedBy(type);
  const wanted = carried?.kind === "static" && carried.fqn === "global" ? carried.member : undefined;
  const is =
    value.kind === "list"
      ? ["list", "tuple", "set"]
      : value.kind === "object"
        ? ["dict"]
        : isText(value)
          ? ["str"]
          : value.kind === "scalar"
            ? [typeof value.value === "boolean" ? "bool" : "int", "float"]
            : undefined;
  if (wanted === undefined || !is || !/^(str|int|float|bool|list|dict)$/.test(wanted)) return undefined;
  // A tuple and a list look the same here, and so do whole numbers.
  if (is.length > 1 && is.includes(wanted)) return undefined;
  return scalar(is.includes(wanted), { span });
}

function environment(context: Context, name: Value, fallback: Value | undefined, node: Call): Value | undefined {
  if (name.kind !== "scalar") return undefined;
  const value = globalMember(context, "os.environ", String(name.value), node.span);
  return value && orElse(context, value, fallback, node);
}

function parsed(context: Context, value: Value, span: Span): Value | undefined {
  if (value.kind !== "scalar") return undefined;
  if (value.madeFrom?.by === "json") return value.madeFrom.value;
  // The text of a whole file keeps its places.
  const chunk = value.pieces?.[0]?.span?.chunk;
  return chunk && chunk.text === value.value ? jsonValue(context.world, chunk, span) : undefined;
}
