/** Words of a command, and the text that is left of them when the shell has taken the quotes away. */
import type { Word as SyntaxWord, WordPart } from "unbash";
import type { Word } from "../../core/scripts.ts";
import type { Span } from "../../core/span.ts";
import { unknown } from "../../core/values.ts";
import { type MappedText, MappedTextBuilder } from "../documents/mapped-text.ts";

/** A word that can also be read as a script, when a shell is told to. */
export interface Argument extends Word {
  readonly content: MappedText;
}

/** What a backslash may stand before, by the quotes around it. Before anything else it stands for itself. */
const ESCAPABLE = { bare: undefined, double: '$`"\\\n', heredoc: "$`\\\n" } as const;

export type Quotes = keyof typeof ESCAPABLE;

/** A word of the syntax tree; `base` is the text that the tree was parsed from. */
export function argument(base: MappedText, word: SyntaxWord, prefix?: { from: number; to: number }): Argument {
  return new ParsedArgument(base, word, prefix);
}

/** A word that is not parsed: an item of a list of arguments. */
export function plainArgument(content: MappedText): Argument {
  const text = content.hasHole() ? undefined : content.text;
  return { content, text, span: content.spanOf(0, content.text.length) };
}

/** A word of which nothing is known but that it, or any number of it, is there. */
export function unknownArgument(span: Span): Argument {
  const origin = { span };
  return {
    content: new MappedTextBuilder(origin).addHole(unknown("words that are not known", origin)).build(),
    text: undefined,
    span,
  };
}

class ParsedArgument implements Argument {
  readonly #base: MappedText;
  readonly #word: SyntaxWord;
  readonly #prefix: { from: number; to: number } | undefined;
  #content: MappedText | undefined;
  #span: Span | undefined;

  constructor(base: MappedText, word: SyntaxWord, prefix: { from: number; to: number } | undefined) {
    this.#base = base;
    this.#word = word;
    this.#prefix = prefix;
  }

  get content(): MappedText {
    if (!this.#content) {
      const builder = new MappedTextBuilder(this.#base.origin);
      if (this.#prefix) builder.add(this.#base, this.#prefix.from, this.#prefix.to);
      addWord(builder, this.#base, this.#word);
      this.#content = builder.build();
    }
    return this.#content;
  }

  get text(): string | undefined {
    return this.content.hasHole() ? undefined : this.content.text;
  }

  get span(): Span {
    this.#span ??= this.#base.spanOf(this.#prefix?.from ?? this.#word.pos, this.#word.end);
    return this.#span;
  }
}

function addWord(builder: MappedTextBuilder, base: MappedText, word: SyntaxWord): void {
  if (word.parts) addParts(builder, base, word.parts, "bare");
  else addLiteral(builder, base, word.pos, word.end, word.value, "bare");
}

/** Adds what parts of a word stand for; what the shell would expand is a hole. */
export function addParts(
  builder: MappedTextBuilder,
  base: MappedText,
  parts: readonly WordPart[],
  quotes: Quotes,
): void {
  for (const part of parts) {
    switch (part.type) {
      case "Literal":
        addLiteral(builder, base, part.pos, part.end, part.value, quotes);
        break;
      case "SingleQuoted":
      case "AnsiCQuoted":
        addLiteral(builder, base, part.pos, part.end, part.value, undefined);
        break;
      case "DoubleQuoted":
      case "LocaleString":
        addParts(builder, base, part.parts, "double");
        break;
      default:
        builder.addHole(unknown("the shell expands this", { span: base.spanOf(part.pos, part.end) }));
    }
  }
}

/**
 * Adds a literal whose meaning the parser has found. Without `quotes` it stands in quotes that take nothing away but
 * themselves.
 */
function addLiteral(
  builder: MappedTextBuilder,
  base: MappedText,
  from: number,
  to: number,
  value: string,
  quotes: Quotes | undefined,
): void {
  const written = base.text.slice(from, to);
  if (quotes === undefined) {
    const inner = written.indexOf(value);
    if (inner >= 0) builder.add(base, from + inner, from + inner + value.length);
    else builder.addSpelled(value, base.spanOf(from, to));
    return;
  }
  const runs = unescapedRuns(written, quotes);
  if (runs.map(([a, b]) => written.slice(a, b)).join("") !== value) {
    builder.addSpelled(value, base.spanOf(from, to));
    return;
  }
  for (const [a, b] of runs) builder.add(base, from + a, from + b);
}

/** The ranges of a literal that are left when its backslashes are taken away. */
function unescapedRuns(written: string, quotes: Quotes): [number, number][] {
  const runs: [number, number][] = [];
  const escapable = ESCAPABLE[quotes];
  let run = 0;
  for (let at = written.indexOf("\\"); at >= 0 && at + 1 < written.length; ) {
    const next = written[at + 1]!;
    if (escapable === undefined || escapable.includes(next)) {
      runs.push([run, at]);
      run = next === "\n" ? at + 2 : at + 1;
    }
    at = written.indexOf("\\", at + 2);
  }
  runs.push([run, written.length]);
  return runs;
}

/** The body of a here-document: what a program that reads it would get. */
export function hereDocument(
  base: MappedText,
  body: { pos: number; end: number; text: string; parts?: readonly WordPart[] | undefined },
  quoted: boolean,
): MappedText {
  if (quoted) return base.slice(body.pos, body.end);
  const builder = new MappedTextBuilder(base.origin);
  if (body.parts) addParts(builder, base, body.parts, "heredoc");
  else
    for (const [a, b] of unescapedRuns(base.text.slice(body.pos, body.end), "heredoc"))
      builder.add(base, body.pos + a, body.pos + b);
  return builder.build();
}
