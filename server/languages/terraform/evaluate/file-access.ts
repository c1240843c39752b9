/** `file`, `templatefile` and their like: what functions read, through the files of the workspace. */
import { joinPath } from "../../../core/files.ts";
import type { Source } from "../../../core/span.ts";
import { type Origin, type Piece, piece, piecesOf, scalar, type Value } from "../../../core/values.ts";
import { asEntries } from "../functions/arguments.ts";
import type { FunctionHost } from "../functions/definition.ts";
import { NotKnown, Refused, reasonOf } from "../functions/outcomes.ts";
import { parseTemplateText } from "../parser.ts";
import type { TemplatePart } from "../syntax.ts";
import { relocated } from "./origins.ts";
import type { Scope } from "./scope.ts";
import { renderParts } from "./templates.ts";

const LONGEST_FILE = 4 << 20;

/** The files and templates that functions called in a scope can read. */
export function fileHost(scope: Scope): FunctionHost {
  const { owner } = scope;
  const { evaluation } = scope.module;
  const resolve = (path: string): string => {
    const whole = joinPath(evaluation.root, path);
    if (whole === undefined) throw new NotKnown(`${path} lies outside of the workspace`);
    return whole;
  };
  const textOf = (path: string, isTemplate: boolean): { path: string; text: string } => {
    const whole = resolve(path);
    const read = evaluation.files.read(whole);
    owner.readFile(whole, read, isTemplate);
    if (read === "absent") throw new Refused(`there is no file ${path}`);
    if (read === "not loaded") throw new NotKnown(`${path} is not loaded yet`);
    if (read.text.length > LONGEST_FILE) throw new NotKnown(`${path} is too large`);
    return { path: whole, text: read.text };
  };
  return {
    readFile(path, origin) {
      const read = textOf(path, false);
      const source = evaluation.readSource(read.path, read.text);
      const [chunk] = source.chunks;
      const value = chunk ? fileText(source) : scalar("", origin);
      return relocated(value, origin.span, "file", `file ${path}`);
    },
    fileExists(path) {
      const whole = resolve(path);
      const read = evaluation.files.read(whole);
      owner.readFile(whole, read, false);
      if (read === "not loaded") throw new NotKnown(`${path} is not loaded yet`);
      return read !== "absent";
    },
    listFolder(path) {
      const whole = resolve(path);
      const names = evaluation.files.list(whole);
      owner.readFolder(whole, names);
      if (names === "not loaded") throw new NotKnown(`${path} is not loaded yet`);
      if (names !== "absent") return names;
      // A folder that may not be looked into says that it is not there; a file in its place does not.
      const read = evaluation.files.read(whole);
      owner.readFile(whole, read, false);
      if (read === "not loaded") throw new NotKnown(`${path} is not loaded yet`);
      return [];
    },
    renderFile(path, variables, origin) {
      const read = textOf(path, true);
      const source = evaluation.readSource(read.path, read.text);
      const template = evaluation.readTemplate(read.path, read.text);
      const parts = template ? template.parts : partsOf(fileText(source), read.path);
      const value = render(parts, variables, { span: placeIn(source, origin) }, scope);
      return relocated(value, origin.span, "file", `file ${path}`);
    },
    missed: () => evaluation.startOver(),
    renderText(template, variables, origin) {
      if (template.kind !== "scalar") throw new NotKnown(reasonOf(template));
      return render(partsOf(template, origin.span.chunk.path), variables, origin, scope);
    },
  };
}

/** The text of a file, in its place. */
function fileText(source: Source): Value & { kind: "scalar" } {
  const pieces: Piece[] = source.chunks.map((chunk) => piece(chunk.text, { chunk, start: 0, end: chunk.text.length }));
  return scalar(source.text, { span: pieces[0]!.span! }, pieces);
}

function placeIn(source: Source, otherwise: Origin): Origin["span"] {
  const [chunk] = source.chunks;
  return chunk ? { chunk, start: 0, end: chunk.text.length } : otherwise.span;
}

function partsOf(template: Value & { kind: "scalar" }, path: string): readonly TemplatePart[] {
  const parsed = parseTemplateText(path, piecesOf(template));
  if (!parsed) throw new NotKnown("the template's text has no place");
  if (parsed.problems.some((p) => p.severity === "error")) throw new Refused("the template is not complete");
  return parsed.parts;
}

function render(parts: readonly TemplatePart[], variables: Value, origin: Origin, scope: Scope): Value {
  let inner = scope.ofTemplate();
  for (const e of asEntries(variables)) inner = inner.bind(e.key, e.value);
  return renderParts(parts, origin.span, inner);
}
