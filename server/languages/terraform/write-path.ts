/** Finds where the path of a property leads in the tree of a resource. */
import type { Path } from "../../core/fixes.ts";
import {
  type Attribute,
  attributeOf,
  type Block,
  blocksOf,
  type Expression,
  type ObjectItem,
  type ObjectNode,
} from "./syntax.ts";

export type Found =
  /** It is written: an argument, or an entry of an object. */
  | { readonly kind: "value"; readonly value: Expression; readonly attribute?: Attribute; readonly entry?: ObjectEntry }
  | { readonly kind: "block"; readonly block: Block }
  /** It is not there: `rest` is missing in this block. */
  | { readonly kind: "missingInBlock"; readonly block: Block; readonly rest: readonly string[] }
  | { readonly kind: "missingInObject"; readonly object: ObjectNode; readonly rest: readonly string[] };

export interface ObjectEntry {
  readonly object: ObjectNode;
  readonly item: ObjectItem;
}

/** Follows a path; undefined where it leads through something that is not written out here. */
export function follow(block: Block, path: Path): Found | undefined {
  let at: Found = { kind: "block", block };
  for (let i = 0; i < path.length; i++) {
    const step = path[i]!;
    const next: Found | undefined =
      at.kind === "block" ? inBlock(at.block, path, i) : at.kind === "value" ? inValue(at.value, path, i) : at;
    if (!next) return undefined;
    if (next.kind === "missingInBlock" || next.kind === "missingInObject") return next;
    at = next;
    // The index of a block has been used together with its type.
    if (next.kind === "block" && typeof step === "string" && typeof path[i + 1] === "number") i++;
    // Labels are steps too: `provisioner "file" { … }` is an object of its label.
    if (next.kind === "block" && next.block !== block)
      for (const label of next.block.labels) {
        if (i + 1 === path.length) break;
        if (path[++i] !== label.text) return undefined;
      }
  }
  return at;
}

function inBlock(block: Block, path: Path, i: number): Found | undefined {
  const name = path[i];
  // A list of one block may be looked into without an index.
  if (typeof name !== "string") return name === 0 ? { kind: "block", block } : undefined;
  const attribute = attributeOf(block.body, name);
  if (attribute) return { kind: "value", value: attribute.value, attribute };
  if (block.body.blocks.some((b) => b.type === "dynamic" && b.labels[0]?.text === name)) return undefined;
  const blocks = blocksOf(block.body, name);
  const next = path[i + 1];
  const index = typeof next === "number" ? next : 0;
  if (blocks[index] && (typeof next === "number" || blocks.length === 1))
    return { kind: "block", block: blocks[index] };
  // One more block than there are.
  if (next === blocks.length && i + 2 === path.length) return { kind: "missingInBlock", block, rest: [name] };
  if (blocks.length > 0) return undefined;
  const rest = path.slice(i).filter((s, at) => !(typeof s === "number" && s === 0 && at > 0));
  return rest.every((s) => typeof s === "string") ? { kind: "missingInBlock", block, rest } : undefined;
}

function inValue(value: Expression, path: Path, i: number): Found | undefined {
  const step = path[i];
  let inner = value;
  while (inner.kind === "parentheses") inner = inner.of;
  if (inner.kind === "tuple" && typeof step === "number") {
    const item = inner.items[step];
    return item && { kind: "value", value: item };
  }
  if (inner.kind !== "object" || typeof step !== "string") return undefined;
  const object = inner;
  if (object.items.some((item) => item.name === undefined)) return undefined;
  const item = object.items.find((o) => o.name === step);
  if (item) return { kind: "value", value: item.value, entry: { object, item } };
  const rest = path.slice(i);
  return rest.every((s) => typeof s === "string") ? { kind: "missingInObject", object, rest } : undefined;
}

/** Every block in a block, at any depth, itself first, each with the blocks around it. */
export function* blocksWithin(
  block: Block,
  around: readonly Block[] = [],
): Generator<{ block: Block; around: readonly Block[] }> {
  yield { block, around };
  for (const inner of block.body.blocks) yield* blocksWithin(inner, [...around, block]);
}

/** Every expression in an expression that is written in brackets or as a string, itself first. */
export function* literalsWithin(e: Expression): Generator<Expression> {
  yield e;
  switch (e.kind) {
    case "parentheses":
      yield* literalsWithin(e.of);
      break;
    case "tuple":
      for (const item of e.items) yield* literalsWithin(item);
      break;
    case "object":
      for (const item of e.items) yield* literalsWithin(item.value);
      break;
    case "call":
      for (const arg of e.args) yield* literalsWithin(arg);
      break;
    case "conditional":
      yield* literalsWithin(e.then);
      yield* literalsWithin(e.otherwise);
      break;
    case "template":
      for (const part of e.parts) if (part.kind === "interpolation") yield* literalsWithin(part.expression);
      break;
  }
}
