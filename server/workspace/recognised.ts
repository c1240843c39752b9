/** Which files of the workspace are of which language, kept up to date as files change. */
import { type Discovery, discoverFolder, recogniseFile, type Surroundings } from "./discover.ts";
import { isInside } from "./file-system.ts";
import type { LocatedProblem } from "./reports.ts";

export class Recognised {
  readonly #around: Surroundings;
  readonly #languages = new Map<string, readonly string[]>();
  readonly #problems = new Map<string, LocatedProblem>();
  readonly #walked = new Set<string>();
  /** Paths to look at again; true for those that may be folders by now. */
  readonly #unsure = new Map<string, boolean>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** The languages of a file. */
  languagesOf(path: string): readonly string[] {
    return this.#languages.get(path) ?? [];
  }

  /** The files of a language, in order. */
  filesOf(language: string): string[] {
    return [...this.#languages].flatMap(([path, ids]) => (ids.includes(language) ? [path] : [])).sort();
  }

  /** What is wrong with files that could not be read, or with a walk. */
  get problems(): readonly LocatedProblem[] {
    return [...this.#problems.values()];
  }

  problemOf(path: string): LocatedProblem | undefined {
    return this.#problems.get(path);
  }

  /** A file or folder has changed: it is looked at again before the next answer. */
  suspect(path: string, onDisk: boolean): void {
    this.#unsure.set(path, onDisk || this.#unsure.get(path) === true);
    if (!onDisk) return;
    for (const known of this.#languages.keys())
      if (known !== path && isInside(known, path)) this.#unsure.set(known, true);
  }

  /** Finds all that is in these folders, once. Returns the languages whose files are others now. */
  async walk(folders: readonly string[]): Promise<ReadonlySet<string>> {
    const changed = new Set<string>();
    for (const folder of folders) {
      if (this.#walked.has(folder)) continue;
      this.#walked.add(folder);
      this.#take(await discoverFolder(folder, this.#around), changed);
    }
    return changed;
  }

  /** Looks again at what has changed. Returns the languages whose files are others now. */
  async settle(): Promise<ReadonlySet<string>> {
    const changed = new Set<string>();
    while (this.#unsure.size > 0) {
      for (const [path, onDisk] of this.#unsure) {
        this.#unsure.delete(path);
        const walked = onDisk && [...this.#walked].some((folder) => isInside(path, folder));
        if (walked && (await this.#isFolder(path))) this.#take(await discoverFolder(path, this.#around), changed);
        else await this.look(path, changed);
      }
    }
    return changed;
  }

  /** Looks at one file. */
  async look(path: string, changed: Set<string> = new Set()): Promise<ReadonlySet<string>> {
    const { languages, problem } = await recogniseFile(path, this.#around);
    if (problem) this.#problems.set(path, problem);
    else this.#problems.delete(path);
    this.#set(path, languages, changed);
    return changed;
  }

  async #isFolder(path: string): Promise<boolean> {
    return (await this.#around.store.loadEntries(path)).length > 0;
  }

  #take({ files, problems }: Discovery, changed: Set<string>): void {
    for (const problem of problems) this.#problems.set(problem.path, problem);
    for (const [path, languages] of files) this.#set(path, languages, changed);
  }

  #set(path: string, languages: readonly string[], changed: Set<string>): void {
    const before = this.languagesOf(path);
    for (const id of before) if (!languages.includes(id)) changed.add(id);
    for (const id of languages) if (!before.includes(id)) changed.add(id);
    if (languages.length > 0) this.#languages.set(path, languages);
    else this.#languages.delete(path);
  }
}
