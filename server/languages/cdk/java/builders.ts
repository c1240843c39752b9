/** Builders: `X.Builder.create(scope, id).a(x).build()` and `XProps.builder().a(x).build()` are `new X(…)`. */
import type { Argument, Expression, ObjectMember, Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { argumentNodes, readArguments, readExpression, readType } from "./expressions.ts";
import type { JavaReader, KeptBuilder } from "./reader.ts";

/** How many setters one chain may have. */
const LONGEST = 500;

interface Chain {
  /** What the chain starts with: what makes the builder, or the variable that holds one. */
  readonly root: SyntaxNode;
  /** The calls behind it, the first one first. */
  readonly calls: readonly SyntaxNode[];
}

/** `X.Builder.create(scope, id).a(x).build()` as an object of X; undefined for any other call. */
export function readBuilt(reader: JavaReader, node: SyntaxNode): Expression | undefined {
  if (nameOf(reader, node) !== "build" || argumentNodes(node).length > 0) return undefined;
  const object = node.child("object");
  const chain = object && chainOf(reader, object);
  if (!chain) return undefined;
  const kept = chain.root.type === "identifier" ? reader.builders.get(reader.text(chain.root)) : undefined;
  const made = kept ?? madeBuilder(reader, chain.root);
  if (!made) return undefined;
  const args: Argument[] = [...made.args];
  if (kept) {
    const value = readExpression(reader, chain.root);
    args.push({ value, spread: true, keywords: true, span: value.span });
  }
  args.push(...settersOf(reader, chain));
  const { callee, nameSpan, argsSpan } = made;
  return { kind: "new", callee, nameSpan, args, argsSpan, span: reader.span(node) };
}

/**
 * A builder that is kept in a variable: the variable holds what has been set so far.
 *
 * @returns undefined where the value is no builder, or one that has built already
 */
export function keepBuilder(reader: JavaReader, name: SyntaxNode, node: SyntaxNode): Expression | undefined {
  const chain = chainOf(reader, node);
  if (!chain || chain.calls.some((c) => nameOf(reader, c) === "build")) return undefined;
  const made = madeBuilder(reader, chain.root);
  if (!made) return undefined;
  reader.builders.set(reader.text(name), made);
  const members = settersOf(reader, chain).map(
    ({ name: key, nameSpan, value, span }): ObjectMember => ({
      kind: "property",
      key: key!,
      keySpan: nameSpan!,
      value,
      shorthand: false,
      span,
    }),
  );
  return { kind: "object", members, span: reader.span(node) };
}

/** `builder.a(x).b(y)` and `builder = builder.a(x)` as statements, for a builder that is kept in a variable. */
export function readKeptSetters(reader: JavaReader, node: SyntaxNode): Statement[] | undefined {
  const call = node.type === "assignment_expression" ? node.child("right") : node;
  if (call?.type !== "method_invocation") return undefined;
  const chain = chainOf(reader, call);
  if (chain?.root.type !== "identifier" || !reader.builders.has(reader.text(chain.root))) return undefined;
  if (chain.calls.some((c) => nameOf(reader, c) === "build")) return undefined;
  const object = readExpression(reader, chain.root);
  return settersOf(reader, chain).map(({ name, nameSpan, value, span }) => ({
    kind: "expression",
    value: {
      kind: "assign",
      target: { kind: "member", object, name: name!, nameSpan: nameSpan!, optional: false, span: nameSpan! },
      operator: "=",
      value,
      span,
    },
    span,
  }));
}

function chainOf(reader: JavaReader, node: SyntaxNode): Chain | undefined {
  const calls: SyntaxNode[] = [];
  let at = node;
  while (at.type === "method_invocation" && calls.length < LONGEST) {
    if (isMaker(reader, at)) return { root: at, calls: calls.reverse() };
    const object = at.child("object");
    if (!object) return undefined;
    calls.push(at);
    at = object;
  }
  if (at.type === "identifier" || at.type === "object_creation_expression") return { root: at, calls: calls.reverse() };
  return undefined;
}

/** Whether a call may make a builder: a method `create` or `builder` of something. */
function isMaker(reader: JavaReader, node: SyntaxNode): boolean {
  return /^(create|builder)$/.test(nameOf(reader, node) ?? "") && node.child("object")?.type !== "method_invocation";
}

/** What makes a builder: `X.Builder.create(…)`, `X.builder()`, `new X.Builder(…)`. */
function madeBuilder(reader: JavaReader, root: SyntaxNode): KeptBuilder | undefined {
  if (root.type === "object_creation_expression") {
    const type = root.child("type");
    const outer =
      type?.type === "scoped_type_identifier" && /\.Builder$/.test(reader.text(type)) ? type.parts[0] : undefined;
    return outer && built(reader, readType(reader, outer), root);
  }
  const name = nameOf(reader, root);
  const object = root.child("object");
  if (!object) return undefined;
  if (name === "builder" && argumentNodes(root).length === 0) {
    return isTypeName(reader, object) ? built(reader, readExpression(reader, object), root) : undefined;
  }
  if (name !== "create" || object.type !== "field_access") return undefined;
  const field = object.child("field");
  const type = object.child("object");
  if (!field || !type || reader.text(field) !== "Builder" || !isTypeName(reader, type)) return undefined;
  return built(reader, readExpression(reader, type), root);
}

function built(reader: JavaReader, callee: Expression, call: SyntaxNode): KeptBuilder {
  const list = call.child("arguments");
  return {
    callee,
    nameSpan: callee.kind === "member" ? callee.nameSpan : callee.span,
    args: readArguments(reader, call),
    argsSpan: list ? reader.span(list) : reader.range(call.end, call.end),
  };
}

function isTypeName(reader: JavaReader, node: SyntaxNode): boolean {
  return /(^|\.)[A-Z]\w*$/.test(reader.text(node)) && !/(^|\.)Immutable(Map|List|Set)$/.test(reader.text(node));
}

function nameOf(reader: JavaReader, node: SyntaxNode): string | undefined {
  const name = node.child("name");
  return name && reader.text(name);
}

/** What the calls of a chain set. One without a value is still being typed. */
function settersOf(reader: JavaReader, chain: Chain): Argument[] {
  return chain.calls.flatMap((call): Argument[] => {
    const name = call.child("name");
    const given = argumentNodes(call);
    if (!name || given.length === 0) return [];
    const [first] = given;
    const value =
      given.length === 1
        ? readExpression(reader, first!)
        : reader.opaque(
            call.child("arguments")!,
            "a setter of several values",
            given.map((g) => readExpression(reader, g)),
          );
    const dot = call.first(".")?.start ?? name.start;
    return [
      { name: reader.text(name), nameSpan: reader.span(name), value, spread: false, span: reader.range(dot, call.end) },
    ];
  });
}
