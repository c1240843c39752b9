/** Values that a fix writes, as TypeScript. */
import type ts from "typescript";
import type { Expression } from "../../../../core/fixes.ts";
import type { Resource } from "../../../../core/resources.ts";
import { l1Type } from "../../lowering/l1.ts";
import { lookupInTable } from "../../lowering/l1-table.ts";
import type { Native } from "../../lowering/lower.ts";
import type { KeyNames } from "../../writer/prop-path.ts";
import type { Writing } from "./index.ts";
import type { SourceTree } from "./source-tree.ts";

/** An expression as text that can stand at an offset of a file; undefined when something of it is not in reach there. */
export function render(
  expression: Expression,
  at: { readonly tree: SourceTree; readonly offset: number; readonly writing: Writing; readonly keys: KeyNames },
): string | undefined {
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? at.tree.quoted(expression.value) : String(expression.value);
    case "list": {
      const items = expression.items.map((i) => render(i, at));
      return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
    }
    case "object": {
      const entries: string[] = [];
      for (const [name, value] of Object.entries(expression.entries)) {
        const text = render(value, { ...at, keys: at.keys.inside(name) });
        if (text === undefined) return undefined;
        entries.push(`${propertyKey(at.keys.key(name), at.tree)}: ${text}`);
      }
      return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
    }
    case "attribute":
      return attributeOf(expression.of, expression.attribute, at.tree, at.offset);
    case "input": {
      const added = at.writing.inputs.get(expression.name);
      return added?.reaches(at.tree, at.offset) ? added.text : undefined;
    }
  }
}

export function propertyKey(name: string, tree: SourceTree): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : tree.quoted(name);
}

/** The variable that holds a construct, with the member that gives an attribute of it. */
function attributeOf(
  of: Resource,
  attribute: string | undefined,
  tree: SourceTree,
  offset: number,
): string | undefined {
  const native = of.native as Native | undefined;
  const variable = native?.construct.variable;
  const member = native && memberFor(of, native, attribute);
  if (!variable || member === undefined || variable.span.chunk !== tree.chunk) return undefined;
  if (!/^(this\.)?[A-Za-z_$][\w$]*$/.test(variable.name) || !inReach(tree, variable, native.construct.span.end, offset))
    return undefined;
  return `${variable.name}.${member}`;
}

function memberFor(of: Resource, { construct, model }: Native, attribute: string | undefined): string | undefined {
  if (model && model.type === of.type) {
    for (const [name, meaning] of Object.entries(model.members ?? {}))
      if (
        attribute === undefined ? meaning.is === "ref" : meaning.is === "attribute" && meaning.attribute === attribute
      )
        return name;
    return undefined;
  }
  if (l1Type(construct.fqn) !== of.type) return undefined;
  if (attribute === undefined) return "ref";
  for (const [name, known] of Object.entries(lookupInTable(construct.fqn)?.attributes ?? {}))
    if (known === attribute) return name;
  return `attr${attribute.replaceAll(".", "")}`;
}

/** Whether a variable has its value by the time that the code at an offset runs. */
function inReach(
  tree: SourceTree,
  variable: { readonly name: string; readonly span: { readonly start: number; readonly end: number } },
  madeBy: number,
  offset: number,
): boolean {
  if (madeBy > offset || variable.span.end > offset) return false;
  const K = tree.ts.SyntaxKind;
  const { start, end } = variable.span;
  const path = tree.pathTo({ chunk: tree.chunk, start, end });
  const closes = (node: ts.Node) =>
    variable.name.startsWith("this.")
      ? node.kind === K.ClassDeclaration || node.kind === K.ClassExpression
      : node.kind === K.Block || node.kind === K.SourceFile || node.kind === K.ModuleBlock || node.kind === K.CaseBlock;
  const around = path.findLast(closes);
  return around !== undefined && tree.start(around) <= offset && offset < around.end;
}
