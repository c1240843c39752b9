/** Where things stand in the text of a plan: asked only for what stands in no source. */
import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import type { Source, Span } from "../../../core/span.ts";

export class PlanPlaces {
  readonly source: Source;
  #tree: { readonly root: Node | undefined } | undefined;
  #isUsed = false;

  constructor(source: Source) {
    this.source = source;
  }

  /** True when something was found to stand in the plan alone. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /** The place of what a path leads to; the nearest thing around it where that is not there. */
  at(path: readonly (string | number)[]): Span {
    this.#isUsed = true;
    this.#tree ??= { root: this.#parse() };
    const chunk = this.source.chunks[0]!;
    const { root } = this.#tree;
    for (let n = path.length; root && n >= 0; n--) {
      const node = findNodeAtLocation(root, path.slice(0, n));
      if (node) return { chunk, start: node.offset, end: node.offset + node.length };
    }
    return { chunk, start: 0, end: 0 };
  }

  #parse(): Node | undefined {
    try {
      return parseTree(this.source.text);
    } catch (error) {
      // Lists in lists, thousands deep: its places are then the beginning of the file.
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }
}
