/** Reads scripts for the tests of the shell: from plain text, and from text put together of pieces and holes. */
import type { Command, Script } from "../../../server/core/scripts.ts";
import { type Chunk, span, spanText } from "../../../server/core/span.ts";
import {
  type Origin,
  type Piece,
  piece,
  scalar,
  text as textOf,
  unknown,
  type Value,
} from "../../../server/core/values.ts";
import { readScript } from "../../../server/languages/shell/index.ts";

/** A string that stands verbatim in a file of its own. */
export function written(text: string): Value {
  const chunk: Chunk = { path: "/user-data", text };
  return scalar(text, { span: span(chunk, 0, text.length) });
}

/** The script in a string, read. */
export function scriptOf(text: string): Script {
  return readScript(written(text))!;
}

/** The words of each command; "?" for a word that is not known. */
export function commandsOf(script: Script): string[] {
  return script.commands.map(wordsOf);
}

export function wordsOf(command: Command): string {
  return command.words.map((word) => word.text ?? "?").join(" ");
}

/** The commands of a script in a string. */
export function run(text: string): string[] {
  return commandsOf(scriptOf(text));
}

/** What each command's span covers. */
export function marked(script: Script): string[] {
  return script.commands.map((command) => spanText(command.span));
}

/**
 * Text put together from the marked parts of a source: «literal» is a piece, ‹hole› is something unknown, what stands
 * between is the notation of the language.
 */
export function pieced(source: string): Value {
  const chunk: Chunk = { path: "/template.yaml", text: source };
  const origin: Origin = { span: span(chunk, 0, source.length) };
  const parts: (Piece | Value)[] = [];
  for (const match of source.matchAll(/«([^»]*)»|‹([^›]*)›/g)) {
    const at = span(chunk, match.index + 1, match.index + match[0].length - 1);
    if (match[1] !== undefined) parts.push(piece(match[1], at));
    else parts.push(unknown(`${match[2]} is not known`, { span: at }, match[2]));
  }
  return textOf(parts, origin);
}
