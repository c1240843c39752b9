/** Which templates of a workspace export something. */
import { mayExport } from "./exports.ts";
import type { Template } from "./syntax.ts";

/** How many templates are looked at for one import. */
const MOST_EXPORTERS = 500;
/** Up to how many templates are watched for their first export. Whoever imports is looked at again when one changes. */
const MOST_WATCHED = 100;

export class Exporters {
  /** Paths of templates that may export something; with the version that was read, once one was. */
  readonly #templates = new Map<string, Template | undefined>();
  #stacks: ReadonlySet<string> = new Set();
  /** The texts of those that are watched: each is searched once. */
  readonly #searched = new Map<string, string>();

  /** Takes the templates of the workspace; only one that is deployed for itself gives what it says by itself. */
  set(paths: readonly string[], reached: ReadonlySet<string>, textOf: (path: string) => string | undefined): void {
    this.#stacks = new Set(paths.filter((p) => !reached.has(p)));
    for (const path of this.#searched.keys()) if (!this.#stacks.has(path)) this.#searched.delete(path);
    for (const path of this.#templates.keys()) if (!this.#stacks.has(path)) this.#templates.delete(path);
    for (const path of this.#stacks) this.note(path, textOf(path));
  }

  /** A template has this text now. */
  note(path: string, source: string | undefined): void {
    if (!this.#stacks.has(path) || source === undefined) return;
    if (!mayExport(source)) this.#templates.delete(path);
    else if (!this.#templates.has(path)) this.#templates.set(path, undefined);
  }

  #watch(path: string, source: string | undefined): void {
    if (source === undefined || this.#searched.get(path) === source) return;
    this.#searched.set(path, source);
    this.note(path, source);
  }

  /** Every template that may export something to the one at a path, as it is now. */
  for(
    path: string,
    read: (path: string, previous: Template | undefined) => Template | undefined,
    textOf: (path: string) => string | undefined,
  ): Template[] {
    if (this.#stacks.size <= MOST_WATCHED)
      for (const other of this.#stacks) if (other !== path) this.#watch(other, textOf(other));
    const found: Template[] = [];
    for (const [other, previous] of this.#templates) {
      if (other === path || found.length === MOST_EXPORTERS) continue;
      const template = read(other, previous);
      if (!template) continue;
      this.#templates.set(other, template);
      found.push(template);
    }
    return found;
  }
}
