/** Sets and removes props where they are written as named arguments. */
import type { Expression, Path } from "../../../core/fixes.ts";
import type { Resource } from "../../../core/resources.ts";
import type { Argument, Call, New, Expression as Node } from "../ir.ts";
import type { Native } from "../lowering/lower.ts";
import type { PropTarget } from "../lowering/model.ts";
import type { Edits, IrWriting } from "./index.ts";
import type { IrTree, NamedArgument } from "./ir-tree.ts";
import { appendElement, removeElement } from "./list-edits.ts";
import { propPath } from "./prop-path.ts";
import { render } from "./render.ts";
import { factoryCall, literalAt, respelled, spell } from "./spelling.ts";
import { spellingOfProp } from "./spelling-of-prop.ts";

type Holder = New | Call;

/** What holds the props of a construct: its own arguments, or the struct that is handed to it. */
function holderOf(resource: Resource, writing: IrWriting): { tree: IrTree; holder: Holder } | undefined {
  const { node } = (resource.native as Native).construct;
  const tree = writing.treeOf(node.span.chunk);
  const found = tree?.exactly(node.span)?.find((n): n is Holder => n.kind === "new" || n.kind === "call");
  if (!tree || !found || found.args.some((a) => a.spread)) return undefined;
  const [, , props] = positional(found);
  if (!props) return { tree, holder: found };
  return props.value.kind === "new" ? { tree, holder: props.value } : undefined;
}

function positional(holder: Holder): readonly Argument[] {
  return holder.args.filter((a) => a.name === undefined);
}

function namedOf(holder: Holder): readonly NamedArgument[] {
  return holder.args.filter((a): a is NamedArgument => a.name !== undefined);
}

/** The argument of a name; "unclear" when it is written twice, or something unknown may say it. */
function find(holder: Holder, name: string, { source }: IrWriting): NamedArgument | "unclear" | undefined {
  if (holder.args.some((a) => a.spread)) return "unclear";
  const found = namedOf(holder).filter((a) => source.dialect.memberName(a.name) === name);
  return found.length > 1 ? "unclear" : found[0];
}

/** Writes a prop, whether it is there or not. */
export function setNamed(resource: Resource, path: Path, to: Expression, writing: IrWriting): Edits {
  const target = propPath(resource, path);
  const held = target && holderOf(resource, writing);
  if (!target || !held) return undefined;
  const { tree } = held;
  const found = inner(held.holder, target.steps.slice(0, -1), writing);
  const name = target.steps[target.steps.length - 1];
  if (!found || typeof name !== "string") return undefined;
  const argument = find(found, name, writing);
  if (argument === "unclear") return undefined;
  if (argument) return overwritten(tree, argument.value, target.declared, to, writing);
  const text = spelled(tree, target.declared, to, writing);
  return text === undefined
    ? undefined
    : append(tree, found, writing.idiom.named(writing.idiom.name(name), text), writing);
}

/** Another value in place of the one that is written: in the quotes, the helper or the factory that stand there. */
function overwritten(
  tree: IrTree,
  node: Node,
  declared: PropTarget | undefined,
  to: Expression,
  writing: IrWriting,
): Edits {
  const { start, end } = node.span;
  const spelling = declared ? spellingOfProp(declared, tree.chunk) : "plain";
  if (to.kind === "literal" && spelling && spelling !== "plain") {
    const factory = factoryCall(node, spelling, writing);
    if (factory) return respelled(tree, factory, spelling, { literal: to.value }, writing);
  }
  const text =
    to.kind === "literal" && node.kind === "literal" && spelling === "plain"
      ? literalAt(tree, start, end, to.value, writing)
      : spelled(tree, declared, to, writing);
  return text === undefined ? undefined : [tree.edit(start, end, text)];
}

/** Removes a prop that is written. */
export function removeNamed(resource: Resource, path: Path, writing: IrWriting): Edits {
  const target = propPath(resource, path);
  const held = target && holderOf(resource, writing);
  const found = held && inner(held.holder, target.steps.slice(0, -1), writing);
  const name = target?.steps[target.steps.length - 1];
  if (!held || !found || typeof name !== "string") return undefined;
  const argument = find(found, name, writing);
  if (!argument || argument === "unclear") return undefined;
  const { tree } = held;
  if (writing.idiom.isChained(argument, tree.text)) return [removedLink(tree, argument)];
  return removeElement(tree, ranges(found), found.args.indexOf(argument), closeOf(found));
}

/** The struct that steps lead to from another one. */
function inner(holder: Holder, steps: Path, writing: IrWriting): Holder | undefined {
  let at: Node = holder;
  for (const step of steps) {
    if (typeof step === "number") {
      if (at.kind !== "list" || at.items.slice(0, step + 1).some((i) => i.spread)) return undefined;
      const item: Node | undefined = at.items[step]?.value;
      if (!item) return undefined;
      at = item;
      continue;
    }
    if (at.kind !== "new" && at.kind !== "call") return undefined;
    const argument = find(at, step, writing);
    if (!argument || argument === "unclear") return undefined;
    at = argument.value;
  }
  return at.kind === "new" || at.kind === "call" ? at : undefined;
}

function spelled(
  tree: IrTree,
  declared: PropTarget | undefined,
  to: Expression,
  writing: IrWriting,
): string | undefined {
  const spelling = declared ? spellingOfProp(declared, tree.chunk) : "plain";
  if (spelling === undefined) return undefined;
  if (spelling === "plain") return render(to, writing);
  return to.kind === "literal" ? spell(tree, spelling, { literal: to.value }, writing) : undefined;
}

const ranges = (holder: Holder) => holder.args.map((a) => a.span);

/** The bracket that closes the arguments. */
const closeOf = (holder: Holder) => holder.argsSpan.end - 1;

function append(tree: IrTree, holder: Holder, added: string, { idiom }: IrWriting): Edits {
  const named = namedOf(holder);
  const last = named[named.length - 1];
  if (last && idiom.isChained(last, tree.text)) {
    const { start, end } = last.span;
    const alone = tree.text.slice(tree.lineStart(start), start).trim() === "";
    return [tree.edit(end, end, alone ? `${tree.newline}${tree.indentAt(start)}${added}` : added)];
  }
  if (added.startsWith(".")) {
    // A builder that has set nothing yet.
    const build = /\s*\.\s*build\s*\(\s*\)$/.exec(tree.textOf(holder.span));
    if (!build) return undefined;
    const at = holder.span.start + build.index;
    return [tree.edit(at, at, added)];
  }
  const close = closeOf(holder);
  if (!/[)}]/.test(tree.text[close] ?? "")) return undefined;
  if (holder.args.length > 0) return appendElement(tree, ranges(holder), close, added);
  const empty = tree.text.slice(holder.argsSpan.start + 1, close);
  if (empty.trim() !== "") return undefined;
  const space = tree.text[close] === "}" && empty !== "" ? " " : "";
  return [tree.edit(close - empty.length, close, `${space}${added}${space}`)];
}

/** Removes a call from a chain, with its line where it has one of its own. */
function removedLink(tree: IrTree, argument: NamedArgument) {
  const { start, end } = argument.span;
  const line = tree.lineStart(start);
  const alone =
    tree.text.slice(line, start).trim() === "" && /^[ \t]*(?:\/\/.*)?$/.test(tree.text.slice(end, tree.lineEnd(end)));
  return alone ? tree.edit(line, tree.nextLine(end), "") : tree.edit(start, end, "");
}
