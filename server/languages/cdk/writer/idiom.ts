/** How a language spells what a fix writes. */
import type { NamedArgument } from "./ir-tree.ts";

/** How the characters of a string literal stand between its quotes. */
export interface Quoting {
  /** How long what opens it is, a prefix included, and what closes it. */
  readonly open: number;
  readonly close: number;
  /** True where a backslash escapes. */
  readonly escapes: boolean;
  /** True where a line may end inside of it. */
  readonly lines: boolean;
  /** A text as it stands inside of it; undefined where it cannot. */
  escape(text: string): string | undefined;
}

export interface Idiom {
  /** What begins a comment that ends with its line. */
  readonly lineComment: "//" | "#";
  /** A string, number or boolean as an argument: `true`, `True`, `jsii.Number(900)`. */
  value(value: string | number | boolean): string;
  /** The same as bare text, where only what stands inside of a helper is replaced: `900`. */
  literal(value: string | number | boolean): string;
  list(items: readonly string[]): string;
  /** A prop or a method of CDK's as the language spells it: `memory_size`, `MemorySize`. */
  name(name: string): string;
  /** A named argument: `timeout=x`, `Timeout = x`, `.timeout(x)`. */
  named(name: string, value: string): string;
  /** True where a named argument is a call in a chain, false where commas stand between them. */
  isChained(argument: NamedArgument, text: string): boolean;
  /** A static method of a class: `Duration.minutes(15)`, `awscdk.Duration_Minutes(jsii.Number(15))`. */
  staticCall(className: string, method: string, argument: string): string;
  /** The quotes of a literal whose text this is; undefined for what is no single literal. */
  quoting(text: string): Quoting | undefined;
  /** True where a block may be empty. */
  readonly emptyBlocks: boolean;
}
