/** The programs that the recognised files make up, each refreshed when it is asked for. */
import { folderOf } from "../core/files.ts";
import type { Inputs, Language, Root } from "../core/language.ts";
import type { Configurations } from "./configurations.ts";
import type { Product } from "./product.ts";
import { ProgramState, type Tools } from "./program-state.ts";
import type { Recognised } from "./recognised.ts";
import { overFiles, type Reads } from "./snapshot.ts";

export class Programs {
  readonly #product: Product;
  readonly #recognised: Recognised;
  readonly #configurations: Configurations;
  readonly #languages = new Map<string, Promise<Language>>();
  readonly #states = new Map<string, Map<string, ProgramState>>();
  readonly #rootReads = new Map<string, Reads>();
  readonly #stale = new Set<string>();

  constructor(product: Product, recognised: Recognised, configurations: Configurations) {
    this.#product = product;
    this.#recognised = recognised;
    this.#configurations = configurations;
  }

  /** Every program, in the order of languages and roots. */
  get all(): ProgramState[] {
    return [...this.#states.values()].flatMap((states) => [...states.values()]);
  }

  /** The files of these languages are others now: their programs have to be found again. */
  regroup(languages: Iterable<string>): void {
    for (const id of languages) this.#stale.add(id);
  }

  /** The configuration has changed: which inputs there are, and what is said of each program. */
  reconfigure(): void {
    for (const language of this.#product.languages) this.#stale.add(language.id);
    for (const state of this.all) state.markUnlinted();
  }

  /**
   * A file has another text, or came or went.
   *
   * @param onDisk false for a keystroke: a recognised file then only regroups programs when one of them comes to read
   *   other files than before
   */
  changed(path: string, onDisk: boolean): void {
    const folder = folderOf(path);
    for (const state of this.all) if (state.dependsOn(path, onDisk ? folder : "")) state.markStale();
    for (const [language, reads] of this.#rootReads) {
      const own = this.#recognised.languagesOf(path).includes(language);
      const matters = reads.files.has(path) || (onDisk && reads.folders.has(folder));
      if (matters && (onDisk || !own)) this.#stale.add(language);
    }
  }

  /** Forgets whatever languages kept about a file. */
  async forget(path: string): Promise<void> {
    for (const language of this.#languages.values()) (await language).forget(path);
  }

  get isStale(): boolean {
    return this.#stale.size > 0;
  }

  /** Finds the programs again where that is needed. */
  async group(tools: Tools): Promise<void> {
    for (const id of [...this.#stale].sort()) {
      this.#stale.delete(id);
      await this.#groupLanguage(id, tools);
    }
  }

  /** Brings a program up to date. */
  async refresh(state: ProgramState, tools: Tools): Promise<void> {
    const { language: id, path } = state.root;
    const language = await this.#load(id, tools);
    if (!language) return;
    const settings = await this.#configurations.settings(path);
    if (await state.refresh(language, settings, tools)) this.#stale.add(id);
  }

  async #groupLanguage(id: string, tools: Tools): Promise<void> {
    const paths = this.#recognised.filesOf(id);
    const language = paths.length > 0 ? await this.#load(id, tools) : undefined;
    const before = this.#states.get(id) ?? new Map<string, ProgramState>();
    const now = new Map<string, ProgramState>();
    if (language) {
      try {
        const { value: roots, reads } = await overFiles(tools.store, (files) => language.roots(paths, files));
        this.#rootReads.set(id, reads);
        for (const root of [...roots].sort((a, b) => (a.path < b.path ? -1 : 1)))
          for (const inputs of await this.#inputs(root, paths)) {
            const key = ProgramState.key(root, inputs);
            now.set(key, before.get(key) ?? new ProgramState(root, inputs));
          }
      } catch (error) {
        tools.onFault({ path: paths[0] ?? "", language: id, error });
      }
    }
    this.#states.set(id, now);
  }

  /** The inputs of each deployment of a root that the configuration names; else once without any. */
  async #inputs(root: Root, paths: readonly string[]): Promise<(Inputs | undefined)[]> {
    const configuration = await this.#configurations.nearest(root.path);
    const own = [root.path, ...paths.filter((p) => folderOf(p) === root.path)];
    const deployments = (configuration?.deployments ?? []).filter((d) => own.some(d.matches));
    if (deployments.length === 0) return [undefined];
    return deployments.map((d) => d.inputs);
  }

  async #load(id: string, tools: Tools): Promise<Language | undefined> {
    const entry = this.#product.languages.find((l) => l.id === id);
    if (!entry) return undefined;
    let language = this.#languages.get(id);
    if (!language) {
      language = entry.load();
      this.#languages.set(id, language);
    }
    try {
      return await language;
    } catch (error) {
      tools.onFault({ path: "", language: id, error });
      return undefined;
    }
  }
}
