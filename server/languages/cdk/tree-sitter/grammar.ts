/** Loads tree-sitter and its grammars, each when the first file of its language is met. */
import { readFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { brotliDecompressSync } from "node:zlib";
import type { Parser as TreeSitterParser } from "@vscode/tree-sitter-wasm";
import { type SyntaxTree, treeOf } from "./syntax-node.ts";

export type GrammarName = "python" | "java" | "c-sharp" | "go";

/** A parser for one language. */
export interface Grammar {
  /** The tree of any text; what is broken in it stands as `ERROR` nodes, what is missing as empty ones. */
  parse(text: string): SyntaxTree;
}

const loading = new Map<GrammarName, Promise<Grammar>>();

/** Loads a grammar once. */
export function loadGrammar(name: GrammarName): Promise<Grammar> {
  let promise = loading.get(name);
  if (!promise) {
    promise = load(name);
    loading.set(name, promise);
  }
  return promise;
}

let library: Promise<typeof import("@vscode/tree-sitter-wasm")> | undefined;

async function load(name: GrammarName): Promise<Grammar> {
  library ??= loadLibrary();
  const { Parser, Language } = await library;
  const parser = new Parser();
  parser.setLanguage(await Language.load(await wasm(`tree-sitter-${name}`)));
  return { parse: (text) => parse(parser, text) };
}

async function loadLibrary(): Promise<typeof import("@vscode/tree-sitter-wasm")> {
  // The optimising compiler of WebAssembly would hold a short process back when it exits.
  setFlagsFromString("--liftoff-only");
  const module = (await import("@vscode/tree-sitter-wasm")) as typeof import("@vscode/tree-sitter-wasm") & {
    default?: typeof import("@vscode/tree-sitter-wasm");
  };
  const found = module.default ?? module;
  // The published type knows one of the options only.
  const options: unknown = { wasmBinary: await wasm("tree-sitter") };
  await found.Parser.init(options as Parameters<typeof found.Parser.init>[0]);
  return found;
}

/** A grammar as it is shipped, compressed beside the program; from the package where the program runs from source. */
async function wasm(name: string): Promise<Uint8Array> {
  try {
    return brotliDecompressSync(await readFile(new URL(`${name}.wasm.br`, import.meta.url)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return readFile(new URL(import.meta.resolve(`@vscode/tree-sitter-wasm/wasm/${name}.wasm`)));
  }
}

function parse(parser: TreeSitterParser, text: string): SyntaxTree {
  const tree = parser.parse(text);
  // Without a language or after a cancellation only, and there is neither.
  if (!tree) throw new Error("the text was not parsed");
  try {
    return treeOf(tree.walk());
  } finally {
    tree.delete();
  }
}
