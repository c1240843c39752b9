/** The modules of Node that infrastructure code reads files with. */
import { baseName, folderOf, joinPath } from "../../../../core/files.ts";
import type { Span } from "../../../../core/span.ts";
import { scalar, unknown, type Value } from "../../../../core/values.ts";
import type { Context } from "../context.ts";
import { aboutOf } from "../things.ts";

/** Functions of `path`. */
export function callPath(context: Context, name: string, args: readonly Value[], span: Span): Value | undefined {
  if (!args.every((v) => v.kind === "scalar"))
    return context.world.mystery("the path is not known", span, args.flatMap(aboutOf));
  const parts = args.map((v) => String((v as { value: unknown }).value));
  const made = (text: string | undefined) =>
    text === undefined ? undefined : scalar(text, { span }, [{ kind: "piece", text, span }]);
  switch (name) {
    case "join": {
      const [first = "", ...rest] = parts;
      return made(joinPath(first.startsWith("/") ? first : relative(first), rest.join("/")));
    }
    case "resolve": {
      let at = folderOf(context.module.module.path);
      let absolute = false;
      for (const part of parts) {
        if (part.startsWith("/")) absolute = true;
        const next = joinPath(at, part);
        if (next === undefined) return undefined;
        at = next;
      }
      // A relative path is resolved against the folder where the app is started, which is not known.
      return absolute ? made(at) : undefined;
    }
    case "dirname":
      return made(folderOf(parts[0] ?? ""));
    case "basename": {
      const base = baseName(parts[0] ?? "");
      const ending = parts[1];
      return made(ending !== undefined && base.endsWith(ending) ? base.slice(0, -ending.length) : base);
    }
    default:
      return undefined;
  }
}

/** `joinPath` takes the folder's path without "./". */
function relative(path: string): string {
  return path.replace(/^\.\/?/, "");
}

/** The text of a file that the program reads. */
export function readText(context: Context, path: Value, span: Span): Value {
  const { world } = context;
  if (path.kind !== "scalar" || typeof path.value !== "string")
    return world.mystery("the path of the file is not known", span, aboutOf(path));
  const full = resolveFile(context, path.value);
  for (const candidate of full) {
    const read = world.modules.text(candidate);
    if (read === "not loaded") return unknown(`${path.value} is not loaded`, { span }, `file ${candidate}`);
    if (read === "absent") continue;
    const { chunk } = read;
    const place = { chunk, start: 0, end: chunk.text.length };
    const origin = { span, from: { step: "file", name: baseName(candidate), origin: { span: place } } } as const;
    return scalar(chunk.text, origin, [{ kind: "piece", text: chunk.text, span: place }]);
  }
  return unknown(`${path.value} cannot be found`, { span }, `file ${path.value}`);
}

/**
 * Where a file may be: an absolute path is taken as it is; a relative one against the folders above the file that
 * reads it, nearest last, because an app is started in the folder of its `cdk.json`.
 */
function resolveFile(context: Context, path: string): string[] {
  if (path.startsWith("/")) return [path];
  const found: string[] = [];
  let folder = folderOf(context.module.module.path);
  for (let i = 0; i < 8 && folder !== "" && folder !== "/"; i++) {
    const { files } = context.world.modules;
    if (files.read(`${folder}/cdk.json`) !== "absent" || files.read(`${folder}/package.json`) !== "absent") {
      const full = joinPath(folder, path);
      if (full !== undefined) found.push(full);
      break;
    }
    folder = folderOf(folder);
  }
  return found;
}
