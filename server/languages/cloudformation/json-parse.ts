/** Parses a JSON template, or a piece of one that `cutJson` made, into nodes. */
import type { Problem } from "../../core/resources.ts";
import type { Chunk } from "../../core/span.ts";
import { isBalanced } from "./json-cut.ts";
import { type MappingEntry, type MappingNode, type Node, type ParsedChunk, place, scalarNode } from "./syntax.ts";

const DEEPEST = 100;
const MOST_PROBLEMS = 20;

/** Parses one chunk. Never throws; what is wrong is a problem with its place. */
export function parseJson(chunk: Chunk, whole: boolean, recover = whole): ParsedChunk {
  // Entries of a section start with a key; what is between sections does not, and its brackets match.
  const nested = !whole && /^\s*"/.test(chunk.text);
  const parser = new JsonParser(chunk, whole || nested, recover || (nested && !isBalanced(chunk.text)));
  const entries = whole ? parser.template() : parser.fragment(nested);
  const { problems } = parser;
  if (!nested) return { entries, indent: 0, comments: [], problems };
  const last = entries[entries.length - 1];
  const isOpen = last !== undefined && !/,\s*$/.test(chunk.text);
  return { entries, indent: 1, comments: [], problems, ...(isOpen && { isOpen }) };
}

class JsonParser {
  readonly problems: Problem[] = [];
  readonly #chunk: Chunk;
  readonly #text: string;
  /** True where brackets do not match: then a key at the indent of a mapping above ends what is open. */
  readonly #recover: boolean;
  readonly #whole: boolean;
  #at = 0;

  constructor(chunk: Chunk, whole: boolean, recover: boolean) {
    this.#chunk = chunk;
    this.#text = chunk.text;
    this.#whole = whole;
    this.#recover = recover;
  }

  template(): readonly MappingEntry[] {
    this.#space();
    if (this.#text[this.#at] !== "{") {
      this.#problem("A template starts with an opening brace.", this.#at, this.#at + 1);
      return [];
    }
    const node = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) this.#problem("Nothing may follow the template.", this.#at, this.#text.length);
    return node?.kind === "mapping" ? node.entries : [];
  }

  fragment(nested: boolean): readonly MappingEntry[] {
    const entries: MappingEntry[] = [];
    let comma = true;
    for (;;) {
      this.#space();
      const c = this.#text[this.#at];
      if (c === undefined) return this.#distinct(entries);
      if (c === ",") {
        if (comma && nested) this.#problem("A key is expected here.", this.#at, this.#at + 1);
        comma = true;
        this.#at++;
      } else if (!nested && (c === "{" || c === "}")) {
        comma = c === "{";
        this.#at++;
      } else if (c === '"') {
        if (!comma) this.#problem("A comma is missing before this.", this.#at, this.#at + 1);
        entries.push(this.#member(0));
        comma = false;
      } else this.#unexpected();
    }
  }

  #value(depth: number): Node | undefined {
    this.#space();
    const start = this.#at;
    const c = this.#text[start];
    if (depth > DEEPEST && (c === "{" || c === "[")) {
      this.#problem("This is nested too deeply to be read.", start, start + 1);
      this.#skipNested();
      return this.#nothing(start);
    }
    if (c === "{") return this.#mapping(depth);
    if (c === "[") return this.#sequence(depth);
    if (c === '"') {
      const value = this.#string();
      return scalarNode(value, "double", place(this.#chunk, start, this.#at));
    }
    const word = /[^\s,:{}[\]"]+/y;
    word.lastIndex = start;
    const match = word.exec(this.#text);
    if (!match) return undefined;
    this.#at = start + match[0].length;
    const at = place(this.#chunk, start, this.#at);
    if (match[0] === "true" || match[0] === "false") return scalarNode(match[0] === "true", "plain", at);
    if (match[0] === "null") return scalarNode(null, "plain", at);
    if (/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(match[0])) {
      const number = Number(match[0]);
      return scalarNode(String(number) === match[0] ? number : match[0], "plain", at);
    }
    this.#problem("This is no JSON value.", at.start, at.end);
    return scalarNode(null, "plain", at);
  }

  #mapping(depth: number): MappingNode {
    const start = this.#at++;
    const indent = this.#indentOf(start);
    const entries: MappingEntry[] = [];
    let comma = true;
    for (;;) {
      this.#space();
      const c = this.#text[this.#at];
      if (c === undefined) {
        if (this.#whole) this.#problem("This brace is not closed.", start, start + 1);
        break;
      }
      if (c === "}") {
        this.#at++;
        break;
      }
      if (c === "]") {
        this.#problem("A closing brace is expected here.", this.#at, this.#at + 1);
        break;
      }
      if (c === ",") {
        if (comma) this.#problem("A key is expected here.", this.#at, this.#at + 1);
        comma = true;
        this.#at++;
      } else if (c === '"') {
        if (this.#recover && depth > 0 && this.#startsLineAt(this.#at, indent)) {
          this.#problem("This brace is not closed.", start, start + 1);
          break;
        }
        if (!comma) this.#problem("A comma is missing before this.", this.#at, this.#at + 1);
        entries.push(this.#member(depth));
        comma = false;
      } else this.#unexpected();
    }
    const content = place(this.#chunk, start, this.#at);
    return { kind: "mapping", entries: this.#distinct(entries), flow: true, span: content, content };
  }

  #member(depth: number): MappingEntry {
    const start = this.#at;
    const key = this.#string();
    const keySpan = place(this.#chunk, start, this.#at);
    this.#space();
    if (this.#text[this.#at] !== ":") {
      this.#problem("A colon and a value are expected after this key.", keySpan.start, keySpan.end);
      return { key, keySpan, value: this.#nothing(keySpan.end) };
    }
    const colon = this.#at++;
    this.#space();
    const lineBroken = this.#text.slice(colon, this.#at).includes("\n");
    if (this.#text[this.#at] === '"' && lineBroken && this.#looksLikeKey()) {
      this.#problem("A value is expected after this key.", keySpan.start, keySpan.end);
      return { key, keySpan, value: this.#nothing(colon + 1) };
    }
    const value = this.#value(depth + 1);
    if (value) return { key, keySpan, value };
    this.#problem("A value is expected after this key.", keySpan.start, keySpan.end);
    return { key, keySpan, value: this.#nothing(colon + 1) };
  }

  #sequence(depth: number): Node {
    const start = this.#at++;
    const indent = this.#indentOf(start);
    const items: Node[] = [];
    let comma = true;
    for (;;) {
      this.#space();
      const c = this.#text[this.#at];
      if (c === "]") {
        this.#at++;
        break;
      }
      if (c === undefined || c === "}") {
        this.#problem("This bracket is not closed.", start, start + 1);
        break;
      }
      if (c === '"' && this.#recover && this.#startsLineAt(this.#at, indent) && this.#looksLikeKey()) {
        this.#problem("This bracket is not closed.", start, start + 1);
        break;
      }
      if (c === ",") {
        if (comma) this.#problem("A value is expected here.", this.#at, this.#at + 1);
        comma = true;
        this.#at++;
        continue;
      }
      if (c === ":") {
        this.#unexpected();
        continue;
      }
      if (!comma) this.#problem("A comma is missing before this.", this.#at, this.#at + 1);
      comma = false;
      const item = this.#value(depth + 1);
      if (item) items.push(item);
      else this.#unexpected();
    }
    const content = place(this.#chunk, start, this.#at);
    return { kind: "sequence", items, flow: true, span: content, content };
  }

  /** Reads a string and stands behind it. A string ends with its line at the latest. */
  #string(): string {
    const start = this.#at;
    const text = this.#text;
    let value = "";
    let from = start + 1;
    let i = from;
    for (; i < text.length; i++) {
      const c = text[i]!;
      if (c === '"' || c === "\n") break;
      if (c !== "\\") continue;
      value += text.slice(from, i);
      const letter = text[++i];
      if (letter === "u" && /^[0-9a-fA-F]{4}$/.test(text.slice(i + 1, i + 5))) {
        value += String.fromCharCode(Number.parseInt(text.slice(i + 1, i + 5), 16));
        i += 4;
      } else {
        const decoded = letter === undefined ? undefined : jsonEscapes[letter];
        if (decoded === undefined) this.#problem("This escape is not known.", i - 1, i + 1);
        value += decoded ?? letter ?? "";
      }
      from = i + 1;
    }
    i = Math.min(i, text.length);
    value += text.slice(from, i);
    if (text[i] === '"') this.#at = i + 1;
    else {
      this.#problem("This string is not closed.", start, i);
      this.#at = i;
    }
    return value;
  }

  #distinct(entries: MappingEntry[]): MappingEntry[] {
    const seen = new Set<string>();
    return entries.filter((entry) => {
      if (!seen.has(entry.key)) return Boolean(seen.add(entry.key));
      this.#problem(
        `The key ${JSON.stringify(entry.key)} is written twice in one mapping.`,
        entry.keySpan.start,
        entry.keySpan.end,
      );
      return false;
    });
  }

  #unexpected(): void {
    const word = /[^\s,:{}[\]"]+|[\s\S]/y;
    word.lastIndex = this.#at;
    const length = word.exec(this.#text)?.[0].length ?? 1;
    this.#problem("This is not expected here.", this.#at, this.#at + length);
    this.#at += length;
  }

  #nothing(at: number): Node {
    return scalarNode(null, "empty", place(this.#chunk, at, at));
  }

  #space(): void {
    const text = this.#text;
    for (; this.#at < text.length; this.#at++) {
      const c = text.charCodeAt(this.#at);
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9 && c !== 0xfeff) return;
    }
  }

  #skipNested(): void {
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const c = this.#text[this.#at]!;
      if (c === '"') {
        this.#string();
        this.#at--;
      } else if (c === "{" || c === "[") depth++;
      else if ((c === "}" || c === "]") && --depth === 0) {
        this.#at++;
        return;
      }
    }
  }

  #looksLikeKey(): boolean {
    const key = /"(?:[^"\\\n]|\\.)*"[ \t]*:/y;
    key.lastIndex = this.#at;
    return key.test(this.#text);
  }

  /** The indent of the line that an offset is on. */
  #indentOf(at: number): number {
    let start = at;
    while (start > 0 && this.#text[start - 1] !== "\n") start--;
    let i = start;
    while (this.#text[i] === " " || this.#text[i] === "\t") i++;
    return i - start;
  }

  /** True when what stands at an offset is the first of its line, at most as deep as `indent`. */
  #startsLineAt(at: number, indent: number): boolean {
    let start = at;
    while (start > 0 && (this.#text[start - 1] === " " || this.#text[start - 1] === "\t")) start--;
    return this.#text[start - 1] === "\n" && at - start <= indent;
  }

  #problem(message: string, start: number, end: number): void {
    if (this.problems.length >= MOST_PROBLEMS) return;
    const to = Math.min(end, this.#text.length);
    const span = place(this.#chunk, Math.min(start, to), to);
    this.problems.push({ path: this.#chunk.path, message: `${message}`, span, severity: "error" });
  }
}

const jsonEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
