/** Adds an input: a property of the props that the enclosing class is given. */
import type ts from "typescript";
import type { Intent, TextEdit } from "../../../../core/fixes.ts";
import type { Edits, Writing } from "./index.ts";
import type { NodePath, SourceTree } from "./source-tree.ts";

/** An input that has been added, as what follows can name it. */
export interface AddedInput {
  readonly text: string;
  /** Whether it can be named at an offset of a file. */
  reaches(tree: SourceTree, offset: number): boolean;
}

export function addInput(intent: Extract<Intent, { do: "addInput" }>, writing: Writing): Edits {
  const { span } = intent.near;
  const tree = writing.treeOf(span.chunk);
  const path = tree?.pathTo(span);
  if (!tree || !path) return undefined;
  const K = tree.ts.SyntaxKind;
  const at = path.findLastIndex((n) => n.kind === K.Constructor);
  if (at < 0 || path.slice(at + 1).some((n) => n.kind === K.FunctionExpression || n.kind === K.MethodDeclaration))
    return undefined;
  const made = path[at] as ts.ConstructorDeclaration;
  const props = made.parameters.find((p) => tree.textOf(p.name) === "props");
  if (
    props?.name.kind !== K.Identifier ||
    props.questionToken ||
    props.initializer ||
    props.type?.kind !== K.TypeReference
  )
    return undefined;
  const declared = interfaceNamed(tree, tree.textOf((props.type as ts.TypeReferenceNode).typeName), path);
  const name = intent.name.charAt(0).toLowerCase() + intent.name.slice(1);
  if (!declared || !/^[a-z_$][\w$]*$/i.test(name)) return undefined;
  if (declared.members.some((m) => m.name && tree.textOf(m.name) === name)) return undefined;
  writing.inputs.set(intent.name, {
    text: `props.${name}`,
    reaches: (other, offset) => {
      if (other !== tree || !made.body || offset < tree.start(made.body) || offset >= made.body.end) return false;
      const inner = tree.pathTo({ chunk: tree.chunk, start: offset, end: offset });
      const from = inner.indexOf(made);
      return from >= 0 && !inner.slice(from + 1).some((n) => shadows(tree, n));
    },
  });
  return [member(tree, declared, `readonly ${name}: ${intent.type};`, intent.description)];
}

/** Whether a function has a `props` of its own. */
function shadows(tree: SourceTree, node: ts.Node): boolean {
  const { parameters } = node as Partial<ts.FunctionLikeDeclaration>;
  return parameters?.some((p) => /\bprops\b/.test(tree.textOf(p.name))) ?? false;
}

function interfaceNamed(tree: SourceTree, name: string, path: NodePath): ts.InterfaceDeclaration | undefined {
  const K = tree.ts.SyntaxKind;
  for (let i = path.length - 1; i >= 0; i--) {
    const statements = (path[i] as { statements?: readonly ts.Statement[] }).statements ?? [];
    for (const s of statements)
      if (s.kind === K.InterfaceDeclaration && tree.textOf((s as ts.InterfaceDeclaration).name) === name)
        return s as ts.InterfaceDeclaration;
  }
  return undefined;
}

/** A member behind the last of an interface, described where the others are. */
function member(tree: SourceTree, declared: ts.InterfaceDeclaration, text: string, description: string): TextEdit {
  const { newline } = tree;
  const { members } = declared;
  const last = members[members.length - 1];
  const close = declared.end - 1;
  const outer = tree.indentAt(tree.start(declared));
  const own = last && tree.text.slice(tree.lineStart(tree.start(last)), tree.start(last)).trim() === "";
  if (last && !own) {
    const ended = /[;,]$/.test(tree.textOf(last));
    return tree.edit(last.end, last.end, `${ended ? "" : ";"} ${text}`);
  }
  const indent = last ? tree.indentAt(tree.start(last)) : outer + tree.indentStep;
  const comment = `${indent}/** ${description.replaceAll("*/", "* /")}. */${newline}`;
  const lines = `${comment}${indent}${text}`;
  if (!last) {
    const open = tree.text.lastIndexOf("{", close);
    return tree.edit(open + 1, close, `${newline}${lines}${newline}${outer}`);
  }
  const style = /,$/.test(tree.textOf(last))
    ? lines.replace(/;$/, ",")
    : /;$/.test(tree.textOf(last))
      ? lines
      : lines.replace(/;$/, "");
  const behind = tree.lineEnd(last.end);
  const rest = tree.text.slice(last.end, behind);
  const at = behind < close && /^[ \t]*(?:\/[/*].*)?$/.test(rest) ? behind : last.end;
  return tree.edit(at, at, `${newline}${style}`);
}
