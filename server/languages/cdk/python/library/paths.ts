/** Paths of files: strings that know that they are paths. */
import { baseName, folderOf, joinPath } from "../../../../core/files.ts";
import type { Span } from "../../../../core/span.ts";
import { scalar, type Value } from "../../../../core/values.ts";
import type { Arguments } from "../../evaluate/arguments.ts";
import { callPath, readText } from "../../evaluate/builtins/node-modules.ts";
import type { Context } from "../../evaluate/context.ts";
import { aboutOf } from "../../evaluate/things.ts";

export function pathValue(path: string, span: Span): Value {
  return { ...scalar(path, { span }, [{ kind: "piece", text: path, span }]), isPath: true } as Value;
}

export function isPath(value: Value | undefined): value is Extract<Value, { kind: "scalar" }> {
  return value?.kind === "scalar" && (value as { isPath?: true }).isPath === true;
}

/** `Path(a, b)`, `a / b`. */
export function joinedPath(context: Context, parts: readonly Value[], span: Span): Value {
  if (!parts.every((p) => p.kind === "scalar"))
    return context.world.mystery("the path is not known", span, parts.flatMap(aboutOf));
  const [first = ".", ...rest] = parts.map((p) => String((p as { value: unknown }).value));
  const last = rest.findLastIndex((p) => p.startsWith("/"));
  const from = last < 0 ? first : rest[last]!;
  const more = rest.slice(last + 1).join("/");
  if (!from.startsWith("/")) return pathValue([from.replace(/\/+$/, ""), more].filter((p) => p !== "").join("/"), span);
  return pathValue(joinPath(from, more) ?? from, span);
}

/** A function of `os.path`. */
export function callOsPath(context: Context, name: string, args: Arguments, span: Span): Value | undefined {
  const [first] = args.values;
  switch (name) {
    case "abspath":
    case "realpath":
    case "normpath":
    case "expanduser":
      if (first?.kind !== "scalar")
        return first && context.world.mystery("the path is not known", span, aboutOf(first));
      return pathValue(joinPath("", String(first.value)) ?? String(first.value), span);
    case "join":
      return joinedPath(context, args.values, span);
    case "dirname":
    case "basename":
      return callPath(context, name, args.values, span);
    default:
      return context.world.mystery(`os.path.${name}() is not followed`, span, args.values.flatMap(aboutOf));
  }
}

/** A property of a path: `path.parent`. */
export function pathMember(context: Context, path: string, name: string, span: Span): Value | undefined {
  switch (name) {
    case "parent":
      return pathValue(folderOf(path), span);
    case "parents": {
      const above: Value[] = [];
      for (let at = folderOf(path); at !== "" && above.length < 50; at = folderOf(at)) {
        above.push(pathValue(at, span));
        if (at === "/") break;
      }
      return context.world.list(above, { span });
    }
    case "name":
      return scalar(baseName(path), { span }, [{ kind: "piece", text: baseName(path), span }]);
    case "stem": {
      const stem = baseName(path).replace(/(.)\.[^.]*$/, "$1");
      return scalar(stem, { span }, [{ kind: "piece", text: stem, span }]);
    }
    default:
      return undefined;
  }
}

/** A method of a path; undefined where it is none that is followed. */
export function pathMethod(
  context: Context,
  path: Extract<Value, { kind: "scalar" }>,
  name: string,
  args: Arguments,
  span: Span,
): Value | undefined {
  switch (name) {
    case "joinpath":
      return joinedPath(context, [path, ...args.values], span);
    case "resolve":
    case "absolute":
    case "expanduser":
      return pathValue(joinPath("", String(path.value)) ?? String(path.value), span);
    case "as_posix":
    case "__str__":
      return scalar(String(path.value), { span }, [{ kind: "piece", text: String(path.value), span }]);
    case "read_text":
    case "read_bytes":
    case "open":
      return readText(context, path, span);
    case "with_name":
    case "with_suffix":
    case "exists":
    case "is_file":
    case "is_dir":
    case "glob":
    case "iterdir":
    case "rglob":
      return context.world.mystery(`${name}() of a path is not followed`, span);
    default:
      return undefined;
  }
}
