/** Turns intents into edits of TypeScript and JavaScript source. */

import { disjoint } from "../../../../core/disjoint-edits.ts";
import type { Intent, TextEdit, Writer } from "../../../../core/fixes.ts";
import type { Program } from "../../../../core/resources.ts";
import type { Chunk } from "../../../../core/span.ts";
import { isOwned } from "../../writer/owned.ts";
import { removePlainLine } from "../../writer/script-lines.ts";
import { isSourceFile } from "../files.ts";
import type { TypeScript } from "../parser.ts";
import { addResource } from "./add-resource.ts";
import { isCnameRecord, removeOfCname, setOfCname } from "./alias-record.ts";
import { removeDefault } from "./defaults.ts";
import { encodeProp } from "./encode-prop.ts";
import { type AddedInput, addInput } from "./inputs.ts";
import { removeProp, setProp } from "./props.ts";
import { removeItem, removeResource } from "./removals.ts";
import { replaceValue } from "./replace.ts";
import { removeScriptLine, replaceText } from "./script-lines.ts";
import { snapshotOnDelete } from "./snapshot-on-delete.ts";
import { SourceTree } from "./source-tree.ts";

/** What every part of the writer needs. */
export interface Writing {
  readonly program: Program;
  /** The syntax tree of a file; undefined for one that is not the project's own source. */
  treeOf(chunk: Chunk): SourceTree | undefined;
  /** The inputs that intents before this one added, by the name that the rule gave them. */
  readonly inputs: Map<string, AddedInput>;
}

export type Edits = readonly TextEdit[] | undefined;

/** The writer for CDK programs in TypeScript and JavaScript. Trees are kept as long as the text they are made of. */
export function typescriptWriter(typescript: TypeScript): Writer {
  const trees = new WeakMap<Chunk, SourceTree>();
  const treeOf = (chunk: Chunk) => {
    if (!isSourceFile(chunk.path) || !isOwned(chunk.path)) return undefined;
    let tree = trees.get(chunk);
    if (!tree) {
      tree = SourceTree.parse(typescript, chunk);
      if (tree) trees.set(chunk, tree);
    }
    return tree;
  };
  return {
    write(intents, program) {
      const writing: Writing = { program, treeOf, inputs: new Map() };
      const edits: TextEdit[] = [];
      for (const intent of intents) {
        const made = editsOf(intent, writing);
        if (!made) return undefined;
        edits.push(...made);
      }
      return disjoint(edits);
    },
  };
}

function editsOf(intent: Intent, writing: Writing): Edits {
  switch (intent.do) {
    case "replace":
      return replaceValue(intent.value, intent.with, writing);
    case "set":
      if (isCnameRecord(intent.resource)) return setOfCname(intent.resource, intent.path, intent.to, writing);
      return setProp(intent.resource, intent.path, intent.to, writing);
    case "remove":
      if (isCnameRecord(intent.resource)) return removeOfCname(intent.path);
      return removeProp(intent.resource, intent.path, writing);
    case "removeItem":
      return removeItem(intent.value, writing);
    case "removeResource":
      return removeResource(intent.resource, writing);
    case "snapshotOnDelete":
      return snapshotOnDelete(intent.resource, writing);
    case "encode":
      return encodeProp(intent.resource, intent.path, writing);
    case "addResource":
      return addResource(intent, writing);
    case "disableRule":
      return undefined;
    case "addInput":
      return addInput(intent, writing);
    case "removeDefault":
      return removeDefault(intent.value, writing);
    case "replaceText":
    case "removeScriptLine": {
      const { chunk } = intent.span;
      if (!isOwned(chunk.path)) return undefined;
      const tree = writing.treeOf(chunk);
      if (intent.do === "replaceText")
        return tree ? replaceText(tree, intent.span, intent.text) : [{ span: intent.span, newText: intent.text }];
      return tree ? removeScriptLine(tree, intent.span) : removePlainLine(intent.span);
    }
  }
}
