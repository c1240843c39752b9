/** Writes statements behind those that are there. */
import type ts from "typescript";
import type { TextEdit } from "../../../../core/fixes.ts";
import type { SourceTree } from "./source-tree.ts";

/**
 * A statement behind the one that makes something and gives it a name; undefined where it has no name of its own.
 *
 * @param text the statement without a semicolon, by the name
 */
export function afterMade(tree: SourceTree, made: ts.Node, text: (variable: string) => string): TextEdit | undefined {
  const K = tree.ts.SyntaxKind;
  const path = tree.pathTo({ chunk: tree.chunk, start: tree.start(made), end: made.end });
  const at = path.lastIndexOf(made as (typeof path)[number]);
  const [statement, holder] = holdersOf(tree, path.slice(0, at));
  if (!statement || !holder) return undefined;
  const name =
    holder.kind === K.VariableDeclaration
      ? (holder as ts.VariableDeclaration).name
      : (holder as ts.BinaryExpression).left;
  if (!/^(?:this\.)?[A-Za-z_$][\w$]*$/.test(tree.textOf(name))) return undefined;
  return behind(tree, statement, text(tree.textOf(name)));
}

/** A statement on a line of its own behind another one. */
export function behind(tree: SourceTree, statement: ts.Node, text: string): TextEdit {
  const end = tree.textOf(statement).endsWith(";") ? ";" : "";
  return tree.edit(statement.end, statement.end, `${tree.newline}${tree.indentAt(tree.start(statement))}${text}${end}`);
}

/** The statement of `const x = …` or `x = …`, and what names the variable in it. */
function holdersOf(tree: SourceTree, around: readonly ts.Node[]): readonly ts.Node[] {
  const K = tree.ts.SyntaxKind;
  const holder = around.at(-1);
  if (holder?.kind === K.VariableDeclaration) {
    const list = around.at(-2) as ts.VariableDeclarationList | undefined;
    const statement = around.at(-3);
    return list?.declarations.length === 1 && statement?.kind === K.VariableStatement ? [statement, holder] : [];
  }
  const statement = around.at(-2);
  const isAssignment =
    holder?.kind === K.BinaryExpression &&
    (holder as ts.BinaryExpression).operatorToken.kind === K.EqualsToken &&
    statement?.kind === K.ExpressionStatement;
  return isAssignment ? [statement, holder] : [];
}
