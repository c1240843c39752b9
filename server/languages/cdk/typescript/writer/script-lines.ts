/** Edits of the scripts inside strings. */
import type ts from "typescript";
import type { Span } from "../../../../core/span.ts";
import { removeElement } from "../../writer/list-edits.ts";
import { breaksOf, isAlone, withoutBreaks } from "../../writer/script-lines.ts";
import type { Edits } from "./index.ts";
import { removeStatement } from "./removals.ts";
import type { NodePath, SourceTree } from "./source-tree.ts";

/** Writes other characters, as the quotes around them need it. */
export function replaceText(tree: SourceTree, span: Span, text: string): Edits {
  const K = tree.ts.SyntaxKind;
  const path = tree.pathTo(span);
  const at = stringAt(tree, path);
  const node = path[at];
  if (!node) return undefined;
  const quote = node.kind === K.StringLiteral ? tree.text[tree.start(node)] : "`";
  const escaped =
    quote === "`"
      ? text.replace(/\\|`|\$\{/g, (c) => `\\${c}`)
      : text.replace(/[\\\n\r"']/g, (c) =>
          c === "\n" ? "\\n" : c === "\r" ? "\\r" : c === "\\" || c === quote ? `\\${c}` : c,
        );
  return [{ span, newText: escaped }];
}

/** The index of the string in a path, unless the place is in an expression inside of it. */
function stringAt(tree: SourceTree, path: NodePath): number {
  const K = tree.ts.SyntaxKind;
  let at = path.length - 1;
  if ([K.TemplateHead, K.TemplateMiddle, K.TemplateTail].includes(path[at]!.kind)) at--;
  if (path[at]?.kind === K.TemplateSpan) at--;
  return [K.StringLiteral, K.NoSubstitutionTemplateLiteral, K.TemplateExpression].includes(path[at]?.kind as never)
    ? at
    : -1;
}

/** Removes the line that a command stands on, where nothing else stands on it. */
export function removeScriptLine(tree: SourceTree, span: Span): Edits {
  const path = tree.pathTo(span);
  const at = stringAt(tree, path);
  const node = path[at];
  if (!node) return undefined;
  const { text } = tree;
  const from = tree.start(node) + 1;
  const to = node.end - 1;
  const holes =
    node.kind === tree.ts.SyntaxKind.TemplateExpression
      ? (node as ts.TemplateExpression).templateSpans.map((s) => ({ start: s.expression.pos, end: s.expression.end }))
      : [];
  const breaks = breaksOf(text, from, to, holes, true);
  const before = breaks.filter((b) => b.end <= span.start).at(-1);
  const after = breaks.find((b) => b.start >= span.end);
  const start = before?.end ?? from;
  const end = after?.start ?? to;
  if (breaks.some((b) => b.start >= span.start && b.end <= span.end)) return undefined;
  if (!isAlone(text.slice(from, start), text.slice(start, span.start), text.slice(span.end, end), true))
    return undefined;
  const rest = withoutBreaks(text, from, start, breaks) + withoutBreaks(text, end, to, breaks);
  if (rest.trim() === "") return removeWhole(tree, path.slice(0, at + 1), after !== undefined);
  return after ? [tree.edit(start, after.end, "")] : [tree.edit(before!.start, end, "")];
}

/** Removes a string that is one line: an argument of `addCommands`, an item of a list, an operand of a sum. */
function removeWhole(tree: SourceTree, path: NodePath, breaksLine: boolean): Edits {
  const K = tree.ts.SyntaxKind;
  const node = path[path.length - 1]!;
  const parent = path[path.length - 2];
  if (parent?.kind === K.CallExpression) {
    const call = parent as ts.CallExpression;
    const callee = call.expression;
    if (callee.kind !== K.PropertyAccessExpression) return undefined;
    const { name, expression } = callee as ts.PropertyAccessExpression;
    const method = tree.textOf(name);
    if (method === "push" || method === "addCommands" || method === "addOnExitCommands" || method === "addUserData") {
      if (call.arguments.length > 1)
        return removeElement(
          tree,
          tree.ranges(call.arguments),
          call.arguments.indexOf(node as ts.Expression),
          call.end - 1,
        );
      const alone =
        path[path.length - 3]?.kind === K.ExpressionStatement && /^[\w$.\s[\]]+$/.test(tree.textOf(expression));
      return alone ? removeStatement(tree, path.slice(0, -2)) : undefined;
    }
    return undefined;
  }
  if (parent?.kind === K.ArrayLiteralExpression) {
    const list = parent as ts.ArrayLiteralExpression;
    if (!breaksLine && !joinsLines(tree, path.slice(0, -1))) return undefined;
    return removeElement(tree, tree.ranges(list.elements), list.elements.indexOf(node as ts.Expression), list.end - 1);
  }
  if (parent?.kind === K.BinaryExpression && breaksLine)
    return removeOperand(tree, parent as ts.BinaryExpression, node);
  return undefined;
}

/** Whether the items of a list are lines: not where they are joined by something else. */
function joinsLines(tree: SourceTree, path: NodePath): boolean {
  const K = tree.ts.SyntaxKind;
  const parent = path[path.length - 2];
  const joined = (glue: string | undefined) => glue !== undefined && /\\n|\n|\bEOL\b/.test(glue);
  if (parent?.kind === K.PropertyAccessExpression) {
    const call = path[path.length - 3];
    if (tree.textOf((parent as ts.PropertyAccessExpression).name) !== "join" || call?.kind !== K.CallExpression)
      return false;
    const glue = (call as ts.CallExpression).arguments[0];
    return joined(glue && tree.textOf(glue));
  }
  if (parent?.kind === K.CallExpression) {
    const call = parent as ts.CallExpression;
    return (
      /\bFn\s*\.\s*join$/.test(tree.textOf(call.expression)) &&
      joined(call.arguments[0] && tree.textOf(call.arguments[0]))
    );
  }
  if (parent?.kind === K.VariableDeclaration) {
    const name = tree.textOf((parent as ts.VariableDeclaration).name).replaceAll("$", "\\$&");
    if (!/^[\w$]+$/.test(name)) return false;
    for (const match of tree.text.matchAll(new RegExp(`\\b${name}\\s*\\.\\s*join\\(([^)]*)\\)`, "g")))
      if (!joined(match[1])) return false;
    return true;
  }
  return parent?.kind === K.SpreadElement;
}

/** Removes one operand of a sum of strings, each of which is whole lines. */
function removeOperand(tree: SourceTree, sum: ts.BinaryExpression, node: ts.Node): Edits {
  const K = tree.ts.SyntaxKind;
  if (sum.operatorToken.kind !== K.PlusToken) return undefined;
  if (sum.left === node) return [tree.edit(tree.start(node), tree.start(sum.right), "")];
  const before = sum.left.kind === K.BinaryExpression ? (sum.left as ts.BinaryExpression).right : sum.left;
  if (!/(?:\\n|\n)["'`]$/.test(tree.textOf(before))) return undefined;
  return [tree.edit(sum.left.end, node.end, "")];
}
