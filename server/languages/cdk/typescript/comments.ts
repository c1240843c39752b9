/** The comments of a file. */
import type ts from "typescript";
import type { Comment } from "../../../core/resources.ts";
import type { Reader } from "./reader.ts";

/** Every comment, in order. What looks like one within a string, a template or a regular expression is none. */
export function commentsOf(reader: Reader): Comment[] {
  const { text } = reader.chunk;
  if (!text.includes("//") && !text.includes("/*")) return [];
  const literals = literalRanges(reader);
  const comments: Comment[] = [];
  let next = 0;
  let i = 0;
  while (i < text.length) {
    const slash = text.indexOf("/", i);
    if (slash < 0) break;
    while (next < literals.length && literals[next]!.end <= slash) next++;
    const literal = literals[next];
    if (literal && literal.start <= slash) {
      i = literal.end;
      continue;
    }
    const two = text[slash + 1];
    if (two !== "/" && two !== "*") {
      i = slash + 1;
      continue;
    }
    const line = two === "/";
    const close = line ? lineEnd(text, slash) : text.indexOf("*/", slash + 2);
    const end = line ? close : close < 0 ? text.length : close + 2;
    const inner = text.slice(slash + 2, line ? end : close < 0 ? end : close);
    comments.push({ span: reader.range(slash, end), text: inner.trim() });
    i = end;
  }
  return comments;
}

function lineEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13 || c === 0x2028 || c === 0x2029) return i;
  }
  return text.length;
}

/** Where characters are not code. */
function literalRanges(reader: Reader): { start: number; end: number }[] {
  const { ts } = reader;
  const K = ts.SyntaxKind;
  const literal = new Set<number>([
    K.StringLiteral,
    K.NoSubstitutionTemplateLiteral,
    K.TemplateHead,
    K.TemplateMiddle,
    K.TemplateTail,
    K.RegularExpressionLiteral,
    K.JsxText,
  ]);
  const ranges: { start: number; end: number }[] = [];
  const stack: ts.Node[] = [reader.file];
  const push = (node: ts.Node) => {
    stack.push(node);
  };
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (literal.has(node.kind)) {
      if (node.end > node.pos) ranges.push({ start: reader.start(node), end: node.end });
    } else ts.forEachChild(node, push);
  }
  return ranges.sort((a, b) => a.start - b.start);
}
