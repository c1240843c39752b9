/**
 * The tree of a Terraform file, native or JSON.
 *
 * Every span points into the chunk that the node stands in. What could not be understood is an `error` node, or a
 * block that is not `closed`; what stands around it is there.
 */
import type { Comment, Problem } from "../../core/resources.ts";
import type { Source, Span } from "../../core/span.ts";
import type { Piece } from "../../core/values.ts";

/** A parsed file. Its chunks are kept and used again by the next version of it; see `parseFile` in parser.ts. */
export interface ParsedFile {
  readonly path: string;
  readonly text: string;
  readonly source: Source;
  /** "json": block or attribute was guessed by the known nesting; an object within a resource stays an expression. */
  readonly syntax: "native" | "json";
  /** What stands at the top level, in order. */
  readonly blocks: readonly Block[];
  readonly attributes: readonly Attribute[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/** A text that is one template: the file that `templatefile` reads. */
export interface ParsedTemplate {
  readonly source: Source;
  readonly parts: readonly TemplatePart[];
  readonly problems: readonly Problem[];
}

export interface Body {
  /** Attributes and blocks in the order in which they are written. */
  readonly items: readonly (Attribute | Block)[];
  /** In order; a name that is written twice is there twice (Terraform refuses it, the first one counts here). */
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  /** What is between the braces. */
  readonly span: Span;
}

export interface Attribute {
  readonly kind: "attribute";
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
  /** From the name to the end of the value. */
  readonly span: Span;
}

export interface Block {
  readonly kind: "block";
  readonly type: string;
  readonly typeSpan: Span;
  readonly labels: readonly Label[];
  readonly body: Body;
  /** From the type to the closing brace. */
  readonly span: Span;
  /** The type and the labels. */
  readonly headerSpan: Span;
  /** False when the closing brace, or all of the body, is not there (yet). */
  readonly closed: boolean;
}

export interface Label {
  readonly text: string;
  /** Without the quotes. */
  readonly span: Span;
}

export type Expression =
  | LiteralNode
  | TemplateNode
  | VariableNode
  | AttributeAccessNode
  | IndexNode
  | SplatNode
  | SplatItemNode
  | CallNode
  | UnaryNode
  | BinaryNode
  | ConditionalNode
  | TupleNode
  | ObjectNode
  | ForNode
  | ParenthesesNode
  | ErrorNode;

export interface LiteralNode {
  readonly kind: "literal";
  readonly value: number | boolean | null;
  readonly span: Span;
}

/**
 * A string. `"${x}"`, one interpolation and nothing else, is the value of x itself (a number stays a number); every
 * other template is a string.
 */
export interface TemplateNode {
  readonly kind: "template";
  readonly form: "quoted" | "heredoc";
  /** Strip markers and the indentation of `<<-` have been taken off already. */
  readonly parts: readonly TemplatePart[];
  /** With its quotes, or from `<<` to the end of the end marker. */
  readonly span: Span;
}

export type TemplatePart = LiteralPiece | Interpolation | IfDirective | ForDirective;

/** Literal characters: a run without escapes, one escape, or one line of a heredoc. Ready for `text` of the core. */
export interface LiteralPiece extends Piece {
  readonly span: Span;
}

export interface Interpolation {
  readonly kind: "interpolation";
  readonly expression: Expression;
  /** From `${` to `}`. */
  readonly span: Span;
}

/** `%{ if c }…%{ else }…%{ endif }` */
export interface IfDirective {
  readonly kind: "ifDirective";
  readonly condition: Expression;
  readonly then: readonly TemplatePart[];
  /** Empty when there is no `else`. */
  readonly otherwise: readonly TemplatePart[];
  readonly span: Span;
}

/** `%{ for k, v in c }…%{ endfor }` */
export interface ForDirective {
  readonly kind: "forDirective";
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: Expression;
  readonly parts: readonly TemplatePart[];
  readonly span: Span;
}

/** The first name of a traversal: `var`, `local`, `aws_instance`, a name that `for` binds. */
export interface VariableNode {
  readonly kind: "variable";
  readonly name: string;
  readonly span: Span;
}

export interface AttributeAccessNode {
  readonly kind: "access";
  readonly of: Expression;
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

/** `a[k]`, and `a.0` as a literal number. */
export interface IndexNode {
  readonly kind: "index";
  readonly of: Expression;
  readonly key: Expression;
  /** Written `.0`. */
  readonly legacy: boolean;
  readonly span: Span;
}

/**
 * `a[*].b.c`, `a.*.b`: `each` for every element of `of`; `item` is the node within `each` that stands for the
 * element. Null gives no element; what is no list is a list of one.
 */
export interface SplatNode {
  readonly kind: "splat";
  readonly form: "full" | "attribute";
  readonly of: Expression;
  readonly item: SplatItemNode;
  readonly each: Expression;
  readonly span: Span;
}

/** The element that a splat looks at. Each splat has its own; its span is that of the star. */
export interface SplatItemNode {
  readonly kind: "splatItem";
  readonly span: Span;
}

export interface CallNode {
  readonly kind: "call";
  /** With its namespace, where it has one: `provider::aws::arn_parse`. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expression[];
  /** The last argument is a list of arguments: `max(l...)`. */
  readonly expand: boolean;
  readonly span: Span;
}

export interface UnaryNode {
  readonly kind: "unary";
  readonly operator: "-" | "!";
  readonly of: Expression;
  readonly span: Span;
}

export type BinaryOperator = "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%";

export interface BinaryNode {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

export interface ConditionalNode {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
  readonly span: Span;
}

export interface TupleNode {
  readonly kind: "tuple";
  readonly items: readonly Expression[];
  readonly span: Span;
}

export interface ObjectNode {
  readonly kind: "object";
  readonly items: readonly ObjectItem[];
  readonly span: Span;
}

export interface ObjectItem {
  /** The key when it is a bare name or a string without interpolations. */
  readonly name?: string;
  /** The key as written; a bare name is a variable node, which is not to be looked up: `name` says it. */
  readonly key: Expression;
  /** Without quotes. */
  readonly keySpan: Span;
  readonly value: Expression;
}

export interface ForNode {
  readonly kind: "for";
  readonly result: "list" | "object";
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: Expression;
  /** The key of an object's entry. */
  readonly key?: Expression;
  readonly value: Expression;
  /** `...`: entries with one key become a list. */
  readonly group: boolean;
  readonly condition?: Expression;
  readonly span: Span;
}

export interface ParenthesesNode {
  readonly kind: "parentheses";
  readonly of: Expression;
  readonly span: Span;
}

/** What could not be understood. Its value is unknown. */
export interface ErrorNode {
  readonly kind: "error";
  readonly reason: string;
  readonly span: Span;
}

/** The text of a template without interpolations; undefined for every other expression. */
export function constantText(e: Expression): string | undefined {
  if (e.kind !== "template") return undefined;
  let all = "";
  for (const part of e.parts) {
    if (part.kind !== "piece") return undefined;
    all += part.text;
  }
  return all;
}

/** The first attribute with a name. */
export function attributeOf(body: Body, name: string): Attribute | undefined {
  return body.attributes.find((a) => a.name === name);
}

/** The blocks of a type. */
export function blocksOf(body: Body, type: string): readonly Block[] {
  return body.blocks.filter((b) => b.type === type);
}
