/** Turns intents into edits of CDK source, for every language that is only known by its IR and its idiom. */
import { disjoint } from "../../../core/disjoint-edits.ts";
import type { Intent, TextEdit, Writer } from "../../../core/fixes.ts";
import type { Program } from "../../../core/resources.ts";
import type { Chunk } from "../../../core/span.ts";
import type { SourceLanguage } from "../source-language.ts";
import type { Idiom } from "./idiom.ts";
import { IrTree } from "./ir-tree.ts";
import { removeNamed, setNamed } from "./named-arguments.ts";
import { isOwned } from "./owned.ts";
import { removeItem, removeResource } from "./removals.ts";
import { replaceValue } from "./replace-value.ts";
import { removePlainLine } from "./script-lines.ts";
import { removeScriptLine, replaceText } from "./script-text.ts";

/** What every part of the writer needs. */
export interface IrWriting {
  readonly program: Program;
  readonly source: SourceLanguage;
  readonly idiom: Idiom;
  /** The IR of a file; undefined for one that is not the project's own source. */
  treeOf(chunk: Chunk): IrTree | undefined;
}

export type Edits = readonly TextEdit[] | undefined;

/** The writer for a language. Trees are kept as long as the text they are made of. */
export function irWriter(source: SourceLanguage, idiom: Idiom): Writer {
  const trees = new WeakMap<Chunk, IrTree>();
  const treeOf = (chunk: Chunk) => {
    if (!source.files.isSource(chunk.path) || !isOwned(chunk.path)) return undefined;
    let tree = trees.get(chunk);
    if (!tree) {
      tree = new IrTree(source.parse(chunk), idiom.lineComment);
      trees.set(chunk, tree);
    }
    return tree;
  };
  return {
    write(intents, program) {
      const writing: IrWriting = { program, source, idiom, treeOf };
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

function editsOf(intent: Intent, writing: IrWriting): Edits {
  switch (intent.do) {
    case "replace":
      return replaceValue(intent.value, intent.with, writing);
    case "set":
      return setNamed(intent.resource, intent.path, intent.to, writing);
    case "remove":
      return removeNamed(intent.resource, intent.path, writing);
    case "removeItem":
      return removeItem(intent.value, writing);
    case "removeResource":
      return removeResource(intent.resource, writing);
    case "replaceText":
    case "removeScriptLine": {
      const { chunk } = intent.span;
      if (!isOwned(chunk.path)) return undefined;
      const tree = writing.treeOf(chunk);
      if (intent.do === "replaceText")
        return tree
          ? replaceText(tree, intent.span, intent.text, writing)
          : [{ span: intent.span, newText: intent.text }];
      return tree ? removeScriptLine(tree, intent.span, writing) : removePlainLine(intent.span);
    }
    // A new resource or input is a statement or a member somewhere else: not written in these languages.
    case "addResource":
    case "addInput":
    case "removeDefault":
    case "disableRule":
    case "snapshotOnDelete":
    case "encode":
      return undefined;
  }
}
