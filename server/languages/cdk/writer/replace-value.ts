/** Writes another value where one is used. */
import type { Expression } from "../../../core/fixes.ts";
import type { Value } from "../../../core/values.ts";
import { isEnumMember, siblingMember, spellingOf } from "../lowering/plain-values.ts";
import { asWritten } from "./as-written.ts";
import type { Edits, IrWriting } from "./index.ts";
import type { IrNode, IrTree } from "./ir-tree.ts";
import { render } from "./render.ts";
import { factoryCall, literalAt, respelled } from "./spelling.ts";
import { placeOf, type ValuePlace } from "./value-place.ts";

export function replaceValue(value: Value, wanted: Expression, writing: IrWriting): Edits {
  if (value.kind === "absent" && !value.written) return undefined;
  const to = asWritten(value, wanted);
  const place = placeOf(value);
  const tree = place && writing.treeOf(place.span.chunk);
  const node = tree && place && written(tree, place);
  if (!node || !tree) return undefined;
  const literal = to.kind === "literal" ? to.value : undefined;
  const { start, end } = node.span;
  if (isEnumMember(value) && node.kind !== "literal") return otherMember(tree, node, value, literal);
  const spelling = spellingOf(value);
  if (spelling && !isInsideFactory(tree, place, value, writing)) {
    const factory = factoryCall(node, spelling, writing);
    return factory && literal !== undefined ? respelled(tree, factory, spelling, { literal }, writing) : undefined;
  }
  if (node.kind === "literal" && literal !== undefined) {
    const text = literalAt(tree, start, end, literal, writing);
    return text === undefined ? undefined : [tree.edit(start, end, text)];
  }
  const text = render(to, writing);
  return text === undefined ? undefined : [tree.edit(start, end, text)];
}

/** Whether the place lies behind the factory's call that spells the value: then plain data stands there. */
function isInsideFactory(tree: IrTree, place: ValuePlace, value: Value, writing: IrWriting): boolean {
  const spelling = spellingOf(value)!;
  return place.steps.slice(0, place.index).some((span) => {
    const path = span.chunk === tree.chunk ? tree.exactly(span) : writing.treeOf(span.chunk)?.exactly(span);
    return factoryCall(path?.at(-1), spelling, writing) !== undefined;
  });
}

/** The node to write over: in a conditional the branch that the value came from. */
function written(tree: IrTree, place: ValuePlace): IrNode | undefined {
  const node = tree.exactly(place.span)?.at(-1);
  if (!node || !chooses(node)) return node;
  for (const span of place.steps.slice(place.index + 1)) {
    if (span.chunk !== tree.chunk || span.start < node.span.start || span.end > node.span.end) continue;
    const inner = tree.exactly(span)?.at(-1);
    if (inner && inner !== node && !chooses(inner)) return inner;
  }
  return undefined;
}

function chooses(node: IrNode): boolean {
  return node.kind === "conditional" || (node.kind === "binary" && /^(\|\||&&|\?\?)$/.test(node.operator));
}

/** `EbsDeviceVolumeType.GP2`: another member of the same enum. */
function otherMember(tree: IrTree, node: IrNode, value: Value, literal: string | number | boolean | undefined): Edits {
  if (node.kind !== "member" || literal === undefined || typeof literal === "boolean") return undefined;
  const member = siblingMember(value, literal);
  return member === undefined ? undefined : [tree.edit(node.nameSpan.start, node.nameSpan.end, member)];
}
