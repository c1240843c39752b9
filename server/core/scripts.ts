/**
 * Scripts and documents inside other files, as rules see them. `languages/shell` and `languages/documents` make them;
 * the engine is handed those readers, so that rules and kinds need not know a language.
 */
import type { Problem } from "./resources.ts";
import type { Span } from "./span.ts";
import type { Value } from "./values.ts";

/** One word of a command. */
export interface Word {
  /** What the shell would make of it; undefined when it holds an expansion or a hole. */
  readonly text: string | undefined;
  /** Where it stands, in whatever file the script is written in. */
  readonly span: Span;
}

/** A simple command that the script runs when it gets there: not one in a comment, a string or a here-document. */
export interface Command {
  readonly words: readonly Word[];
  /** The words before them that only run it: `sudo -E`, `nohup`. */
  readonly wrappers?: readonly Word[];
  /** From its first word to its last. */
  readonly span: Span;
  /** Text that it reads from a here-document or here-string, where that is all it reads. */
  readonly input?: { readonly text: string | undefined; readonly span: Span };
  /** True where a pipe or a file is its input: `yes | yum install httpd`. */
  readonly isFed?: true;
  /** Files that it writes by redirection. */
  readonly writes: readonly { readonly target: Word; readonly append: boolean }[];
}

/** An expansion of a parameter, `${…}`, that the script makes where it runs. */
export interface Expansion {
  /** As it is written, with its braces. */
  readonly text: string;
  readonly span: Span;
}

/** The text of a script, each of its characters with its place. */
export interface ScriptText {
  /** With `HOLE` for everything in it that is not known. */
  readonly text: string;
  /** What is not known, in the order in which it stands there. */
  readonly holes: readonly Value[];
  spanOf(from: number, to: number): Span;
}

/** What stands in the text for something that is not known: legal in a word of a shell and in a plain YAML scalar. */
export const HOLE = "\uE000";

export interface Script {
  /** "shell", "cloud-config", "powershell", "multipart", or "other" for what is left alone. */
  readonly format: "shell" | "cloud-config" | "powershell" | "multipart" | "other";
  readonly commands: readonly Command[];
  /** What the shell expands in commands that run, in quotes and here-documents too. */
  readonly expansions: readonly Expansion[];
  /** All of it; undefined where it cannot be read or is compressed. */
  readonly text?: ScriptText;
  readonly problems: readonly Problem[];
}

export interface Readers {
  /** The script that a text value holds. A value that is no known text at all gives undefined. */
  script(value: Value): Script | undefined;
  /** The structure that JSON or YAML text holds, its places in the text; unknown where it cannot be read. */
  document(value: Value): Value | undefined;
}
