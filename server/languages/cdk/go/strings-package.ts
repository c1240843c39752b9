/** The package `strings`. */
import { scalar, type Value } from "../../../core/values.ts";
import { callDataMethod } from "../evaluate/builtins/members.ts";
import { isText } from "../evaluate/builtins/strings.ts";
import { type Context, distributeOne } from "../evaluate/context.ts";
import { aboutOf } from "../evaluate/things.ts";
import type { Call } from "../ir.ts";

/** Functions that are the same as a method of strings elsewhere. */
const SAME: Readonly<Record<string, string>> = {
  ToLower: "toLowerCase",
  ToUpper: "toUpperCase",
  TrimSpace: "trim",
  ReplaceAll: "replaceAll",
  Split: "split",
  Contains: "includes",
  HasPrefix: "startsWith",
  HasSuffix: "endsWith",
  Repeat: "repeat",
  Index: "indexOf",
  LastIndex: "lastIndexOf",
  Join: "join",
};

/** A function of `strings`; undefined for one that is not followed. */
export function callStrings(context: Context, name: string, values: readonly Value[], node: Call): Value | undefined {
  const [first, second, third, fourth] = values;
  if (!first) return undefined;
  const same = Object.hasOwn(SAME, name) ? SAME[name] : undefined;
  if (same !== undefined) return through(context, first, same, values.slice(1), node);
  if (name === "Replace" && second && third) {
    const count = fourth?.kind === "scalar" ? fourth.value : undefined;
    if (count === -1) return through(context, first, "replaceAll", [second, third], node);
    if (count === 1) return through(context, first, "replace", [second, third], node);
    return undefined;
  }
  if (/^(TrimPrefix|TrimSuffix|Title|Fields)$/.test(name))
    return distributeOne(context.world, first, node.span, (one) => computed(context, name, one, second, node));
  return undefined;
}

function through(context: Context, object: Value, method: string, args: readonly Value[], node: Call): Value {
  return distributeOne(context.world, object, node.span, (one) => {
    const known =
      isText(one) || one.kind === "list"
        ? callDataMethod(context, one, method, { values: args, closed: true }, node)
        : undefined;
    return (
      known ??
      context.world.mystery("a string is made of what is not known", node.span, [one, ...args].flatMap(aboutOf))
    );
  });
}

function computed(context: Context, name: string, of: Value, cut: Value | undefined, node: Call): Value {
  const { span } = node;
  const text = of.kind === "scalar" && typeof of.value === "string" ? of.value : undefined;
  const ending = cut?.kind === "scalar" ? String(cut.value) : undefined;
  const made = (t: string) => scalar(t, { span }, [{ kind: "piece", text: t, span: of.origin.span }]);
  if (text === undefined) return context.world.mystery("a string is made of what is not known", span, aboutOf(of));
  switch (name) {
    case "TrimPrefix":
      if (ending !== undefined) return made(text.startsWith(ending) ? text.slice(ending.length) : text);
      break;
    case "TrimSuffix":
      if (ending !== undefined) return made(text.endsWith(ending) ? text.slice(0, text.length - ending.length) : text);
      break;
    case "Title":
      return made(text.replace(/\b[a-z]/g, (c) => c.toUpperCase()));
    case "Fields":
      return context.world.list(
        text
          .split(/\s+/)
          .filter((t) => t !== "")
          .map(made),
        { span },
      );
  }
  return context.world.mystery("a string is made of what is not known", span, cut ? aboutOf(cut) : []);
}
