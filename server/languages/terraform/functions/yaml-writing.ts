/** The text of `yamlencode`: how Terraform's encoder lays out a value that is wholly known. */
import { type Piece, piece, piecesOf, type Scalar, type Value } from "../../../core/values.ts";
import { sortedEntries, textOfNumber } from "./arguments.ts";
import { NotKnown, reasonOf } from "./outcomes.ts";

/** Past this column a quoted string goes on in the next line. */
const WIDTH = 80;
const DEEPEST = 50;
const MOST_PIECES = 20_000;
/** The key of a longer one is laid out in another way. */
const LONGEST_KEY = 100;

const NAMED: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\x1b": "\\e",
  '"': '\\"',
  "\\": "\\\\",
  "\x85": "\\N",
  "\u2028": "\\L",
  "\u2029": "\\P",
};

/** What a quoted string spells with a backslash; characters outside of the first plane too. */
const SPELLED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be spelled
  /[\x00-\x1f"\\\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff][\udc00-\udfff]/;

/** Text of which a literal block cannot be made: it has something to be spelled, or spaces at the end of a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const NO_BLOCK = /[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]|[\ud800-\udfff]| (?=\n|$)/;

/** The pieces of the YAML, each string's characters in their places. Throws `NotKnown`. */
export function yamlPieces(value: Value): Piece[] {
  const writing = new Writing();
  writing.value(value, 0, "start");
  const last = writing.pieces[writing.pieces.length - 1];
  // A plain scalar that is the whole document is closed.
  if (value.kind === "absent" || (value.kind === "scalar" && typeof value.value !== "string")) writing.add("\n...\n");
  else if (!last?.text.endsWith("\n")) writing.add("\n");
  return writing.pieces;
}

class Writing {
  readonly pieces: Piece[] = [];
  #column = 0;
  #depth = 0;

  add(text: string, from?: Piece): void {
    if (text === "") return;
    if (this.pieces.length > MOST_PIECES) throw new NotKnown("the document is too large");
    this.pieces.push(from ?? piece(text));
    const line = text.lastIndexOf("\n");
    this.#column = line < 0 ? this.#column + [...text].length : [...text.slice(line + 1)].length;
  }

  /**
   * @param indent of the block that the value stands in
   * @param after what stands before it in its line
   */
  value(value: Value, indent: number, after: "start" | "dash" | "key"): void {
    if (++this.#depth > DEEPEST) throw new NotKnown("the document is too deep");
    switch (value.kind) {
      case "absent":
        this.add(after === "key" ? " null" : "null");
        break;
      case "scalar":
        if (after === "key") this.add(" ");
        if (typeof value.value === "string") this.#string(value, after === "start" ? 0 : indent, after === "start");
        else this.add(typeof value.value === "number" ? textOfNumber(value.value) : String(value.value));
        break;
      case "list":
        if (!value.closed) throw new NotKnown("the list may have more items than are known");
        if (value.items.length === 0) this.add(after === "key" ? " []" : "[]");
        value.items.forEach((item, i) => {
          // The items below a key stand under it, those in another list are set in.
          if (i > 0 || after === "key") this.#line(indent);
          this.add("- ");
          this.value(item, item.kind === "scalar" ? indent : indent + 2, "dash");
        });
        break;
      case "object":
        if (!value.closed) throw new NotKnown("the map may have more entries than are known");
        if (value.entries.size === 0) this.add(after === "key" ? " {}" : "{}");
        else this.#entries(value, after === "key" ? indent + 2 : indent, after);
        break;
      default:
        throw new NotKnown(reasonOf(value));
    }
    this.#depth--;
  }

  #entries(value: Value & { kind: "object" }, indent: number, after: "start" | "dash" | "key"): void {
    sortedEntries(value).forEach((e, i) => {
      if (e.key.length > LONGEST_KEY || /[\n\r\x85\u2028\u2029]/.test(e.key))
        throw new NotKnown("a key of the document is too long");
      if (i > 0 || after === "key") this.#line(indent);
      this.#quoted([piece(e.key)], e.key.length, undefined);
      this.add(":");
      this.value(e.value, indent, "key");
    });
  }

  #line(indent: number): void {
    if (!this.pieces[this.pieces.length - 1]?.text.endsWith("\n")) this.add("\n");
    this.add(" ".repeat(indent));
  }

  #string(value: Scalar, indent: number, isWhole: boolean): void {
    const s = String(value.value);
    if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(s))
      throw new NotKnown("the text is no Unicode");
    if (!s.includes("\n") || NO_BLOCK.test(s)) this.#quoted(piecesOf(value), s.length, indent + 2);
    else {
      const keeps = s === "\n" || s.endsWith("\n\n");
      if (/[\u2028\u2029]/.test(s) || (keeps && isWhole)) throw new NotKnown("the layout of the text is not known");
      this.#block(piecesOf(value), s, indent + 2, keeps);
    }
  }

  #block(pieces: readonly Piece[], s: string, indent: number, keeps: boolean): void {
    const chomping = keeps ? "+" : s.endsWith("\n") ? "" : "-";
    this.add(`|${/^[ \n]/.test(s) ? "2" : ""}${chomping}\n`);
    let isAtStart = true;
    for (const p of pieces) {
      let at = 0;
      for (const run of p.text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
        if (isAtStart && run !== "\n") this.add(" ".repeat(indent));
        this.add(run, part(p, at, at + run.length));
        isAtStart = run.endsWith("\n");
        at += run.length;
      }
    }
    if (!isAtStart) this.add("\n");
  }

  /** @param indent of a line that it goes on in; a key does not go on */
  #quoted(pieces: readonly Piece[], length: number, indent: number | undefined): void {
    this.add('"');
    let place = 0;
    let isBehindSpace = false;
    for (const [n, p] of pieces.entries()) {
      let from = 0;
      let at = 0;
      const flush = () => {
        if (at > from) this.add(p.text.slice(from, at), part(p, from, at));
        from = at;
      };
      while (at < p.text.length) {
        const c = String.fromCodePoint(p.text.codePointAt(at)!);
        if (c === " ") {
          const column = this.#column + [...p.text.slice(from, at)].length;
          const isInside = place > 0 && place < length - 1;
          if (indent !== undefined && !isBehindSpace && column > WIDTH && isInside) {
            flush();
            const next = p.text[at + 1] ?? pieces.slice(n + 1).find((q) => q.text !== "")?.text[0];
            this.add(`\n${" ".repeat(indent)}${next === " " ? "\\" : ""}`);
            from = at + 1;
          }
          isBehindSpace = true;
        } else {
          if (SPELLED.test(c)) {
            flush();
            this.add(spelled(c));
            from = at + c.length;
          }
          isBehindSpace = false;
        }
        at += c.length;
        place += c.length;
      }
      flush();
    }
    this.add('"');
  }
}

function spelled(c: string): string {
  if (Object.hasOwn(NAMED, c)) return NAMED[c]!;
  const code = c.codePointAt(0)!;
  const [letter, digits] = code <= 0xff ? ["x", 2] : code <= 0xffff ? ["u", 4] : ["U", 8];
  return `\\${letter}${code
    .toString(16)
    .toUpperCase()
    .padStart(digits as number, "0")}`;
}

/** A part of a piece, in its place. */
function part(p: Piece, start: number, end: number): Piece {
  const text = p.text.slice(start, end);
  if (!p.span || p.span.end - p.span.start !== p.text.length) return piece(text, p.span);
  return piece(text, { chunk: p.span.chunk, start: p.span.start + start, end: p.span.start + end });
}
