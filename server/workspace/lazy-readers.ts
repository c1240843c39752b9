/** Readers of scripts and documents, loaded when the first script or document is met. */
import type { Readers } from "../core/scripts.ts";
import type { Product } from "./product.ts";

export class LazyReaders implements Readers {
  readonly #product: Product;
  #script: Readers["script"] | undefined;
  #document: Readers["document"] | undefined;
  #wanted = new Set<"script" | "document">();

  constructor(product: Product) {
    this.#product = product;
    this.script = this.script.bind(this);
    this.document = this.document.bind(this);
  }

  script(value: Parameters<Readers["script"]>[0]): ReturnType<Readers["script"]> {
    if (this.#script) return this.#script(value);
    this.#wanted.add("script");
    return undefined;
  }

  document(value: Parameters<Readers["document"]>[0]): ReturnType<Readers["document"]> {
    if (this.#document) return this.#document(value);
    this.#wanted.add("document");
    return undefined;
  }

  /** Loads what was asked for in vain. True when there was something: then whoever asked has to ask again. */
  async load(): Promise<boolean> {
    if (this.#wanted.size === 0) return false;
    if (this.#wanted.has("script")) this.#script ??= await this.#product.readScript();
    if (this.#wanted.has("document")) this.#document ??= await this.#product.readDocument();
    this.#wanted.clear();
    return true;
  }
}
