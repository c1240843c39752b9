/** Makes a new resource: an L1 construct behind the statements that make those that it is about. */
import type ts from "typescript";
import type { Expression, Intent } from "../../../../core/fixes.ts";
import type { Program, Resource } from "../../../../core/resources.ts";
import { sameSpan } from "../../../../core/span.ts";
import { l1Type } from "../../lowering/l1.ts";
import type { Native } from "../../lowering/lower.ts";
import { l1Keys } from "../../writer/prop-path.ts";
import { knownAs } from "./class-names.ts";
import type { Edits, Writing } from "./index.ts";
import { argumentsOf } from "./props.ts";
import { render } from "./render.ts";
import type { SourceTree } from "./source-tree.ts";
import { behind } from "./statements.ts";

type NewResource = Extract<Intent, { do: "addResource" }>;

export function addResource(intent: NewResource, writing: Writing): Edits {
  const { near, properties } = intent;
  const [, service, name] = /^AWS::(\w+)::(\w+)$/.exec(intent.type) ?? [];
  if (service === undefined) return undefined;
  const module = `aws-${service.toLowerCase()}`;
  const fqn = `aws-cdk-lib.${module.replaceAll("-", "_")}.Cfn${name}`;
  const keys = l1Type(fqn) === intent.type ? l1Keys(fqn) : undefined;
  const last = lastMade([near, ...ownersOf({ kind: "object", entries: properties })], writing);
  if (!keys || !last) return undefined;
  const { tree, scope, statement } = last;
  const known = knownAs(tree, { module, name: `Cfn${name}` });
  const props = render({ kind: "object", entries: properties }, { tree, offset: statement.end, writing, keys });
  if (!known || props === undefined) return undefined;
  const id = tree.quoted(freeId(tree, intent.name));
  return [behind(tree, statement, `new ${known.name}(${scope}, ${id}, ${props})`), ...known.edits];
}

interface MadeBy {
  readonly tree: SourceTree;
  readonly scope: string;
  readonly statement: ts.Node;
}

/** The last of the statements that make resources of one scope; undefined where one makes several, or none. */
function lastMade(resources: readonly Resource[], writing: Writing): MadeBy | undefined {
  const found = resources.map((resource) => madeBy(resource, writing));
  const last = found.reduce((a, b) => (a && b ? (b.statement.end > a.statement.end ? b : a) : undefined));
  return last && found.every((m) => m?.tree === last.tree && m.scope === last.scope) ? last : undefined;
}

function madeBy(resource: Resource, writing: Writing): MadeBy | undefined {
  if (isMadeAgain(resource, writing.program)) return undefined;
  const made = argumentsOf(resource, writing);
  const [scope, id] = made?.args ?? [];
  if (!made || !scope || !id) return undefined;
  const { tree, node } = made;
  const K = tree.ts.SyntaxKind;
  // An id that is put together is one of many.
  if (id.kind !== K.StringLiteral || !/^(?:this|[A-Za-z_$][\w$]*)$/.test(tree.textOf(scope))) return undefined;
  const path = tree.pathTo({ chunk: tree.chunk, start: tree.start(node), end: node.end });
  const at = path.findLastIndex((n) => n.kind === K.ExpressionStatement || n.kind === K.VariableStatement);
  const around = path[at - 1];
  if (at < 1 || (around?.kind !== K.Block && around?.kind !== K.SourceFile)) return undefined;
  return { tree, scope: tree.textOf(scope), statement: path[at]! };
}

/** True where the same code makes other resources too. */
function isMadeAgain(resource: Resource, program: Program): boolean {
  const spanOf = (r: Resource) => (r.native as Native | undefined)?.construct.node.span;
  const own = spanOf(resource);
  return (
    !own ||
    program.resources.some((r) => {
      const other = r !== resource && r.type === resource.type ? spanOf(r) : undefined;
      return other !== undefined && sameSpan(other, own);
    })
  );
}

function ownersOf(expression: Expression): Resource[] {
  switch (expression.kind) {
    case "attribute":
      return [expression.of];
    case "list":
      return expression.items.flatMap(ownersOf);
    case "object":
      return Object.values(expression.entries).flatMap(ownersOf);
    default:
      return [];
  }
}

/** An id that stands nowhere in the file. */
function freeId(tree: SourceTree, wanted: string): string {
  const stands = (id: string) => tree.text.includes(`'${id}'`) || tree.text.includes(`"${id}"`);
  let id = wanted;
  for (let n = 2; stands(id); n++) id = `${wanted}${n}`;
  return id;
}
