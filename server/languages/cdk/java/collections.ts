/** Lists and maps that are written out: `List.of(…)`, `Map.of(…)`, `new HashMap<>() {{ put(…); }}`. */
import type { Expression, ListItem, ObjectMember } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { argumentNodes, readExpression } from "./expressions.ts";
import type { JavaReader } from "./reader.ts";

const LISTS = new Set([
  "List.of",
  "Set.of",
  "Arrays.asList",
  "Collections.singletonList",
  "Collections.singleton",
  "Collections.emptyList",
  "Collections.emptySet",
  "ImmutableList.of",
  "ImmutableSet.of",
  "Lists.newArrayList",
  "Sets.newHashSet",
  "Stream.of",
]);
const MAPS = new Set([
  "Map.of",
  "Collections.singletonMap",
  "Collections.emptyMap",
  "ImmutableMap.of",
  "Maps.newHashMap",
]);
const LIST_CLASS = /^(ArrayList|LinkedList|Vector|HashSet|LinkedHashSet|TreeSet|CopyOnWriteArrayList|ArrayDeque)$/;
const MAP_CLASS = /^(HashMap|LinkedHashMap|TreeMap|ConcurrentHashMap|Hashtable|Properties)$/;

/** A call that makes a list or a map; undefined for any other. */
export function readCollectionCall(reader: JavaReader, node: SyntaxNode): Expression | undefined {
  const object = node.child("object");
  const name = node.child("name");
  if (!object || !name) return undefined;
  const called = `${lastStep(reader.text(object))}.${reader.text(name)}`;
  const given = argumentNodes(node);
  if (LISTS.has(called)) {
    // One that is no literal may be an array, which is taken apart, or a list, which is not.
    if (given.length === 1 && /^(List|Set|Arrays|Stream)\./.test(called) && !isPlain(given[0]!)) return undefined;
    return { kind: "list", items: given.map((g) => item(reader, g)), span: reader.span(node) };
  }
  if (MAPS.has(called)) return map(reader, node, pairs(given));
  if (called === "Map.ofEntries") {
    const entries = given.map((g) => entryOf(reader, g));
    return entries.every((e) => e !== undefined) ? map(reader, node, entries) : undefined;
  }
  return called.endsWith(".build") ? immutable(reader, node) : undefined;
}

/** `new ArrayList<>(…)`, `new HashMap<>() {{ put(…); }}`; undefined for any other object. */
export function readNewCollection(reader: JavaReader, node: SyntaxNode): Expression | undefined {
  const type = node.child("type");
  const name = type ? lastStep(reader.name(type)) : "";
  const isList = LIST_CLASS.test(name);
  if (!isList && !MAP_CLASS.test(name)) return undefined;
  const given = argumentNodes(node);
  const body = node.first("class_body");
  const filled = body && fillings(reader, body, isList ? "add" : "put");
  if ((body && !filled) || given.length > 1) return undefined;
  const copied = given.filter((g) => !/integer/.test(g.type));
  const span = reader.span(node);
  if (isList)
    return {
      kind: "list",
      items: [
        ...copied.map((g) => ({ ...item(reader, g), spread: true })),
        ...(filled ?? []).flatMap((call) => argumentNodes(call).map((g) => item(reader, g))),
      ],
      span,
    };
  const members = copied.map(
    (g): ObjectMember => ({ kind: "spread", value: readExpression(reader, g), span: reader.span(g) }),
  );
  for (const call of filled ?? []) members.push(...(map(reader, call, pairs(argumentNodes(call)))?.members ?? []));
  return { kind: "object", members, span };
}

/** The calls in `{{ put(…); put(…); }}`; undefined where there is something else. */
function fillings(reader: JavaReader, body: SyntaxNode, method: string): SyntaxNode[] | undefined {
  const calls: SyntaxNode[] = [];
  for (const part of body.parts) {
    if (part.type !== "block") return undefined;
    for (const statement of part.parts) {
      const call = statement.type === "expression_statement" ? statement.first("method_invocation") : undefined;
      const object = call?.child("object");
      const name = call?.child("name");
      if (!call || !name || (object && object.type !== "this") || reader.text(name) !== method) return undefined;
      calls.push(call);
    }
  }
  return calls;
}

/** `ImmutableMap.builder().put(k, v).build()`, `ImmutableList.builder().add(x).build()`. */
function immutable(reader: JavaReader, node: SyntaxNode): Expression | undefined {
  const calls: SyntaxNode[] = [];
  let at = node.child("object");
  while (at?.type === "method_invocation" && calls.length < 500) {
    calls.unshift(at);
    at = at.child("object");
  }
  const kind = at && /(?:^|\.)Immutable(Map|List|Set)$/.exec(reader.text(at))?.[1];
  const [builder, ...added] = calls;
  if (!kind || !builder || reader.text(builder.child("name") ?? builder) !== "builder") return undefined;
  const method = kind === "Map" ? "put" : "add";
  if (added.some((c) => reader.text(c.child("name") ?? c) !== method)) return undefined;
  const given = added.flatMap(argumentNodes);
  if (kind === "Map") return map(reader, node, pairs(given));
  return { kind: "list", items: given.map((g) => item(reader, g)), span: reader.span(node) };
}

function lastStep(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).trim();
}

function isPlain(node: SyntaxNode): boolean {
  return /literal|creation|lambda|binary|string|true|false/.test(node.type) || node.type === "method_invocation";
}

function item(reader: JavaReader, node: SyntaxNode): ListItem {
  const value = readExpression(reader, node);
  return { value, spread: false, span: value.span };
}

function pairs(given: readonly SyntaxNode[]): [SyntaxNode, SyntaxNode][] | undefined {
  if (given.length % 2 !== 0) return undefined;
  const found: [SyntaxNode, SyntaxNode][] = [];
  for (let i = 0; i < given.length; i += 2) found.push([given[i]!, given[i + 1]!]);
  return found;
}

/** `Map.entry(k, v)`, `entry(k, v)`, `new SimpleEntry<>(k, v)`. */
function entryOf(reader: JavaReader, node: SyntaxNode): [SyntaxNode, SyntaxNode] | undefined {
  const name = node.child("name") ?? node.child("type");
  const given = argumentNodes(node);
  if (!name || given.length !== 2 || !/(^|\.)(entry|SimpleEntry|SimpleImmutableEntry)$/.test(reader.name(name)))
    return undefined;
  return [given[0]!, given[1]!];
}

function map(
  reader: JavaReader,
  node: SyntaxNode,
  entries: readonly [SyntaxNode, SyntaxNode][] | undefined,
): Extract<Expression, { kind: "object" }> | undefined {
  if (!entries) return undefined;
  const members = entries.map(([keyNode, valueNode]): ObjectMember => {
    const read = readExpression(reader, keyNode);
    const key = read.kind === "literal" && read.value !== undefined ? String(read.value) : read;
    return {
      kind: "property",
      key,
      keySpan: reader.span(keyNode),
      value: readExpression(reader, valueNode),
      shorthand: false,
      span: reader.range(keyNode.start, valueNode.end),
    };
  });
  return { kind: "object", members, span: reader.span(node) };
}
