/** Adds and removes whole blocks of the top level: resources and variables. */

import { baseName, folderOf, joinPath } from "../../core/files.ts";
import type { Intent } from "../../core/fixes.ts";
import type { Program } from "../../core/resources.ts";
import type { Chunk, Source } from "../../core/span.ts";
import { lineEnd } from "./lexer.ts";
import { parsedSource } from "./parser.ts";
import type { Block } from "./syntax.ts";
import type { Change } from "./write-alignment.ts";
import { newlineOf, removeItemLines } from "./write-body.ts";
import { bodyLines, type NativeResource, nativeOf, stringText } from "./write-expression.ts";
import { addJsonVariable } from "./write-json.ts";

type Changes = { readonly chunk: Chunk; readonly change: Change }[];

/** A new resource after another one, with a blank line between them. */
export function addResource(
  intent: Extract<Intent, { do: "addResource" }>,
  near: NativeResource,
  program: Program,
): Changes | undefined {
  const { chunk, end } = near.block.span;
  const newline = newlineOf(near.file.text);
  const place = { module: intent.near.module, indent: "  ", newline };
  const inner = bodyLines(intent.properties, place);
  if (!inner) return undefined;
  const name = freeName(intent, program);
  const block = [`resource ${stringText(intent.type)} ${stringText(name)} {`, ...inner, "}"].join(newline);
  const at = lineEnd(chunk.text, end);
  const start = chunk.text.slice(end, at).trim() === "" ? end : at;
  return [{ chunk, change: { start, end: at, text: `${newline}${newline}${block}` } }];
}

/** A name for a new resource that no other one of its type has. */
export function freeName(intent: Extract<Intent, { do: "addResource" }>, program: Program): string {
  const taken = new Set<string>();
  for (const r of program.resources)
    if (r.type === intent.type && r.module === intent.near.module) taken.add(nativeOf(r)?.block.labels[1]?.text ?? "");
  const cleaned = intent.name.replace(/[^\p{ID_Continue}-]/gu, "_").replace(/^(?=[^\p{ID_Start}_])/u, "_");
  let name = cleaned;
  for (let n = 2; taken.has(name); n++) name = `${cleaned}_${n}`;
  return name;
}

/** Removes a resource, the comments directly above it, and one blank line. */
export function removeResource(of: NativeResource, program: Program): Changes {
  const { chunk } = of.block.span;
  const source = program.sources.get(chunk.path) ?? of.file.source;
  const changes: Changes = [{ chunk, change: removeItemLines(of.block.span, true) }];
  const { chunks } = source;
  const index = chunks.indexOf(chunk);
  const next = chunks[index + 1];
  const blank = next && /^[ \t]*\r?\n/.exec(next.text);
  if (next && blank) changes.push({ chunk: next, change: { start: 0, end: blank[0].length, text: "" } });
  else {
    const previous = chunks[index - 1];
    const before = !next && previous && /(?<=\n|^)[ \t]*\r?\n$/.exec(previous.text);
    if (previous && before)
      changes.push({ chunk: previous, change: { start: before.index, end: previous.text.length, text: "" } });
  }
  return changes;
}

/**
 * A new variable: in variables.tf where the module has one, else after the last variable of the file, or at its end.
 * Nothing is added where the module has a variable of this name. A module that is called gets none: its callers, who
 * may be anywhere, would have to hand it in.
 *
 * @param used the module that it is used in, and the file, when that is not the resource's own
 */
export function addInput(
  intent: Extract<Intent, { do: "addInput" }>,
  program: Program,
  used: { readonly module: string; readonly path?: string },
): Changes | undefined {
  const native = nativeOf(intent.near);
  const path = used.path ?? native?.file.path;
  if (path === undefined || used.module !== "") return undefined;
  const folder = folderOf(path);
  for (const source of program.sources.values())
    if (
      folderOf(source.path) === folder &&
      isModuleFile(source.path) &&
      variables(source).some((v) => v.labels[0]?.text === intent.name)
    )
      return [];
  const common = joinPath(folder, "variables.tf");
  const source = (common === undefined ? undefined : program.sources.get(common)) ?? program.sources.get(path);
  if (!source) return undefined;
  if (source.path.endsWith(".json")) return addJsonVariable(source, intent);
  const newline = newlineOf(source.text);
  const lines = [
    `variable ${stringText(intent.name)} {`,
    `  description = ${stringText(intent.description)}`,
    `  type        = ${intent.type}`,
    "}",
  ].join(newline);
  const last = baseName(source.path) === "variables.tf" ? undefined : variables(source).at(-1);
  if (last) {
    const { chunk, end } = last.span;
    const at = lineEnd(chunk.text, end);
    return [{ chunk, change: { start: at, end: at, text: `${newline}${newline}${lines}` } }];
  }
  const chunk = source.chunks.at(-1)!;
  const at = chunk.text.length;
  const { text } = source;
  const apart = text.trim() === "" || /(?:\r?\n)[ \t]*\r?\n$/.test(text.slice(-200));
  const gap = apart ? "" : text.endsWith("\n") ? newline : newline + newline;
  return [{ chunk, change: { start: at, end: at, text: `${gap}${lines}${newline}` } }];
}

function isModuleFile(path: string): boolean {
  return path.endsWith(".tf") || path.endsWith(".tf.json");
}

function variables(source: Source): readonly Block[] {
  return parsedSource(source).blocks.filter((b) => b.type === "variable");
}
