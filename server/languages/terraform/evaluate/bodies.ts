/** The body of a block as an object: arguments, and nested blocks as lists under their type. */
import { all, always, type Condition, not, opaque } from "../../../core/conditions.ts";
import { alternatives } from "../../../core/lookup.ts";
import type { Span } from "../../../core/span.ts";
import {
  choice,
  type Entry,
  entry,
  lazyEntry,
  list,
  missing,
  type ObjectValue,
  object,
  type Value,
} from "../../../core/values.ts";
import { elementsOf } from "../functions/conversions.ts";
import { identityOf } from "../functions/identity.ts";
import { reasonOf } from "../functions/outcomes.ts";
import { type Attribute, attributeOf, type Block, type Body, type Expression } from "../syntax.ts";
import { evaluate } from "./expressions.ts";
import { mentions } from "./mentions.ts";
import type { Scope } from "./scope.ts";

const MOST_BLOCKS = 1000;

/** Evaluates a body, each of its entries when somebody looks. `nameSpan` is what introduces it. */
export function bodyValue(
  body: Body,
  scope: Scope,
  places: { readonly span: Span; readonly nameSpan: Span },
  skip: ReadonlySet<string> = new Set(),
): ObjectValue {
  const entries = new Map<string, Entry>();
  const groups = new Map<string, Block[]>();
  for (const item of body.items) {
    const name = item.kind === "attribute" ? item.name : item.type === "dynamic" ? item.labels[0]?.text : item.type;
    if (name === undefined || skip.has(name)) continue;
    if (item.kind === "attribute") {
      if (!entries.has(name)) entries.set(name, attributeEntry(item, scope));
      continue;
    }
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  for (const [name, blocks] of groups) {
    if (entries.has(name)) continue;
    const keySpan = blocks[0]!.typeSpan;
    entries.set(
      name,
      lazyEntry(name, () => blocksValue(blocks, scope, places.span), keySpan),
    );
  }
  return object(entries.values(), { span: places.span }, { nameSpan: places.nameSpan });
}

function attributeEntry(attribute: Attribute, scope: Scope): Entry {
  return lazyEntry(attribute.name, () => evaluate(attribute.value, scope), attribute.nameSpan);
}

function blocksValue(blocks: readonly Block[], scope: Scope, outer: Span): Value {
  const items: Value[] = [];
  let closed = true;
  for (const block of blocks) {
    if (items.length > MOST_BLOCKS) {
      closed = false;
      break;
    }
    if (block.type === "dynamic") closed = addDynamic(block, scope, items) && closed;
    else items.push(labelled(block, bodyValue(block.body, scope, { span: block.span, nameSpan: block.typeSpan })));
  }
  // A dynamic block that makes none is no block at all.
  if (items.length === 0 && closed) return missing({ span: outer });
  return list(items, { span: blocks[0]?.span ?? outer }, closed);
}

/** A block with labels, `provisioner "file" { … }`, is an object of its labels, as it is written in JSON. */
function labelled({ labels, span, typeSpan }: Block, body: Value): Value {
  return labels.reduceRight<Value>(
    (value, label) => object([entry(label.text, value, label.span)], { span }, { nameSpan: typeSpan }),
    body,
  );
}

/** Adds the blocks that a `dynamic` block makes; false when it may make more. */
function addDynamic(block: Block, scope: Scope, items: Value[]): boolean {
  const content = block.body.blocks.find((b) => b.type === "content");
  const forEach = attributeOf(block.body, "for_each");
  if (!content || !forEach) return false;
  const label = block.labels[0];
  const iterator = iteratorName(attributeOf(block.body, "iterator")?.value) ?? label?.text ?? "";
  const nameSpan = label?.span ?? block.typeSpan;
  const make = (inner: Scope) => bodyValue(content.body, inner, { span: content.span, nameSpan });
  const collection = evaluate(forEach.value, scope);
  const origin = { span: block.span };
  let closed = true;
  for (const { value, condition } of alternatives(collection)) {
    const under = (item: Value) => items.push(conditional(item, condition, origin));
    if (value.kind === "list" || value.kind === "object") {
      closed &&= value.closed;
      for (const e of elementsOf({ ...value, closed: true }).slice(0, MOST_BLOCKS))
        under(make(scope.bind(iterator, iteratorValue(e, origin))));
    } else if (value.kind !== "absent") {
      closed = false;
      if (mentions(content.body, iterator)) continue;
      const some = someOf(value, scope, forEach.value);
      under(conditional(make(scope), some, origin));
    }
  }
  return closed;
}

/** A block that is there under a condition. */
function conditional(item: Value, when: Condition, origin: Value["origin"]): Value {
  if (when.kind === "always") return item;
  return choice(
    [
      { when, value: item },
      { when: not(when), value: missing(origin) },
    ],
    origin,
  );
}

function someOf(collection: Value, scope: Scope, node: Expression): Condition {
  const identity = identityOf(collection);
  const id = identity === undefined ? scope.module.uniqueTruth(node) : `${identity} is not empty`;
  return all(
    always,
    opaque(id, `${reasonOf(collection)}; it has at least one`, identity === undefined ? ["?"] : [identity]),
  );
}

function iteratorName(node: Expression | undefined): string | undefined {
  return node?.kind === "variable" ? node.name : undefined;
}

function iteratorValue(e: { readonly key: Value; readonly value: Value }, origin: Value["origin"]): Value {
  return object(
    [
      { key: "key", value: e.key },
      {
        key: "value",
        get value() {
          return e.value;
        },
      },
    ],
    origin,
  );
}
