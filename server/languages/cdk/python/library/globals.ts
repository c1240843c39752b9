/** Names that mean something in every file, and classes of the library. */
import type { Span } from "../../../../core/span.ts";
import { type Unknown, unknown, type Value } from "../../../../core/values.ts";
import type { Arguments } from "../../evaluate/arguments.ts";
import type { Context } from "../../evaluate/context.ts";
import { aboutOf } from "../../evaluate/things.ts";
import type { New } from "../../ir.ts";
import { dictionary } from "./dictionaries.ts";
import { joinedPath, pathValue } from "./paths.ts";

export function globalValue(context: Context, name: string, span: Span): Value | undefined {
  if (name === "__file__") return pathValue(context.module.module.path, span);
  if (name === "__name__") return unknown("the name of the module", { span }, `${context.module.module.path}.__name__`);
  return undefined;
}

/** `Path(x)`, `OrderedDict(x)`; undefined for a class that is not followed. */
export function makeObject(context: Context, name: string, args: Arguments, node: New): Value | undefined {
  if (/^pathlib\.(Pure|Posix|PurePosix)?Path$/.test(name) && args.closed)
    return joinedPath(context, args.values, node.span);
  if (name === "collections.OrderedDict") return dictionary(context, args, node.span);
  if (/^(datetime|decimal|string|random|uuid|re)\./.test(name) || /^global\.\w*(Error|Exception|Warning)$/.test(name))
    return {
      ...context.world.mystery(`${name} is not followed`, node.span, args.values.flatMap(aboutOf)),
      defined: true,
    } as Unknown;
  return undefined;
}
