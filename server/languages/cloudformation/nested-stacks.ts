/** Nested stacks whose template is a local file. */
import type { Files } from "../../core/files.ts";
import { folderOf, joinPath } from "../../core/files.ts";
import { child, type MappingEntry, scalarText } from "./syntax.ts";

/** The file that a nested stack's template is, as it is written; undefined where that is no local file. */
export function nestedTemplate(entry: MappingEntry, path: string): string | undefined {
  const type = scalarText(child(entry.value, "Type"));
  const properties = child(entry.value, "Properties");
  const node =
    type === "AWS::CloudFormation::Stack"
      ? child(properties, "TemplateURL")
      : type === "AWS::Serverless::Application"
        ? child(properties, "Location")
        : undefined;
  return node?.kind === "scalar" && node.tag === undefined ? localPath(scalarText(node), path) : undefined;
}

function localPath(written: string | undefined, path: string): string | undefined {
  if (written === undefined || written === "" || written.startsWith("/") || written.includes("://")) return undefined;
  if (!/^[\w./ @+-]+$/.test(written)) return undefined;
  return joinPath(folderOf(path), written);
}

const location = /(?:TemplateURL|Location)["']?[ \t]*:[ \t]*["']?([\w./ @+-]+?)["']?[ \t]*(?:[,#\r\n}]|$)/g;

/** The files among `paths` that another one of them enters as a nested stack; found without parsing. */
export function reachedTemplates(paths: readonly string[], files: Files): ReadonlySet<string> {
  const known = new Set(paths);
  const reached = new Set<string>();
  const edges = new Map<string, string[]>();
  for (const path of paths) {
    const read = files.read(path);
    if (typeof read === "string" || !/AWS::CloudFormation::Stack|AWS::Serverless::Application/.test(read.text))
      continue;
    for (const match of read.text.matchAll(location)) {
      const target = localPath(match[1]!.trim(), path);
      if (target === undefined || target === path || !known.has(target)) continue;
      const list = edges.get(path);
      if (list) list.push(target);
      else edges.set(path, [target]);
      reached.add(target);
    }
  }
  // Of templates that only reach each other, the first stays a root.
  const visited = new Set<string>();
  const visit = (from: string) => {
    const stack = [from];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (visited.has(at)) continue;
      visited.add(at);
      stack.push(...(edges.get(at) ?? []));
    }
  };
  for (const path of paths) if (!reached.has(path)) visit(path);
  for (const path of paths)
    if (!visited.has(path)) {
      reached.delete(path);
      visit(path);
    }
  return reached;
}
