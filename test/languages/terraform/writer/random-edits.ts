/** Random edits of a file, and what has to be true of what comes out: checked by the tree, not by the text. */
import { isDeepStrictEqual } from "node:util";
import { type Intent, literal, type Expression as Written } from "../../../../server/core/fixes.ts";
import type { Resource } from "../../../../server/core/resources.ts";
import { type Span, spanText } from "../../../../server/core/span.ts";
import { scalar } from "../../../../server/core/values.ts";
import { parseFile } from "../../../../server/languages/terraform/parser.ts";
import type {
  Attribute,
  Block,
  Body,
  Expression,
  ParsedFile,
  TupleNode,
} from "../../../../server/languages/terraform/syntax.ts";
import { Project } from "./writing.ts";

export interface Outcome {
  readonly kind: string;
  /** What was changed where, for a person. */
  readonly what: string;
  /** The text after the edit; undefined when the writer refuses. */
  readonly text: string | undefined;
  /** What is not as it should be. */
  readonly wrong?: string;
}

/** A body as plain data: one entry for each argument and block. */
type Tree = readonly TreeItem[];
type TreeItem =
  | { readonly name: string; readonly value: unknown }
  | { readonly type: string; readonly labels: readonly string[]; readonly body: Tree };

interface Edit {
  readonly kind: string;
  readonly intent: Intent;
  /** What the tree becomes. */
  readonly expected: (tree: Tree) => Tree;
  /** Nothing goes, comments neither. */
  readonly keepsComments: boolean;
}

/** Makes up to `most` random edits, each of the file as it is. */
export function* randomEdits(text: string, next: (below: number) => number, most: number): Generator<Outcome> {
  const name = text.trimStart().startsWith("{") ? "main.tf.json" : "main.tf";
  const project = new Project({ [name]: text });
  const file = parsed(project.program.resources[0]);
  if (!file || file.problems.some((p) => p.severity === "error")) return;
  const names = project.program.resources.map((r) => r.name);
  // The tree finds a resource by its name.
  if (new Set(names).size < names.length) return;
  for (let i = 0; i < most; i++) {
    const resource = project.program.resources[next(project.program.resources.length)]!;
    const edit = pick(resource, file, next);
    if (!edit) continue;
    const what = `${resource.name}: ${JSON.stringify(edit.intent, (k, v) => (/^(resource|near|chunk|span|value)$/.test(k) ? undefined : v))}`;
    const after = project.files(edit.intent)?.[name];
    const wrong = after === undefined ? undefined : wrongIn(text, after, name, edit);
    yield { kind: edit.kind, what, text: after, ...(wrong !== undefined && { wrong }) };
  }
}

function parsed(resource: Resource | undefined): ParsedFile | undefined {
  return (resource?.native as { file: ParsedFile } | undefined)?.file;
}

function wrongIn(before: string, after: string, name: string, edit: Edit): string | undefined {
  const [old, now] = [parseFile(`/m/${name}`, before), parseFile(`/m/${name}`, after)];
  const [problem] = now.problems;
  if (problem) return `it does not parse: ${problem.message}`;
  const expected = sorted(edit.expected(treeOf(old)));
  const tree = sorted(treeOf(now));
  if (!isDeepStrictEqual(tree, expected)) return `the tree is another one: ${difference(expected, tree)}`;
  const comments = (f: ParsedFile) => f.comments.map((c) => c.text.trim()).sort();
  const [had, has] = [comments(old), comments(now)];
  if (edit.keepsComments ? !isDeepStrictEqual(had, has) : has.some((c) => !had.includes(c)))
    return "comments were changed";
  return moved(before, after, edit.keepsComments);
}

/** Lines that an edit has no business with: all but those around the place where the texts differ. */
function moved(before: string, after: string, adds: boolean): string | undefined {
  const bare = (text: string) => text.replace(/[ \t]+/g, " ").split(/\r?\n/);
  const [a, b] = [bare(before), bare(after)];
  if (!adds && b.length > a.length) return "a removal made lines";
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let [i, j] = [a.length, b.length];
  while (i > start && j > start && a[i - 1] === b[j - 1]) [i, j] = [i - 1, j - 1];
  return adds && i - start > 6 ? `${i - start} lines were touched` : undefined;
}

function pick(resource: Resource, file: ParsedFile, next: (below: number) => number): Edit | undefined {
  const { block } = resource.native as { block: Block };
  const isJson = file.syntax === "json";
  const attributes = block.body.attributes.filter((a) => !META.has(a.name));
  const attribute = attributes[next(Math.max(1, attributes.length))];
  const at = (change: (body: Tree) => Tree) => (tree: Tree) => inBlock(tree, block, change);
  switch (next(10)) {
    case 0:
      return attribute && replaceValue(resource, attribute, next, at);
    case 1: {
      const to = literal(next(100));
      return {
        kind: "set an argument",
        intent: { do: "set", resource, path: ["groundrule_new"], to },
        expected: at((body) => [...body, { name: "groundrule_new", value: json(to, isJson) }]),
        keepsComments: true,
      };
    }
    case 2: {
      const path = ["groundrule_outer", "groundrule_inner", "enabled"];
      const written = (name: string, body: Tree): TreeItem => ({ type: name, labels: [], body });
      const inner = written("groundrule_inner", [{ name: "enabled", value: "true" }]);
      const item: TreeItem = isJson
        ? { name: "groundrule_outer", value: ["{", ['"groundrule_inner"', ["{", ['"enabled"', "true"]]]] }
        : written("groundrule_outer", [inner]);
      return {
        kind: "set in a block",
        intent: { do: "set", resource, path, to: literal(true) },
        expected: at((body) => [...body, item]),
        keepsComments: true,
      };
    }
    case 3:
      return (
        attribute && {
          kind: "remove an argument",
          intent: { do: "remove", resource, path: [attribute.name] },
          expected: at((body) => body.filter((i) => !("name" in i && i.name === attribute.name))),
          keepsComments: false,
        }
      );
    case 4:
      return removeItem(resource, attributes, next, at);
    case 5: {
      const blocks = block.body.blocks.filter((b) => b.type !== "dynamic" && b.type !== "lifecycle");
      const inner = blocks[next(Math.max(1, blocks.length))];
      if (!inner) return undefined;
      const nth = block.body.blocks.filter((b) => b.type === inner.type).indexOf(inner);
      return {
        kind: "remove a block",
        intent: { do: "remove", resource, path: [inner.type, nth] },
        expected: at((body) => without(body, (i) => "type" in i && i.type === inner.type, nth)),
        keepsComments: false,
      };
    }
    case 6: {
      const [type, label] = block.labels;
      const isIt = (i: TreeItem) =>
        "type" in i && i.type === "resource" && i.labels[0] === type!.text && i.labels[1] === label!.text;
      return {
        kind: "remove a resource",
        intent: { do: "removeResource", resource },
        expected: (tree) => without(tree, isIt, 0),
        keepsComments: false,
      };
    }
    case 7:
      return removeLine(attributes, next, at);
    case 8: {
      const properties: Record<string, Written> = { name: literal('a "b" ${c}'), longer_name: literal(1) };
      const body: Tree = [
        { name: "name", value: isJson ? JSON.stringify('a "b" $${c}') : '"a \\"b\\" $${c}"' },
        { name: "longer_name", value: "1" },
      ];
      return {
        kind: "add a resource",
        intent: { do: "addResource", near: resource, name: "groundrule_new", type: "aws_x", properties },
        expected: (tree) => [...tree, { type: "resource", labels: ["aws_x", "groundrule_new"], body }],
        keepsComments: true,
      };
    }
    default: {
      const body: Tree = [
        { name: "description", value: '"What it is."' },
        { name: "type", value: isJson ? '"string"' : "string" },
      ];
      return {
        kind: "add an input",
        intent: { do: "addInput", near: resource, name: "groundrule_new", description: "What it is.", type: "string" },
        expected: (tree) => [...tree, { type: "variable", labels: ["groundrule_new"], body }],
        keepsComments: true,
      };
    }
  }
}

const META = new Set(["count", "for_each", "provider", "depends_on", "lifecycle"]);
/** Arguments of a security group's rule, of which the last one takes the rule with it. */
const SOURCES =
  /^(cidr_blocks|ipv6_cidr_blocks|prefix_list_ids|security_groups|source_security_group_id|self|cidr_ipv[46]|prefix_list_id|referenced_security_group_id)$/;

type At = (change: (body: Tree) => Tree) => (tree: Tree) => Tree;

function replaceValue(resource: Resource, attribute: Attribute, next: (below: number) => number, at: At): Edit {
  const isJson = attribute.span.chunk.path.endsWith(".json");
  const to = next(2) === 0 ? literal(next(1000)) : literal('new\n"${x}');
  const { span } = attribute.value;
  return {
    kind: "replace a value",
    intent: { do: "replace", resource, value: scalar("", { span }), with: to },
    expected: at((body) =>
      body.map((i) => ("name" in i && i.name === attribute.name ? { ...i, value: json(to, isJson) } : i)),
    ),
    // A comment inside of the value goes with it.
    keepsComments: !/#|\/[/*]/.test(spanText(span)) && !spanText(span).includes("\n"),
  };
}

function removeItem(
  resource: Resource,
  attributes: readonly Attribute[],
  next: (below: number) => number,
  at: At,
): Edit | undefined {
  const lists = attributes.filter((a) => a.value.kind === "tuple" && a.value.items.length > 0);
  const attribute = lists[next(Math.max(1, lists.length))];
  if (!attribute || SOURCES.test(attribute.name)) return undefined;
  const list = attribute.value as TupleNode;
  const index = next(list.items.length);
  const { span } = list.items[index]!;
  const left = (value: unknown) => (value as unknown[]).toSpliced(index + 1, 1);
  return {
    kind: "remove an item",
    intent: { do: "removeItem", resource, value: scalar("", { span }) },
    expected: at((body) =>
      body.flatMap((i) => {
        if (!("name" in i) || i.name !== attribute.name) return [i];
        return list.items.length === 1 ? [] : [{ ...i, value: left(i.value) }];
      }),
    ),
    keepsComments: false,
  };
}

/** A line of a heredoc, as a command that stands in it. */
function removeLine(attributes: readonly Attribute[], next: (below: number) => number, at: At): Edit | undefined {
  const scripts = attributes.filter((a) => a.value.kind === "template" && a.value.form === "heredoc");
  const attribute = scripts[next(Math.max(1, scripts.length))];
  if (!attribute) return undefined;
  const { chunk, start } = attribute.value.span;
  const lines = spanText(attribute.value.span).split("\n");
  const index = 1 + next(Math.max(1, lines.length - 2));
  const line = lines[index]!.trimEnd();
  if (index > lines.length - 2 || line.trim() === "" || /[$%]\{|^\s*sudo\b/.test(line)) return undefined;
  const from = start + lines.slice(0, index).join("\n").length + 1;
  const span = { chunk, start: from + line.length - line.trimStart().length, end: from + line.length };
  const value =
    text({ ...attribute.value.span, end: from }) +
    text({ ...attribute.value.span, start: from }).replace(/^[^\n]*\n/, "");
  return {
    kind: "remove a script's line",
    intent: { do: "removeScriptLine", span },
    expected: at((body) => body.map((i) => ("name" in i && i.name === attribute.name ? { ...i, value } : i))),
    keepsComments: false,
  };
}

function json(e: Written, isJson: boolean): string {
  if (e.kind !== "literal") throw new Error("only literals are written here");
  if (typeof e.value !== "string") return String(e.value);
  const text = e.value.replace(/([$%])\{/g, "$1$1{");
  return isJson ? JSON.stringify(text) : `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

function treeOf(file: ParsedFile): Tree {
  return file.blocks.map(blockTree);
}

function bodyTree(body: Body): Tree {
  return body.items.map((item) =>
    item.kind === "attribute" ? { name: item.name, value: valueTree(item.value) } : blockTree(item),
  );
}

function blockTree(block: Block): TreeItem {
  return { type: block.type, labels: block.labels.map((l) => l.text), body: bodyTree(block.body) };
}

function valueTree(e: Expression): unknown {
  if (e.kind === "tuple") return ["[", ...e.items.map(valueTree)];
  if (e.kind === "object") return ["{", ...e.items.map((i) => [text(i.key.span), valueTree(i.value)])];
  return text(e.span);
}

/** Blanks that align are no part of the tree. */
function text(span: Span): string {
  return spanText(span).replace(/[ \t]+/g, " ");
}

function inBlock(tree: Tree, block: Block, change: (body: Tree) => Tree): Tree {
  const [type, label] = block.labels;
  return tree.map((i) =>
    "type" in i && i.type === "resource" && i.labels[0] === type!.text && i.labels[1] === label!.text
      ? { ...i, body: change(i.body) }
      : i,
  );
}

function without(tree: Tree, is: (item: TreeItem) => boolean, nth: number): Tree {
  let seen = 0;
  return tree.filter((i) => !is(i) || seen++ !== nth);
}

/** Where something new stands is a question of style. */
function sorted(tree: Tree): unknown[] {
  return tree
    .map((i) => ("type" in i ? { ...i, body: sorted(i.body) } : i))
    .map((i) => JSON.stringify(i))
    .sort();
}

function difference(expected: readonly unknown[], tree: readonly unknown[]): string {
  const lost = expected.filter((i) => !tree.includes(i));
  const made = tree.filter((i) => !expected.includes(i));
  return `${String(lost[0]).slice(0, 300)} | ${String(made[0]).slice(0, 300)}`;
}
