/** What Go's library does, where programs that make infrastructure use it. */
import { baseName, folderOf, joinPath } from "../../../core/files.ts";
import type { Span } from "../../../core/span.ts";
import { absent, missing, type Piece, scalar, type Unknown, unknown, type Value } from "../../../core/values.ts";
import type { Arguments } from "../evaluate/arguments.ts";
import { callCdkStatic } from "../evaluate/builtins/cdk.ts";
import { jsonText } from "../evaluate/builtins/json-text.ts";
import { callDataMethod } from "../evaluate/builtins/members.ts";
import { callPath, readText } from "../evaluate/builtins/node-modules.ts";
import { type Context, distribute } from "../evaluate/context.ts";
import { concatenation } from "../evaluate/expressions.ts";
import { memberOf } from "../evaluate/members.ts";
import { push } from "../evaluate/patterns.ts";
import { aboutOf, innerOf } from "../evaluate/things.ts";
import type { Call, New } from "../ir.ts";
import { formatted } from "./formats.ts";
import { JSII } from "./packages.ts";
import { ranged } from "./ranges.ts";
import { callStrings } from "./strings-package.ts";

/** A call of a function that is not CDK's and not the program's. */
export function callLibrary(context: Context, name: string, args: Arguments, node: Call): Value | undefined {
  const { world } = context;
  const { span } = node;
  if (/^(fmt|log)\.(Print|Fprint|Debug|Info)\w*$/.test(name)) return printed(context, name, args, span);
  if (!args.closed) return undefined;
  const { values } = args;
  const [first, second] = values;
  const dot = name.lastIndexOf(".");
  const [of, called] = [name.slice(0, dot), name.slice(dot + 1)];
  if (of === "strings") return callStrings(context, called, values, node);
  if (of === "path" || of === "path/filepath") return paths(context, called, values, span);
  if (of === "strconv") return converted(context, called, values, span);
  if (of === "os" || of === "io/ioutil") return system(context, called, values, span);
  switch (name) {
    case "global.range":
      return first && second ? ranged(context, first, second, span) : undefined;
    case "global.len":
      return first && distribute(world, [first], span, ([v]) => memberOf(context, v!, "length", span, "len()"));
    case "global.go:embed":
      return first && embedded(context, first, span);
    case "global.min":
    case "global.max":
      return extreme(context, called, values, span);
    case "global.copy":
    case "global.print":
    case "global.println":
    case `${JSII}.Close`:
      return missing({ span });
    case "global.recover":
      return absent({ span });
    case "fmt.Sprintf":
    case `${JSII}.Sprintf`:
      return first && formatted(context, first, values.slice(1), span);
    case "fmt.Sprint":
      return concatenation(context, values, span);
    case "fmt.Errorf":
    case "errors.New":
      return { ...world.mystery("an error", span), defined: true } as Unknown;
    case "encoding/json.Marshal":
    case "encoding/json.MarshalIndent":
      return first && result(context, jsonText(first, span), span);
    case "encoding/base64.StdEncoding.EncodeToString":
      return callCdkStatic(context, "aws-cdk-lib.Fn", "base64", { values, closed: true }, node);
    case "runtime.Caller": {
      const file = scalar(context.module.module.path, { span });
      return world.list(
        [unknown("a place in memory", { span }), file, unknown("a line", { span }), scalar(true, { span })],
        { span },
      );
    }
    case "log.Fatal":
    case "log.Fatalf":
      return missing({ span });
    default:
      return undefined;
  }
}

/** Printing changes nothing, but where it is printed to a string that is built. */
function printed(context: Context, name: string, args: Arguments, span: Span): Value {
  const [target, ...rest] = args.values;
  if (!name.startsWith("fmt.Fprint") || target?.kind !== "list") return missing({ span });
  const [format, ...values] = rest;
  if (!format) return missing({ span });
  const text = name.endsWith("f") ? formatted(context, format, values, span) : concatenation(context, rest, span);
  push(context, target, name.endsWith("ln") ? [text, line(span)] : [text]);
  return missing({ span });
}

function line(span: Span): Value {
  return scalar("\n", { span }, [{ kind: "piece", text: "\n" }]);
}

/** What a function gives back that may fail: the value, and no error. */
export function result(context: Context, value: Value, span: Span): Value {
  return context.world.list([value, absent({ span })], { span });
}

function embedded(context: Context, path: Value, span: Span): Value {
  const folder = folderOf(context.module.module.path);
  const full = path.kind === "scalar" ? joinPath(folder, String(path.value)) : undefined;
  if (full === undefined || path.kind !== "scalar") return context.world.mystery("the file is not known", span);
  return readText(context, { ...path, value: full }, span);
}

function extreme(context: Context, name: string, values: readonly Value[], span: Span): Value {
  return distribute(context.world, values, span, (chosen) => {
    const numbers = chosen.map((v) => (v.kind === "scalar" && typeof v.value === "number" ? v.value : Number.NaN));
    const found = name === "min" ? Math.min(...numbers) : Math.max(...numbers);
    return Number.isFinite(found)
      ? scalar(found, { span })
      : context.world.mystery("the number is not known", span, chosen.flatMap(aboutOf));
  });
}

function paths(context: Context, name: string, values: readonly Value[], span: Span): Value | undefined {
  const [first] = values;
  switch (name) {
    case "Join":
      return callPath(context, "join", values, span);
    case "Dir":
      return callPath(context, "dirname", values, span);
    case "Base":
      return callPath(context, "basename", values.slice(0, 1), span);
    case "Abs":
    case "EvalSymlinks":
      return first && result(context, first, span);
    case "Clean":
    case "ToSlash":
    case "FromSlash":
      return first;
    case "Ext": {
      if (first?.kind !== "scalar") return undefined;
      const ending = /\.[^.]*$/.exec(baseName(String(first.value)))?.[0] ?? "";
      return scalar(ending, { span }, [{ kind: "piece", text: ending }]);
    }
    default:
      return undefined;
  }
}

function system(context: Context, name: string, values: readonly Value[], span: Span): Value | undefined {
  const [first] = values;
  switch (name) {
    case "Getenv":
      return first && environment(context, first, span);
    case "LookupEnv":
      return (
        first &&
        context.world.list([environment(context, first, span), context.world.mystery("whether it is set", span)], {
          span,
        })
      );
    case "Getwd":
      // An app is started in the folder of its cdk.json, and paths are taken from there.
      return result(context, scalar(".", { span }, [{ kind: "piece", text: ".", span }]), span);
    case "ReadFile":
      return first && result(context, readText(context, first, span), span);
    default:
      return undefined;
  }
}

/** An environment variable is a string, empty where it is not set. */
function environment(context: Context, name: Value, span: Span): Value {
  if (name.kind !== "scalar")
    return context.world.mystery("the environment variable is not known", span, aboutOf(name));
  const identity = `os.Getenv.${name.value}`;
  return {
    ...unknown(`the environment variable ${name.value} is not known`, { span }, identity),
    about: [identity],
    defined: true,
  } as Unknown;
}

function converted(context: Context, name: string, values: readonly Value[], span: Span): Value | undefined {
  const { world } = context;
  return distribute(world, values, span, ([value]) => {
    const hidden = {
      ...world.mystery("it is converted from what is not known", span, value ? aboutOf(value) : []),
      defined: true,
    } as Unknown;
    const known = value?.kind === "scalar" ? value.value : undefined;
    const fails = /^(Atoi|Parse)/.test(name);
    if (known === undefined) return fails ? result(context, hidden, span) : hidden;
    const text = (t: string) => scalar(t, { span }, [{ kind: "piece", text: t, span: value!.origin.span }]);
    switch (name) {
      case "Itoa":
      case "FormatBool":
        return text(String(known));
      case "FormatInt":
        return values.length < 2 || (values[1]?.kind === "scalar" && values[1].value === 10)
          ? text(String(known))
          : hidden;
      case "Quote":
        return text(JSON.stringify(String(known)));
      case "Atoi":
      case "ParseInt":
      case "ParseFloat": {
        const number = Number(known);
        if (known === "" || Number.isNaN(number)) return result(context, hidden, span);
        return result(
          context,
          scalar(number, { span, from: { step: "local", name: "a string", origin: value!.origin } }),
          span,
        );
      }
      case "ParseBool":
        return /^(1|t|true|0|f|false)$/i.test(String(known))
          ? result(context, scalar(/^(1|t|true)$/i.test(String(known)), { span }), span)
          : result(context, hidden, span);
      default:
        return fails ? result(context, hidden, span) : hidden;
    }
  });
}

/** A builder of strings is the list of what is written to it. What else is outside of the project holds nothing. */
export function makeLibraryObject(context: Context, name: string, _args: Arguments, node: New): Value | undefined {
  if (name === "strings.Builder" || name === "bytes.Buffer") return context.world.list([], { span: node.span });
  // A type that no file declares is an interface, or one that is declared in a function.
  return name.startsWith("global.") ? missing({ span: node.span }) : undefined;
}

/** A method of data: a builder of strings, a list, a string. */
export function callValueMethod(
  context: Context,
  object: Value,
  name: string,
  args: Arguments,
  node: Call,
): Value | undefined {
  const { span } = node;
  if (object.kind === "list" && !innerOf(object)) {
    if (/^Write(String|Byte|Rune)?$/.test(name)) {
      push(context, object, args.values);
      return result(context, context.world.mystery("the number of bytes", span), span);
    }
    if (name === "String" && args.values.length === 0) {
      if (!object.closed) return context.world.mystery("what is written to it is not known", span, aboutOf(object));
      const parts: (Piece | Value)[] = [...object.items];
      return concatenation(context, parts, span);
    }
    if (name === "Grow" || name === "Reset") return undefined;
  }
  if (object.kind === "scalar" && name === "String" && args.values.length === 0) return object;
  return name === "slice" ? callDataMethod(context, object, name, args, node) : undefined;
}
