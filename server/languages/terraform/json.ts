/**
 * Parses `.tf.json` to the same tree as native syntax.
 *
 * JSON does not say what is a block and what is an argument. At the known places of the language it is a block; what
 * lies within a resource, a provider or a module call is an argument, and the evaluator treats its objects as blocks.
 */
import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Comment, Problem } from "../../core/resources.ts";
import { type Chunk, cutChunks, Source, type Span } from "../../core/span.ts";
import { stringPieces } from "./json-strings.ts";
import { parseExpression } from "./parse-expression.ts";
import { templateParts } from "./parse-template.ts";
import { DEEPEST, Parsing } from "./parsing.ts";
import { placeOf } from "./placed-text.ts";
import {
  type Attribute,
  type Block,
  type Body,
  constantText,
  type Expression,
  type Label,
  type ObjectItem,
  type ParsedFile,
  type TemplateNode,
} from "./syntax.ts";

/** What the keys of a body introduce: blocks with so many labels, and what is in them. */
interface Nesting {
  readonly labels: number;
  readonly inside: Readonly<Record<string, Nesting>>;
}

const block = (labels: number, inside: Readonly<Record<string, Nesting>> = {}): Nesting => ({ labels, inside });

const CONDITIONS = { precondition: block(0), postcondition: block(0) };
const RESOURCE: Readonly<Record<string, Nesting>> = {
  lifecycle: block(0, CONDITIONS),
  connection: block(0),
  provisioner: block(1, { connection: block(0) }),
  dynamic: block(1, { content: block(0, { dynamic: block(1, { content: block(0) }) }) }),
};
const TOP: Readonly<Record<string, Nesting>> = {
  resource: block(2, RESOURCE),
  data: block(2, RESOURCE),
  ephemeral: block(2, RESOURCE),
  module: block(1),
  variable: block(1, { validation: block(0) }),
  output: block(1, { precondition: block(0) }),
  provider: block(1),
  locals: block(0),
  terraform: block(0, { backend: block(1), required_providers: block(0), cloud: block(0), provider_meta: block(1) }),
  check: block(1, { data: block(2), assert: block(0) }),
  moved: block(0),
  import: block(0),
  removed: block(0, { lifecycle: block(0) }),
};

interface ParsedJson {
  readonly body: Body;
  readonly problems: readonly Problem[];
}

const parsed = new WeakMap<Chunk, ParsedJson>();

/** Parses a JSON file: `.tf.json`, or `.tfvars.json`, which holds values only. Never throws. */
export function parseJsonFile(path: string, text: string, previous?: ParsedFile): ParsedFile {
  const chunks = cutChunks(path, [text], previous?.path === path ? previous.source.chunks : []);
  return parseJsonSource(new Source(path, text, chunks));
}

/** The same for a version of a file that is one chunk already. */
export function parseJsonSource(source: Source): ParsedFile {
  const { path, text } = source;
  const chunk = source.chunks[0]!;
  let result = parsed.get(chunk);
  if (!result) {
    result = new JsonReader(chunk).read();
    parsed.set(chunk, result);
  }
  const { body, problems } = result;
  const comments: readonly Comment[] = [];
  return { path, text, source, syntax: "json", blocks: body.blocks, attributes: body.attributes, comments, problems };
}

class JsonReader {
  readonly #chunk: Chunk;
  readonly #problems: Problem[] = [];
  /** In a file of values strings are no templates. */
  readonly #values: boolean;

  constructor(chunk: Chunk) {
    this.#chunk = chunk;
    this.#values = chunk.path.endsWith(".tfvars.json");
  }

  read(): ParsedJson {
    const text = this.#chunk.text.replace(/^\uFEFF/, " ");
    const items: (Attribute | Block)[] = [];
    const tooDeep = deepPlace(text);
    if (tooDeep >= 0) this.#problem("This lies too deep in brackets to be read.", tooDeep, tooDeep + 1);
    else {
      const errors: ParseError[] = [];
      const tree = parseTree(text, errors, { allowTrailingComma: false, disallowComments: true });
      for (const e of errors) this.#problem(`This is no JSON: ${inWords(e)}.`, e.offset, e.offset + e.length);
      if (tree?.type === "object") this.#readBody(tree, this.#values ? {} : TOP, items);
      else if (tree?.type === "array" && !this.#values)
        for (const part of tree.children ?? []) this.#readBody(part, TOP, items);
      else if (tree && errors.length === 0)
        this.#problem("An object is expected here.", tree.offset, tree.offset + tree.length);
    }
    return { body: bodyOf(items, this.#span(0, text.length)), problems: this.#problems };
  }

  #readBody(node: Node, inside: Readonly<Record<string, Nesting>>, items: (Attribute | Block)[]): void {
    for (const { key, value } of properties(node)) {
      const name = String(key.value);
      if (name === "//") continue;
      const nesting = Object.hasOwn(inside, name) ? inside[name] : undefined;
      if (nesting) this.#readBlocks(name, this.#inner(key), key, value, nesting, [], items);
      else
        items.push({
          kind: "attribute",
          name,
          nameSpan: this.#inner(key),
          value: this.#expression(value),
          span: this.#span(key.offset, value.offset + value.length),
        });
    }
  }

  #readBlocks(
    type: string,
    typeSpan: Span,
    key: Node,
    value: Node,
    nesting: Nesting,
    labels: readonly Label[],
    items: (Attribute | Block)[],
  ): void {
    if (value.type === "array") {
      for (const one of value.children ?? []) this.#readBlocks(type, typeSpan, key, one, nesting, labels, items);
      return;
    }
    if (value.type !== "object") {
      if (value.type !== "null")
        this.#problem(`An object is expected for "${type}".`, value.offset, value.offset + value.length);
      return;
    }
    if (labels.length < nesting.labels) {
      for (const one of properties(value)) {
        if (one.key.value === "//") continue;
        const label = { text: String(one.key.value), span: this.#inner(one.key) };
        this.#readBlocks(type, typeSpan, one.key, one.value, nesting, [...labels, label], items);
      }
      return;
    }
    const inner: (Attribute | Block)[] = [];
    this.#readBody(value, nesting.inside, inner);
    items.push({
      kind: "block",
      type,
      typeSpan,
      labels,
      body: bodyOf(inner, this.#span(value.offset + 1, value.offset + Math.max(1, value.length - 1))),
      span: this.#span(key.offset, value.offset + value.length),
      headerSpan: this.#span(key.offset, key.offset + key.length),
      closed: this.#chunk.text.charAt(value.offset + value.length - 1) === "}",
    });
  }

  #expression(node: Node): Expression {
    const span = this.#span(node.offset, node.offset + node.length);
    switch (node.type) {
      case "string":
        return this.#template(node);
      case "number":
      case "boolean":
        return { kind: "literal", value: node.value as number | boolean, span };
      case "null":
        return { kind: "literal", value: null, span };
      case "array":
        return { kind: "tuple", items: (node.children ?? []).map((item) => this.#expression(item)), span };
      case "object":
        return { kind: "object", items: this.#items(node), span };
      default:
        return { kind: "error", reason: "it is no JSON value", span };
    }
  }

  #items(node: Node): ObjectItem[] {
    const items: ObjectItem[] = [];
    for (const { key, value } of properties(node)) {
      if (key.value === "//") continue;
      const template = this.#template(key);
      const name = constantText(template);
      items.push({
        ...(name !== undefined && { name }),
        key: template,
        keySpan: this.#inner(key),
        value: this.#expression(value),
      });
    }
    return items;
  }

  #template(node: Node): TemplateNode {
    const inner = this.#inner(node);
    const pieces = stringPieces(this.#chunk, inner.start, inner.end);
    const span = this.#span(node.offset, node.offset + node.length);
    const placed = this.#values || !/[$%]\{/.test(String(node.value)) ? undefined : placeOf(pieces);
    if (!placed) return { kind: "template", form: "quoted", parts: pieces, span };
    const p = new Parsing(this.#chunk.path, placed.text, placed.place, false, placed.breaks);
    const where = { start: 0, limit: placed.text.length, inQuotes: false, flush: false };
    const { parts } = templateParts(p, where, parseExpression);
    this.#problems.push(...p.problems);
    return { kind: "template", form: "quoted", parts, span };
  }

  /** What is between the quotes of a string. */
  #inner(node: Node): Span {
    const end = node.offset + node.length;
    const closed = node.length >= 2 && this.#chunk.text.charCodeAt(end - 1) === 34;
    return this.#span(node.offset + 1, Math.max(node.offset + 1, closed ? end - 1 : end));
  }

  #span(start: number, end: number): Span {
    return { chunk: this.#chunk, start, end };
  }

  #problem(message: string, start: number, end: number): void {
    const { path, text } = this.#chunk;
    const from = Math.min(start, text.length);
    this.#problems.push({ path, message, span: this.#span(from, Math.min(end, text.length)), severity: "error" });
  }
}

function bodyOf(items: readonly (Attribute | Block)[], span: Span): Body {
  return {
    items,
    attributes: items.filter((i) => i.kind === "attribute"),
    blocks: items.filter((i) => i.kind === "block"),
    span,
  };
}

/** The complete properties of an object; a property without a value is left out. */
function properties(node: Node): { key: Node; value: Node }[] {
  const found: { key: Node; value: Node }[] = [];
  if (node.type !== "object") return found;
  for (const { children } of node.children ?? []) {
    const [key, value] = children ?? [];
    if (key && value) found.push({ key, value });
  }
  return found;
}

/** Where brackets lie deeper than can be read; -1 when they do not. */
function deepPlace(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34) {
      i++;
      while (i < text.length && text.charCodeAt(i) !== 34 && text.charCodeAt(i) !== 10)
        i += text.charCodeAt(i) === 92 ? 2 : 1;
    } else if (c === 123 || c === 91) {
      if (++depth > DEEPEST) return i;
    } else if (c === 125 || c === 93) depth = Math.max(0, depth - 1);
  }
  return -1;
}

/** "CloseBraceExpected" as "close brace expected". */
function inWords(e: ParseError): string {
  return printParseErrorCode(e.error)
    .replace(/(?<!^)(?=[A-Z])/g, " ")
    .toLowerCase();
}
