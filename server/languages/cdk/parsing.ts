/** Parses files once for each text, for every program that reads them. */
import type { Chunk } from "../../core/span.ts";
import type { ModuleParser } from "./evaluate/modules.ts";
import type { Module } from "./ir.ts";
import { readModule } from "./typescript/front-end.ts";
import type { TypeScript } from "./typescript/parser.ts";
import { SyntaxTrees } from "./typescript/reparse.ts";

export class ParsedFiles implements ModuleParser {
  readonly #typescript: TypeScript;
  readonly #trees: SyntaxTrees;
  readonly #modules = new Map<string, Module>();
  readonly #chunks = new Map<string, Chunk>();

  constructor(typescript: TypeScript) {
    this.#typescript = typescript;
    this.#trees = new SyntaxTrees(typescript);
  }

  module(path: string, text: string): Module {
    const known = this.#modules.get(path);
    if (known && known.chunk.text === text) return known;
    const module = readModule(this.#typescript, { path, text }, this.#trees);
    this.#modules.set(path, module);
    return module;
  }

  chunk(path: string, text: string): Chunk {
    const known = this.#chunks.get(path);
    if (known && known.text === text) return known;
    const chunk = { path, text };
    this.#chunks.set(path, chunk);
    return chunk;
  }

  forget(path: string): void {
    this.#modules.delete(path);
    this.#chunks.delete(path);
    this.#trees.forget(path);
  }
}
