/** Puts `base64encode` around what an argument is written as. */
import type { Chunk, Span } from "../../core/span.ts";
import type { Change } from "./write-alignment.ts";
import { indentAt, newlineOf } from "./write-body.ts";

/** The changes around an expression. */
export function encoded({ chunk, start, end }: Span): { readonly chunk: Chunk; readonly change: Change }[] {
  const { text } = chunk;
  // What stands behind the end of a here-document stands on a line of its own.
  const isHeredoc = /(?:^|\n)[ \t]*[\p{ID_Start}_][\p{ID_Continue}-]*\s*$/u.test(text.slice(start, end));
  const at = isHeredoc ? start + text.slice(start, end).trimEnd().length : end;
  const close = isHeredoc ? `${newlineOf(text)}${indentAt(text, start)})` : ")";
  return [
    { chunk, change: { start, end: start, text: "base64encode(" } },
    { chunk, change: { start: at, end: at, text: close } },
  ];
}
