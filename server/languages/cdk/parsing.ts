/** Parses files once for each text, for every program that reads them. */
import type { Chunk } from "../../core/span.ts";
import type { ModuleParser } from "./evaluate/modules.ts";
import type { Module } from "./ir.ts";
import type { SourceLanguage } from "./source-language.ts";

export class ParsedFiles implements ModuleParser {
  readonly language: SourceLanguage;
  readonly #modules = new Map<string, Module>();
  readonly #chunks = new Map<string, Chunk>();

  constructor(language: SourceLanguage) {
    this.language = language;
  }

  module(path: string, text: string): Module {
    const known = this.#modules.get(path);
    if (known && known.chunk.text === text) return known;
    const module = this.language.parse({ path, text });
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
    this.language.forget(path);
  }
}
