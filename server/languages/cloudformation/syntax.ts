/** The syntax of a template, the same for YAML and JSON: a tolerant tree whose places lie in chunks. */
import type { Comment, Problem } from "../../core/resources.ts";
import type { Chunk, Source, Span } from "../../core/span.ts";

export type Node = ScalarNode | SequenceNode | MappingNode;

interface NodeBase {
  /** All of it, its tag included. */
  readonly span: Span;
  /** Without the tag; the same object as `span` where there is none. */
  readonly content: Span;
  /** A YAML short form: "!Sub". */
  readonly tag?: string;
}

export interface ScalarNode extends NodeBase {
  readonly kind: "scalar";
  /** `null` for nothing: an empty value, `null`, `~`. */
  readonly value: string | number | boolean | null;
  /** "double" is also every string of JSON; "empty" where no character stands for it. */
  readonly style: "plain" | "single" | "double" | "block" | "empty";
}

export interface SequenceNode extends NodeBase {
  readonly kind: "sequence";
  readonly items: readonly Node[];
  readonly flow: boolean;
}

export interface MappingNode extends NodeBase {
  readonly kind: "mapping";
  readonly entries: readonly MappingEntry[];
  readonly flow: boolean;
}

export interface MappingEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
  /** Where the value is an alias: the alias. The value itself stands elsewhere. */
  readonly alias?: Span;
  /** True where it includes a file whose entries stand behind it. */
  readonly isIncluded?: true;
}

/** What a chunk says by itself. */
export interface ParsedChunk {
  /** The entries of the mapping that the chunk is a part of. */
  readonly entries: readonly MappingEntry[];
  /** How deep the entries stand: 0, or more in a section. Text may be indented as a whole. */
  readonly indent: number;
  /** True in JSON where no comma follows the last entry: then no other one may follow. */
  readonly isOpen?: boolean;
  /** The nodes that have an anchor, by its name; the last one of a name. */
  readonly anchors?: ReadonlyMap<string, Node>;
  /** What the aliases stand for whose anchors are in chunks before it; it says the same only while these are. */
  readonly used?: ReadonlyMap<string, Node | undefined>;
  /** The nodes that aliases in it stand for, in whatever chunk. */
  readonly shared?: readonly Node[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

export interface Template {
  readonly source: Source;
  readonly format: "yaml" | "json";
  /** The entries of the template. A section that is spread over chunks has its header's value, and `sections`. */
  readonly top: ReadonlyMap<string, MappingEntry>;
  /** The entries of each top-level section that is a mapping. */
  readonly sections: ReadonlyMap<string, readonly MappingEntry[]>;
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
  /** The chunks that cannot be read as a whole, and those that stand on them by an alias. */
  readonly broken: ReadonlySet<Chunk>;
  /** What stands in one place and is meant in several: the nodes that aliases stand for. */
  readonly shared: readonly Node[];
  /** The files that it includes. Their entries stand among its own. */
  readonly included?: readonly Template[];
}

/** The value of a key, where a node is a mapping that has it. */
export function child(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === "mapping" ? node.entries.find((e) => e.key === key)?.value : undefined;
}

/** The text of a scalar node that is not nothing. */
export function scalarText(node: Node | undefined): string | undefined {
  return node?.kind === "scalar" && node.value !== null ? String(node.value) : undefined;
}

export function scalarNode(
  value: ScalarNode["value"],
  style: ScalarNode["style"],
  content: Span,
  span: Span = content,
  tag?: string,
): ScalarNode {
  return tag === undefined
    ? { kind: "scalar", value, style, span, content }
    : { kind: "scalar", value, style, span, content, tag };
}

export function place(chunk: Chunk, start: number, end: number): Span {
  return { chunk, start, end };
}
