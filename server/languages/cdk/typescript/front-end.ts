/** TypeScript and JavaScript to IR. */
import type { Problem } from "../../../core/resources.ts";
import type { Chunk } from "../../../core/span.ts";
import type { Module } from "../ir.ts";
import { commentsOf } from "./comments.ts";
import type { ParsedFile, TypeScript } from "./parser.ts";
import { Reader } from "./reader.ts";
import { SyntaxTrees } from "./reparse.ts";
import { readStatements } from "./statements.ts";

/** How many syntax errors of one file are told; the rest follow from them. */
const MOST_PROBLEMS = 20;

/**
 * One file as IR. Any text gives a module: what is broken is left out of it and told as a problem.
 *
 * @param trees keeps what of the syntax can be used for the next version of the file
 */
export function readModule(typescript: TypeScript, chunk: Chunk, trees = new SyntaxTrees(typescript)): Module {
  let file: ParsedFile;
  try {
    file = trees.parse(chunk);
  } catch (error) {
    // The parser recurses: text that is nested thousands of levels deep exhausts the stack.
    const message = `The file cannot be parsed: ${error instanceof RangeError ? "it is nested too deeply" : String(error)}.`;
    const problem: Problem = { path: chunk.path, message, severity: "error" };
    return { path: chunk.path, chunk, body: [], comments: [], problems: [problem], imports: [] };
  }
  const reader = new Reader(typescript, file, chunk);
  const body = readStatements(reader, file.statements);
  return {
    path: chunk.path,
    chunk,
    body,
    comments: commentsOf(reader),
    problems: problemsOf(file, chunk),
    imports: [...new Set(reader.imports)],
  };
}

function problemsOf(file: ParsedFile, chunk: Chunk): Problem[] {
  return file.parseDiagnostics.slice(0, MOST_PROBLEMS).map((d) => ({
    path: chunk.path,
    message: typeof d.messageText === "string" ? d.messageText : d.messageText.messageText,
    span: { chunk, start: d.start, end: d.start + d.length },
    severity: "error",
  }));
}
