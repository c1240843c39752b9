/** Loads tree-sitter and its grammars, each when the first file of its language is met. */
import type { Parser as TreeSitterParser } from "@vscode/tree-sitter-wasm";
import { type KeptTree, parseAgain } from "./parse-again.ts";
import type { SyntaxTree } from "./syntax-node.ts";

export type GrammarName = "python" | "java" | "c-sharp" | "go";

/** Reads a file of WebAssembly by its name ("tree-sitter", "tree-sitter-python"). */
export type ReadGrammar = (name: string) => Promise<Uint8Array>;

/** A parser for one language. */
export interface Grammar {
  /** The tree of any text; what is broken in it stands as `ERROR` nodes, what is missing as empty ones. */
  parse(text: string): SyntaxTree;
}

const loading = new Map<GrammarName, Promise<Grammar>>();

/** Loads a grammar once. */
export function loadGrammar(name: GrammarName, read: ReadGrammar): Promise<Grammar> {
  let promise = loading.get(name);
  if (!promise) {
    promise = load(name, read);
    loading.set(name, promise);
  }
  return promise;
}

type Library = typeof import("@vscode/tree-sitter-wasm");

let library: Promise<Library> | undefined;

async function load(name: GrammarName, read: ReadGrammar): Promise<Grammar> {
  library ??= loadLibrary(read);
  const { Parser, Language } = await library;
  const parser = new Parser();
  parser.setLanguage(await Language.load(await read(`tree-sitter-${name}`)));
  let last: KeptTree | undefined;
  return {
    parse(text) {
      const { tree, kept } = parseAgain(parser as TreeSitterParser, text, last);
      last = kept;
      return tree;
    },
  };
}

async function loadLibrary(read: ReadGrammar): Promise<Library> {
  const module = (await import("@vscode/tree-sitter-wasm")) as Library & { default?: Library };
  const found = module.default ?? module;
  // The published type knows one of the options only.
  const options: unknown = { wasmBinary: await read("tree-sitter") };
  await found.Parser.init(options as Parameters<typeof found.Parser.init>[0]);
  return found;
}
