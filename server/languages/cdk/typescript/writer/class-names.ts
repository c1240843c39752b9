/** By which name a file knows a class of CDK. */
import type ts from "typescript";
import type { TextEdit } from "../../../../core/fixes.ts";
import type { SourceTree } from "./source-tree.ts";

/** A class of CDK: the module of `aws-cdk-lib` that it is in ("" for the root), and its name. */
export interface CdkClass {
  readonly module: string;
  readonly name: string;
}

export const durationClass: CdkClass = { module: "", name: "Duration" };
export const sizeClass: CdkClass = { module: "", name: "Size" };
export const peerClass: CdkClass = { module: "aws-ec2", name: "Peer" };

export interface KnownAs {
  readonly name: string;
  /** What adds it to an import, where the file does not know it yet. */
  readonly edits: readonly TextEdit[];
}

/** The shortest name of a class in a file; undefined where it would need an import of its own. */
export function knownAs(tree: SourceTree, wanted: CdkClass): KnownAs | undefined {
  const K = tree.ts.SyntaxKind;
  const found: KnownAs[] = [];
  for (const statement of tree.file.statements) {
    const known =
      statement.kind === K.ImportDeclaration
        ? fromImport(tree, statement as ts.ImportDeclaration, wanted)
        : statement.kind === K.ImportEqualsDeclaration
          ? fromImportEquals(tree, statement as ts.ImportEqualsDeclaration, wanted)
          : statement.kind === K.VariableStatement
            ? fromRequire(tree, statement as ts.VariableStatement, wanted)
            : undefined;
    if (known) found.push(known);
  }
  const cost = ({ name, edits }: KnownAs) => name.split(".").length + 10 * edits.length;
  return found.sort((a, b) => cost(a) - cost(b))[0];
}

function fromImportEquals(tree: SourceTree, node: ts.ImportEqualsDeclaration, wanted: CdkClass): KnownAs | undefined {
  const required = (node.moduleReference as ts.ExternalModuleReference).expression as ts.StringLiteral | undefined;
  const members = required?.text === undefined ? undefined : membersBehind(required.text, wanted);
  return members && { name: [tree.ts.idText(node.name), ...members].join("."), edits: [] };
}

/** The members that lead from a module's own object to a class, or undefined when it is not behind that module. */
function membersBehind(module: string, { module: of, name }: CdkClass): string[] | undefined {
  if (of === "") return /^(aws-cdk-lib(\/core)?|@aws-cdk\/core)$/.test(module) ? [name] : undefined;
  if (module === `aws-cdk-lib/${of}` || module === `@aws-cdk/${of}`) return [name];
  return module === "aws-cdk-lib" ? [of.replaceAll("-", "_"), name] : undefined;
}

function fromImport(tree: SourceTree, node: ts.ImportDeclaration, wanted: CdkClass): KnownAs | undefined {
  const clause = node.importClause;
  const members = membersBehind((node.moduleSpecifier as ts.StringLiteral).text ?? "", wanted);
  if (!clause || !members || clause.isTypeOnly) return undefined;
  const { idText } = tree.ts;
  const bindings = clause.namedBindings;
  const whole =
    bindings?.kind === tree.ts.SyntaxKind.NamespaceImport ? (bindings as ts.NamespaceImport).name : clause.name;
  if (bindings && bindings.kind === tree.ts.SyntaxKind.NamedImports) {
    const { elements } = bindings as ts.NamedImports;
    for (const e of elements) {
      const imported = idText((e.propertyName ?? e.name) as ts.Identifier);
      if (imported === members[0] && !e.isTypeOnly)
        return { name: [idText(e.name), ...members.slice(1)].join("."), edits: [] };
    }
    const last = elements[elements.length - 1];
    if (!whole && last && members.length === 1 && !new RegExp(`\\b${wanted.name}\\b`).test(tree.text)) {
      const line = tree.lineStart(tree.start(last));
      const own = tree.text.slice(line, tree.start(last)).trim() === "";
      const gap = own ? `${tree.newline}${tree.indentAt(tree.start(last))}` : " ";
      return { name: wanted.name, edits: [tree.edit(last.end, last.end, `,${gap}${wanted.name}`)] };
    }
  }
  return whole && { name: [idText(whole), ...members].join("."), edits: [] };
}

function fromRequire(tree: SourceTree, node: ts.VariableStatement, wanted: CdkClass): KnownAs | undefined {
  const K = tree.ts.SyntaxKind;
  for (const { name, initializer } of node.declarationList.declarations) {
    if (initializer?.kind !== K.CallExpression) continue;
    const module = /^require\(\s*(['"])(.+)\1\s*\)$/.exec(tree.textOf(initializer))?.[2];
    const members = module === undefined ? undefined : membersBehind(module, wanted);
    if (!members) continue;
    if (name.kind === K.Identifier)
      return { name: [tree.ts.idText(name as ts.Identifier), ...members].join("."), edits: [] };
    if (name.kind !== K.ObjectBindingPattern) continue;
    for (const e of (name as ts.ObjectBindingPattern).elements) {
      if (tree.textOf(e.propertyName ?? e.name) !== members[0] || e.name.kind !== K.Identifier) continue;
      return { name: [tree.textOf(e.name), ...members.slice(1)].join("."), edits: [] };
    }
  }
  return undefined;
}

/**
 * The name of a class of a module that the file may not import yet: then an import of the whole module, under a name
 * that nothing in the file has, is part of the edits. Undefined for a file without imports of `aws-cdk-lib`.
 */
export function knownOrImportedAs(tree: SourceTree, wanted: CdkClass, alias: string): KnownAs | undefined {
  const known = knownAs(tree, wanted);
  if (known) return known;
  const K = tree.ts.SyntaxKind;
  const imports = tree.file.statements.filter((s) => s.kind === K.ImportDeclaration) as ts.ImportDeclaration[];
  const last = imports.findLast((i) => /^aws-cdk-lib(\/|$)/.test((i.moduleSpecifier as ts.StringLiteral).text));
  if (!last || new RegExp(`\\b${alias}\\b`).test(tree.text)) return undefined;
  const end = /;\s*$/.test(tree.textOf(last)) ? ";" : "";
  const line = `${tree.newline}import * as ${alias} from ${tree.quoted(`aws-cdk-lib/${wanted.module}`)}${end}`;
  return { name: `${alias}.${wanted.name}`, edits: [tree.edit(last.end, last.end, line)] };
}
