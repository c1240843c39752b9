/**
 * Makes edits of every kind to a template and says what is wrong with what comes out: the text has to parse, its tree
 * has to be the tree with that one edit applied, and nothing else may have moved.
 */
import { memoryFiles } from "../../server/core/files.ts";
import {
  attribute,
  type Expression,
  type Intent,
  input,
  literal,
  type Path,
  type TextEdit,
} from "../../server/core/fixes.ts";
import type { Program, Resource } from "../../server/core/resources.ts";
import { type Span, spanText } from "../../server/core/span.ts";
import type { Entry, Value } from "../../server/core/values.ts";
import { cloudformation } from "../../server/languages/cloudformation/index.ts";
import type { NativeResource } from "../../server/languages/cloudformation/template-resources.ts";
import { randomNumbers } from "../languages/cloudformation/shapes.ts";
import {
  canonical,
  type Difference,
  differences,
  isStrictlyRight,
  type Plain,
  type Step,
  same,
  stepsTo,
  treeOf,
  without,
  withValue,
} from "./trees.ts";

export interface Outcome {
  readonly kind: Intent["do"];
  readonly what: string;
  /** True where the writer says that it cannot. */
  readonly refused: boolean;
  /** What is wrong with the text that was made. */
  readonly wrong?: string;
  readonly text?: string;
}

type Random = (below: number) => number;

/** Makes up to `most` edits to a template, the same ones for the same seed. */
export function* editsOf(path: string, text: string, seed: number, most: number): Generator<Outcome> {
  const random = randomNumbers(seed);
  const program = read(path, text);
  const resources = program.resources.filter((r) => r.span.chunk.path === path && isItsOwn(r));
  if (resources.length === 0 || program.problems.some((p) => p.severity === "error")) return;
  const before = treeOf(path, text);
  const isStrict = isStrictlyRight(text);
  for (let i = 0; i < most; i++) {
    const made = randomIntent(program, resources[random(resources.length)]!, resources, random);
    if (!made) continue;
    const edits = program.writer.write([made.intent], program);
    const base = { kind: made.intent.do, what: made.what };
    if (!edits) {
      yield { ...base, refused: true };
      continue;
    }
    const after = apply(program, path, edits);
    if (after === undefined) {
      yield { ...base, refused: false, wrong: "an edit lies in no chunk of the file, or overlaps another one" };
      continue;
    }
    const wrong = wrongWith(made, { path, text, after, before, edits, program, isStrict });
    yield wrong === undefined
      ? { ...base, refused: false, text: after }
      : { ...base, refused: false, wrong, text: after };
  }
}

/** False for what a transform makes of another resource. */
function isItsOwn(resource: Resource): boolean {
  const { inLoop, entry } = resource.native as NativeResource;
  return inLoop || entry.key === resource.name;
}

function read(path: string, text: string): Program {
  return cloudformation().evaluate({ language: "cloudformation", path }, memoryFiles({ [path]: text }));
}

function apply(program: Program, path: string, edits: readonly TextEdit[]): string | undefined {
  const source = program.sources.get(path)!;
  const placed = edits.map((e) => ({ ...source.absolute(e.span), newText: e.newText }));
  if (placed.some((e) => e.start === undefined)) return undefined;
  placed.sort((a, b) => b.start! - a.start! || b.end! - a.end!);
  let { text } = source;
  let last = text.length;
  for (const { start, end, newText } of placed) {
    if (end! > last) return undefined;
    text = text.slice(0, start) + newText + text.slice(end);
    last = start!;
  }
  return text;
}

interface Made {
  readonly intent: Intent;
  readonly what: string;
  /** What the tree has to say: which differences are those of the edit. */
  readonly expect: (found: readonly Difference[], before: Plain, after: Plain) => boolean;
}

const texts = [
  "plain",
  "two words",
  "900",
  "1.10",
  "true",
  "No",
  "null",
  "~",
  "",
  "key: value",
  "it's",
  'say "so"',
  "both ' and \"",
  "one\ntwo\n",
  "#x",
  "a #b",
  "a# b",
  "- x",
  "-",
  "*",
  "&a",
  "!x",
  "@x",
  "%x",
  "`x`",
  "[x]",
  "{x}",
  "a, b",
  "a]",
  "12:30",
  "2012-10-17",
  "0x1F",
  "0o7",
  "1e3",
  " space",
  "tab\there",
  "end ",
  "colon:",
  "arn:aws:s3:::b/*",
  "é😀",
  "\u2028",
  "<<",
  "=",
  "C:\\x",
  "${AWS::Region}",
  "{{resolve:ssm:x}}",
  "|",
  "> x",
  "?",
  "? x",
  "...",
  "---",
  "--- x",
];
const keys = ["New", "With space", "true", "12", "a:b", "aws:SourceIp", "x.y/z", "Ünï", "-", "*", "a#b", "it's", "<<"];

function randomIntent(
  program: Program,
  resource: Resource,
  resources: readonly Resource[],
  random: Random,
): Made | undefined {
  const shown = (e: Expression | string) => JSON.stringify(e, (k, v) => (k === "of" ? v.name : v));
  const inProperties = (d: Difference) => d.path[0] === "Resources" || d.path[0] === "Globals";
  switch (random(11)) {
    case 0:
    case 1: {
      const { value, path } = randomValue(resource, random);
      const to = randomExpression(resource, resources, random, 0);
      return {
        intent: { do: "replace", value, resource, with: to, path },
        what: `replace ${spanText(value.origin.span)} of ${resource.name} by ${shown(to)}`,
        expect: (found, before, after) => {
          if (isInText(found, value, to) || isListDefault(found, value, to)) return true;
          // One literal may be meant in several places: then it is the same in all of them.
          if (isMeantTwice(resource)) return found.every((d) => inProperties(d) && isWithin(d.after, to));
          const at = program.sources.get(value.origin.span.chunk.path)!.absolute(value.origin.span)!;
          const { text, path: file } = program.sources.get(value.origin.span.chunk.path)!;
          const steps = stepsTo(file, text, at.start, at.end);
          const expected = steps && withValue(before, steps, plainExpression(to));
          return expected !== undefined && same(expected, after);
        },
      };
    }
    case 2:
    case 3: {
      const { path: at } = randomValue(resource, random);
      const path: Path =
        random(2) === 0 ? at : [...at, keys[random(keys.length)]!, ...(random(3) === 0 ? ["Inner"] : [])];
      if (path.length === 0) return undefined;
      const to = randomExpression(resource, resources, random, 0);
      return {
        intent: { do: "set", resource, path, to },
        what: `set ${shown(path.join("/"))} of ${resource.name} to ${shown(to)}`,
        expect: (found, before, after) => {
          const steps = stepsOf(resource, path);
          if (!steps) return found.every((d) => inProperties(d) && d.path.includes(nameIn(resource)));
          const expected = withValue(before, steps, plainExpression(to));
          return expected !== undefined && same(expected, after);
        },
      };
    }
    case 4: {
      const { path } = randomValue(resource, random);
      if (path.length === 0) return undefined;
      return {
        intent: { do: "remove", resource, path },
        what: `remove ${path.join("/")} of ${resource.name}`,
        expect: (found, before, after) => {
          const steps = stepsOf(resource, path);
          if (!steps) return found.length === 1 && found[0]!.after === undefined && inProperties(found[0]!);
          return same(without(before, steps) ?? null, after);
        },
      };
    }
    case 5: {
      const { value, path } = randomValue(resource, random);
      return {
        intent: { do: "removeItem", resource, value, path },
        what: `remove the item of ${spanText(value.origin.span)} of ${resource.name}`,
        expect: (found) =>
          isListDefault(found, value, undefined) ||
          (found.length === 1 && found[0]!.after === undefined && inProperties(found[0]!)),
      };
    }
    case 6:
      return {
        intent: { do: "removeResource", resource },
        what: `remove ${resource.name}`,
        expect: (found) =>
          found.length === 1 &&
          found[0]!.after === undefined &&
          same(found[0]!.path as Plain, ["Resources", resource.name]),
      };
    case 7: {
      const a = randomExpression(resource, resources, random, 0);
      const properties: Record<string, Expression> =
        random(4) === 0 ? {} : { A: a, [keys[random(keys.length)]!]: literal(1) };
      return {
        intent: { do: "addResource", near: resource, name: "Added", type: "AWS::IAM::Role", properties },
        what: `add a resource by ${resource.name} with ${shown(JSON.stringify(properties, (k, v) => (k === "of" ? v.name : v)))}`,
        expect: (found) =>
          found.length === 1 &&
          found[0]!.before === undefined &&
          found[0]!.path[0] === "Resources" &&
          found[0]!.path.length === 2 &&
          isWritten(found[0]!.after, {
            kind: "object",
            entries: {
              Type: literal("AWS::IAM::Role"),
              ...(Object.keys(properties).length > 0 && {
                Properties: { kind: "object", entries: properties } as const,
              }),
            },
          }),
      };
    }
    case 8: {
      const type = random(2) === 0 ? "string" : "number";
      const description = texts[random(texts.length)]!;
      return {
        intent: { do: "addInput", near: resource, name: "AddedInput", description, type },
        what: `add an input with ${shown(description)}`,
        expect: (found) =>
          found.length === 1 &&
          (found[0]!.before === undefined || found[0]!.before === null || same(found[0]!.before, {})) &&
          found[0]!.path[0] === "Parameters" &&
          JSON.stringify(found[0]!.after).includes(
            JSON.stringify({ Type: type === "string" ? "String" : "Number", Description: description }),
          ),
      };
    }
    case 9: {
      const rule = ["lambda-timeout", "sg-ssh-open-to-world"][random(2)]!;
      return {
        intent: { do: "disableRule", resource, rule },
        what: `disable ${rule} at ${resource.name}`,
        expect: (found) =>
          found.length === 1 &&
          found[0]!.path.includes(nameIn(resource)) &&
          JSON.stringify(found[0]!.after).includes(rule),
      };
    }
    default: {
      const { value } = randomValue(resource, random);
      return {
        intent: { do: "removeDefault", resource, value },
        what: `remove the default of ${spanText(value.origin.span)} of ${resource.name}`,
        expect: (found) =>
          found.length === 1 &&
          found[0]!.after === undefined &&
          found[0]!.path[0] === "Parameters" &&
          found[0]!.path[2] === "Default",
      };
    }
  }
}

/** True where one hole of `Fn::Sub` has become what was to be written, and nothing else has changed. */
function isInText(found: readonly Difference[], value: Value, to: Expression): boolean {
  const hole = spanText(value.origin.span);
  const [only, ...more] = found;
  if (!/^\$\{[^!{}]+\}$/.test(hole) || !only || more.length > 0) return false;
  const { before, after } = only;
  const text =
    to.kind === "literal"
      ? String(to.value).replaceAll("${", "${!")
      : to.kind === "attribute"
        ? `\${${to.of.name}${to.attribute === undefined ? "" : `.${to.attribute}`}}`
        : to.kind === "input"
          ? `\${${to.name}}`
          : undefined;
  if (typeof before !== "string" || typeof after !== "string" || text === undefined) return false;
  for (let at = before.indexOf(hole); at >= 0; at = before.indexOf(hole, at + 1))
    if (before.slice(0, at) + text + before.slice(at + hole.length) === after) return true;
  return false;
}

/** True where one item of a list parameter's default has become another one, or is gone. */
function isListDefault(found: readonly Difference[], value: Value, to: Expression | undefined): boolean {
  const [only, ...more] = found;
  if (!only || more.length > 0 || only.path[0] !== "Parameters" || only.path[2] !== "Default") return false;
  if (value.kind !== "scalar" || (to && to.kind !== "literal")) return false;
  const items = (text: unknown) =>
    String(text)
      .split(",")
      .map((item) => item.trim());
  const [before, after] = [items(only.before), items(only.after)];
  const at = before.findIndex((item, i) => item !== after[i]);
  if (before[at] !== String(value.value)) return false;
  const expected = to ? before.with(at, String(to.value)) : before.toSpliced(at, 1);
  return expected.join() === after.join();
}

/** A value somewhere in a resource, a branch or a hole of it too, and its path. */
function randomValue(resource: Resource, random: Random): { value: Value; path: (string | number)[] } {
  let value: Value = resource.properties;
  const path: (string | number)[] = [];
  for (let depth = 0; depth < 12; depth++) {
    if (value.kind === "object" && value.entries.size > 0 && (depth === 0 || random(6) > 0)) {
      const entry: Entry = [...value.entries.values()][random(value.entries.size)]!;
      path.push(entry.key);
      value = entry.value;
    } else if (value.kind === "list" && value.items.length > 0 && random(6) > 0) {
      const i = random(value.items.length);
      path.push(i);
      value = value.items[i]!;
    } else if (value.kind === "choice") value = value.alternatives[random(value.alternatives.length)]!.value;
    else if (value.kind === "text" && random(2) === 0) {
      const holes: Value[] = value.parts.filter((p): p is Value => p.kind !== "piece");
      if (holes.length === 0) break;
      value = holes[random(holes.length)]!;
    } else break;
  }
  return { value, path };
}

function randomExpression(near: Resource, resources: readonly Resource[], random: Random, depth: number): Expression {
  const pick = random(depth > 2 ? 6 : 10);
  if (pick < 4) return literal(texts[random(texts.length)]!);
  if (pick === 4) return literal([0, 900, -1, 1.5][random(4)]!);
  if (pick === 5) return random(2) === 0 ? literal(random(2) === 0) : input("SomeInput");
  if (pick === 6) {
    const of = resources[random(resources.length)]!;
    return of.module === near.module ? attribute(of, random(2) === 0 ? undefined : "Arn") : literal("x");
  }
  if (pick === 7)
    return {
      kind: "list",
      items: Array.from({ length: random(3) }, () => randomExpression(near, resources, random, depth + 1)),
    };
  const entries: Record<string, Expression> = {};
  for (let i = random(4); i > 0; i--)
    entries[keys[random(keys.length)]!] = randomExpression(near, resources, random, depth + 1);
  return { kind: "object", entries };
}

function isMeantTwice(resource: Resource): boolean {
  return (resource.native as NativeResource).template.shared.length > 0;
}

function isWithin(after: Plain | undefined, to: Expression): boolean {
  return after === undefined || JSON.stringify(plainExpression(to)).includes(JSON.stringify(after));
}

/** Where a property of a resource stands; undefined where it has another name, or a loop makes the resource. */
function stepsOf(resource: Resource, path: Path): Step[] | undefined {
  const native = resource.native as NativeResource;
  if (native.inLoop || native.type.startsWith("AWS::Serverless::")) return undefined;
  return ["Resources", resource.name, "Properties", ...path];
}

function nameIn(resource: Resource): string {
  return (resource.native as NativeResource).entry.key;
}

function isWritten(after: Plain | undefined, expression: Expression): boolean {
  return after !== undefined && same(after, plainExpression(expression));
}

function plainExpression(e: Expression): Plain {
  switch (e.kind) {
    case "literal":
      return e.value;
    case "list":
      return e.items.map(plainExpression);
    case "object":
      return canonical(Object.fromEntries(Object.entries(e.entries).map(([k, v]) => [k, plainExpression(v)])));
    case "attribute":
      return e.attribute === undefined ? { Ref: e.of.name } : { "Fn::GetAtt": `${e.of.name}.${e.attribute}` };
    case "input":
      return { Ref: e.name };
  }
}

interface Written {
  readonly path: string;
  readonly text: string;
  readonly after: string;
  readonly before: Plain;
  readonly edits: readonly TextEdit[];
  readonly program: Program;
  readonly isStrict: boolean;
}

function wrongWith(made: Made, w: Written): string | undefined {
  const problems = (p: Program) => p.problems.filter((x) => x.path === w.path).map((x) => x.message);
  const program = read(w.path, w.after);
  const fresh = problems(program).filter((m) => !problems(w.program).includes(m));
  if (fresh.length > 0) return `it does not parse: ${fresh[0]}`;
  if (w.isStrict && !isStrictlyRight(w.after)) return "a strict reader does not take it";
  const tree = treeOf(w.path, w.after);
  const found = differences(w.before, tree);
  if (!made.expect(found, w.before, tree)) return `the tree differs otherwise: ${JSON.stringify(found).slice(0, 600)}`;
  const lost = lostComments(w);
  if (lost.length > 0) return `a comment is gone: ${lost[0]}`;
  return lostText(made, w);
}

/** Comments that are gone, and did not stand in what was taken away, nor behind it on its last line. */
function lostComments({ program, after, path, edits }: Written): string[] {
  const left = read(path, after).comments.map((c) => c.text);
  const lost: string[] = [];
  for (const comment of program.comments) {
    if (edits.some((e) => covers(e.span, comment.span))) continue;
    const i = left.indexOf(comment.text);
    if (i >= 0) left.splice(i, 1);
    else lost.push(comment.text);
  }
  return lost;
}

function covers(outer: Span, inner: Span): boolean {
  return outer.chunk === inner.chunk && outer.start <= inner.start && inner.end <= outer.end;
}

/** Line breaks of another kind, or lines that the edit did not have to take. */
function lostText(made: Made, { text, after, edits, program, path }: Written): string | undefined {
  const bare = (t: string) => (t.match(/(?<!\r)\n/g) ?? []).length;
  const inserted = edits.map((e) => e.newText).join("");
  if (text.includes("\r\n") && bare(text) === 0 && bare(inserted) > 0) return "a line break of another kind";
  if (made.intent.do === "addResource" || made.intent.do === "addInput") {
    const taken = edits.map((e) => spanText(e.span)).join("");
    if (/[^\s{}]/.test(taken)) return `text is gone: ${taken}`;
  }
  if (text.endsWith("\n") !== after.endsWith("\n") && !made.intent.do.startsWith("remove"))
    return "the last line break is gone or came";
  const source = program.sources.get(path)!;
  return edits.some((e) => !source.absolute(e.span)) ? "an edit lies nowhere" : undefined;
}
