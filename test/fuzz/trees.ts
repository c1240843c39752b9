/** What a template says as plain data, so that two of them can be compared, and where they differ. */
import { parseDocument } from "yaml";
import type { Node } from "../../server/languages/cloudformation/syntax.ts";
import { readWhole } from "../../server/languages/cloudformation/template.ts";

export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

export type Step = string | number;

export interface Difference {
  readonly path: readonly (string | number)[];
  /** Undefined where nothing stood or stands there. */
  readonly before: Plain | undefined;
  readonly after: Plain | undefined;
}

/** The tree of a template, read in one piece. */
export function treeOf(path: string, text: string): Plain {
  const template = readWhole(path, text);
  return Object.fromEntries(
    [...template.top].map(([key, e]) => [
      key,
      e.value.kind === "mapping" || template.sections.get(key)!.length > 0
        ? Object.fromEntries(template.sections.get(key)!.map((s) => [s.key, plainOf(s.value)]))
        : plainOf(e.value),
    ]),
  );
}

/** A node as data. Short and long forms of a function are the same. */
export function plainOf(node: Node): Plain {
  const plain: Plain =
    node.kind === "scalar"
      ? node.value
      : node.kind === "sequence"
        ? node.items.map(plainOf)
        : Object.fromEntries(node.entries.map((e) => [e.key, plainOf(e.value)]));
  if (node.tag === undefined) return canonical(plain);
  return canonical({ [longName(node.tag)]: plain });
}

function longName(tag: string): string {
  const name = tag.slice(1);
  return name === "Ref" || name === "Condition" ? name : `Fn::${name}`;
}

/** The steps to the outermost node of a text that stands exactly at a place; undefined where none does. */
export function stepsTo(path: string, text: string, start: number, end: number): Step[] | undefined {
  const template = readWhole(path, text);
  const search = (node: Node, steps: Step[]): Step[] | undefined => {
    if (node.span.start > start || node.span.end < end) return undefined;
    if (node.span.start === start && node.span.end === end) return steps;
    const inner: readonly (readonly [Step, Node])[] =
      node.kind === "mapping"
        ? node.entries.map((e) => [e.key, e.value] as const)
        : node.kind === "sequence"
          ? node.items.map((n, i) => [i, n] as const)
          : [];
    const named = node.tag === undefined ? steps : [...steps, longName(node.tag)];
    for (const [step, child] of inner) {
      const found = search(child, [...named, step]);
      if (found) return found;
    }
    return undefined;
  };
  for (const [section, e] of template.top) {
    const found = search(e.value, [section]);
    if (found) return found;
  }
  return undefined;
}

/** The tree with another value at a place; what lies between is made. Undefined where there is no such place. */
export function withValue(tree: Plain, steps: readonly Step[], value: Plain): Plain | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (typeof step === "number") {
    if (!Array.isArray(tree) || step >= tree.length) return undefined;
    const inner = withValue(tree[step]!, rest, value);
    return inner === undefined ? undefined : tree.with(step, inner);
  }
  if (tree === null) tree = {};
  if (!isObject(tree)) return undefined;
  const branches = tree["Fn::If"];
  if (step !== "Fn::If" && Array.isArray(branches) && Object.keys(tree).length === 1) {
    // A property of what a condition chooses is one of both branches.
    const [a, b] = branches.slice(1).map((branch) => withValue(branch, steps, value));
    return a === undefined || b === undefined ? undefined : { "Fn::If": [branches[0]!, a, b] };
  }
  const inner = withValue(Object.hasOwn(tree, step) ? tree[step]! : null, rest, value);
  return inner === undefined ? undefined : canonical({ ...tree, [step]: inner });
}

/** The tree without what stands at a place, nor what holds nothing after that. */
export function without(tree: Plain, steps: readonly Step[]): Plain | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return undefined;
  const holder = tree as { [key: string]: Plain };
  const inner = holder[step] === undefined ? undefined : without(holder[step], rest);
  if (Array.isArray(tree)) {
    const items = inner === undefined ? tree.toSpliced(Number(step), 1) : tree.with(Number(step), inner);
    return items.length === 0 ? undefined : items;
  }
  const entries = Object.entries(holder).flatMap(([k, v]) =>
    k !== step ? [[k, v] as const] : inner === undefined ? [] : [[k, inner] as const],
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The parts of `Fn::GetAtt` may be a list or joined with a dot. */
export function canonical(plain: Plain): Plain {
  if (typeof plain !== "object" || plain === null || Array.isArray(plain)) return plain;
  const parts = plain["Fn::GetAtt"];
  return Array.isArray(parts) && parts.every((p) => typeof p === "string") ? { "Fn::GetAtt": parts.join(".") } : plain;
}

/** The places where two trees differ. */
export function differences(before: Plain, after: Plain, path: readonly (string | number)[] = []): Difference[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length === after.length) return before.flatMap((b, i) => differences(b, after[i]!, [...path, i]));
    if (before.length > after.length) {
      const gone = before.length - after.length;
      let i = 0;
      while (i < after.length && same(before[i]!, after[i]!)) i++;
      const rest = before.slice(i + gone);
      if (same(rest, after.slice(i)))
        return before.slice(i, i + gone).map((b, k) => ({ path: [...path, i + k], before: b, after: undefined }));
    }
  } else if (isObject(before) && isObject(after)) {
    const order = Object.keys(before).filter((k) => k in after);
    if (
      !same(
        order,
        Object.keys(after).filter((k) => k in before),
      )
    )
      return [{ path, before, after }];
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
      const inner = [...path, key];
      if (!Object.hasOwn(before, key)) return [{ path: inner, before: undefined, after: after[key] }];
      if (!Object.hasOwn(after, key)) return [{ path: inner, before: before[key], after: undefined }];
      return differences(before[key]!, after[key]!, inner);
    });
  }
  return same(before, after) ? [] : [{ path, before, after }];
}

function isObject(plain: Plain): plain is { [key: string]: Plain } {
  return typeof plain === "object" && plain !== null && !Array.isArray(plain);
}

export function same(a: Plain, b: Plain): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether a strict reader of the format takes the text: what an editor, AWS and other tools use. */
export function isStrictlyRight(text: string): boolean {
  if (/^\uFEFF?\s*\{/.test(text)) {
    try {
      JSON.parse(text.replace(/^\uFEFF/, ""));
      return true;
    } catch {
      return false;
    }
  }
  return parseDocument(text, { logLevel: "silent", strict: true }).errors.length === 0;
}
