/** Where in the source a synthesized resource was made. */
import type { Source } from "../../../core/span.ts";
import type { ConstructInstance } from "../constructs.ts";
import type { MadeBy } from "./manifest.ts";

export class Places {
  readonly #byPath = new Map<string, ConstructInstance>();
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #constructs: readonly ConstructInstance[];

  constructor(app: { constructs: readonly ConstructInstance[]; sources: ReadonlyMap<string, Source> }) {
    this.#sources = app.sources;
    this.#constructs = app.constructs;
    for (const c of app.constructs) this.#byPath.set(c.path, c);
  }

  /** The construct of its path or one that it lies in, short of the stack; then where the program was; then the stack. */
  of(made: MadeBy): ConstructInstance | undefined {
    const ids = made.path.split("/");
    let stack: ConstructInstance | undefined;
    for (let n = ids.length; n > 0; n--) {
      const c = this.#byPath.get(ids.slice(0, n).join("/"));
      if (!c) continue;
      if (c.stack && c.stack !== c) return c;
      stack ??= c;
    }
    for (const { path, line, column } of made.trace) {
      const source = this.#sources.get(path);
      const span = source?.spanAt(source.offset({ line: line - 1, column: column - 1 }));
      if (!span) continue;
      const c = this.#constructs.find(({ span: s }) => s.chunk === span.chunk && s.start === span.start);
      if (c) return c;
    }
    return stack;
  }
}
