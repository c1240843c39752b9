/** Classes to IR: fields, methods, data classes, enumerations. */
import type { ClassExpression, Expression, FunctionExpression, ObjectMember } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { dataConstructor } from "./data-classes.ts";
import { decorated, decoratorName, isHarmless } from "./decorators.ts";
import { readExpression } from "./expressions.ts";
import { type MethodOf, readFunction } from "./functions.ts";
import type { PythonReader } from "./reader.ts";

type Field = ClassExpression["fields"][number];
type Method = ClassExpression["methods"][number];

/** Superclasses that add nothing that is followed. */
const NOTHING = /^(object|(abc\.)?ABC|(typing\.)?(Protocol|Generic\b.*|NamedTuple|TypedDict))$/;
const ENUM = /^(enum\.)?(Enum|IntEnum|StrEnum|Flag|IntFlag)$/;

export function readClass(
  reader: PythonReader,
  node: SyntaxNode,
  name: string,
  decorators: readonly SyntaxNode[],
): Expression {
  const bases = (node.child("superclasses")?.parts ?? []).filter((p) => p.type !== "keyword_argument");
  const spelled = bases.map((b) => reader.text(b).replace(/\s+/g, ""));
  if (spelled.some((b) => ENUM.test(b))) return enumeration(reader, node, name, spelled);
  const superclass = bases.find((_, i) => !NOTHING.test(spelled[i]!));
  // It is looked up where the class stands.
  const above = superclass && readExpression(reader, superclass);
  const body = reader.within(undefined, () => readBody(reader, node.child("body"), name));
  const isData =
    decorators.some((d) => /(^|\.)(dataclass|define|frozen|s)$/.test(decoratorName(reader, d))) ||
    spelled.some((b) => /(^|\.)(NamedTuple|BaseModel|BaseSettings)$/.test(b));
  const made =
    isData && !body.constructorFunction
      ? {
          ...body,
          constructorFunction: dataConstructor(
            reader,
            node,
            above !== undefined,
            new Set(body.methods.map((m) => m.name)),
          ),
        }
      : body;
  const nameNode = node.child("name");
  return {
    kind: "class",
    name,
    nameSpan: reader.span(nameNode ?? node),
    ...made,
    abstract: false,
    scoped: true,
    span: reader.span(node),
    ...(above && !spelled.some((b) => /(^|\.)(BaseModel|BaseSettings)$/.test(b)) && { superclass: above }),
  };
}

interface Body {
  readonly fields: Field[];
  readonly methods: Method[];
  readonly constructorFunction?: FunctionExpression;
}

function readBody(reader: PythonReader, block: SyntaxNode | undefined, className: string): Body {
  const fields: Field[] = [];
  const methods: Method[] = [];
  let constructorFunction: FunctionExpression | undefined;
  for (const part of block?.children ?? []) {
    const { definition, decorators } = decorated(part);
    if (definition?.type === "function_definition") {
      const method = readMethod(reader, definition, decorators, className);
      if (method?.name === "__init__") constructorFunction = method.body;
      else if (method) methods.push({ ...method, span: reader.span(part) });
    } else if (definition?.type === "class_definition") {
      const name = definition.child("name");
      if (!name) continue;
      const value = readClass(reader, definition, reader.text(name), decorators);
      fields.push({
        name: reader.text(name),
        span: reader.span(part),
        nameSpan: reader.span(name),
        value,
        static: true,
      });
    } else if (part.type === "expression_statement") {
      const field = readField(reader, part.parts[0]);
      if (field) fields.push(field);
    }
  }
  return { fields, methods, ...(constructorFunction && { constructorFunction }) };
}

/** `TIMEOUT = 15`, `timeout: int = 15`: seen through the class, and through each of its objects. */
function readField(reader: PythonReader, node: SyntaxNode | undefined): Field | undefined {
  const [left, right] = [node?.child("left"), node?.child("right")];
  if (node?.type !== "assignment" || left?.type !== "identifier" || !right) return undefined;
  return {
    name: reader.text(left),
    span: reader.span(node),
    nameSpan: reader.span(left),
    value: readExpression(reader, right),
    static: true,
  };
}

function readMethod(
  reader: PythonReader,
  node: SyntaxNode,
  decorators: readonly SyntaxNode[],
  className: string,
): Method | undefined {
  const name = node.child("name");
  if (!name || name.missing) return undefined;
  const names = decorators.map((d) => decoratorName(reader, d));
  // What an unknown decorator makes of a method is not known: it is left out.
  if (names.some((n) => !isHarmless(n) || /\.deleter$/.test(n))) return undefined;
  const has = (wanted: RegExp) => names.some((n) => wanted.test(n));
  const kind: MethodOf["kind"] = has(/staticmethod$/) ? "static" : has(/classmethod$/) ? "class" : "method";
  const isGetter = has(/(^|\.)(property|cached_property|getter|member)$/) && kind === "method";
  return {
    name: reader.text(name),
    kind: isGetter ? "get" : has(/\.setter$/) ? "set" : "method",
    static: kind !== "method",
    body: readFunction(reader, node, { className, kind }),
    span: reader.span(node),
  };
}

/** An enumeration is an object of its members; each knows its name and its value. */
function enumeration(reader: PythonReader, node: SyntaxNode, name: string, bases: readonly string[]): Expression {
  // Members of these are strings and numbers themselves.
  const plain = bases.some((b) => /(^|\.)(str|int|StrEnum|IntEnum|IntFlag)$/.test(b));
  const { fields } = reader.within(undefined, () => readBody(reader, node.child("body"), name));
  const members = fields.flatMap((f): ObjectMember[] => {
    if (!f.value || typeof f.name !== "string") return [];
    const given = { kind: "literal", value: f.name, span: f.nameSpan } as const;
    const property = (key: string, value: Expression): ObjectMember => ({
      kind: "property",
      key,
      keySpan: f.nameSpan,
      value,
      shorthand: false,
      span: f.span,
    });
    const both: Expression = {
      kind: "object",
      members: [
        property("name", { ...given, pieces: [{ kind: "piece", text: f.name, span: f.nameSpan }] }),
        property("value", f.value),
      ],
      span: f.span,
    };
    return [property(f.name, plain ? f.value : both)];
  });
  return { kind: "object", members, span: reader.span(node) };
}
