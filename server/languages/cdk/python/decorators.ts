/** What stands above a function or a class. */
import type { ClassExpression, Expression, FunctionExpression } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import type { PythonReader } from "./reader.ts";

export interface Decorated {
  readonly definition: SyntaxNode | undefined;
  readonly decorators: readonly SyntaxNode[];
}

/** A definition, and what decorates it. */
export function decorated(node: SyntaxNode): Decorated {
  if (node.type !== "decorated_definition") return { definition: node, decorators: [] };
  return { definition: node.child("definition"), decorators: node.children.filter((c) => c.type === "decorator") };
}

/** The name of a decorator as it is written, without its arguments: "property", "jsii.implements", "x.setter". */
export function decoratorName(reader: PythonReader, node: SyntaxNode): string {
  const expression = node.parts[0];
  const named = expression?.type === "call" ? expression.child("function") : expression;
  return named ? reader.text(named).replace(/\s+/g, "") : "";
}

/** Decorators that leave a function what it is, as far as its result goes. */
const HARMLESS =
  /^((functools\.)?(lru_cache|cache|wraps|cached_property)|(abc\.)?abstractmethod|(typing\.)?(override|final|no_type_check|overload)|(typeguard\.)?typechecked|(builtins\.)?(property|staticmethod|classmethod)|\w+\.(setter|getter|deleter)|jsii\.\w+)$/;

export function isHarmless(name: string): boolean {
  return HARMLESS.test(name);
}

/** A class stays what it is; a function may become anything. */
export function definedAs(
  reader: PythonReader,
  node: SyntaxNode,
  value: FunctionExpression | ClassExpression | Expression,
  decorators: readonly SyntaxNode[],
): Expression {
  if (value.kind !== "function") return value;
  const unknown = decorators.some((d) => !isHarmless(decoratorName(reader, d)));
  return unknown ? reader.opaque(node, "a function that a decorator changes", [value]) : value;
}
