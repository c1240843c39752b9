/** Lints the files of a workspace, as they are on disk and in an editor. */
import { folderOf } from "../core/files.ts";
import type { Program } from "../core/resources.ts";
import type { Profile, Rule } from "../core/rules.ts";
import type { Source } from "../core/span.ts";
import { Configurations, isConfiguration } from "./configurations.ts";
import { FileStore } from "./file-store.ts";
import { type FileSystem, isInside } from "./file-system.ts";
import { LazyReaders } from "./lazy-readers.ts";
import { fileReport } from "./merge-reports.ts";
import type { Product } from "./product.ts";
import type { Linted, ProgramState, Tools } from "./program-state.ts";
import { Programs } from "./programs.ts";
import { Recognised } from "./recognised.ts";
import type { FileReport, LinterFault, LocatedProblem } from "./reports.ts";
import { unusedSuppression } from "./unused-suppressions.ts";

/** How often an answer is worked out again because something changed meanwhile. */
const MOST_ROUNDS = 20;
/** For how many milliseconds a run over many programs keeps everyone else waiting. */
const MOST_BUSY = 25;

export interface LinterOptions {
  readonly product: Product;
  readonly fileSystem: FileSystem;
  /** The workspace's folders. Nothing outside of them is read, except what is opened or asked for by name. */
  readonly folders: readonly string[];
  /** Overrides what the configuration extends. */
  readonly profile?: Profile;
  /** Today, as YYYY-MM-DD. */
  readonly today: string;
  /** Called for each fault of a rule or a language; nothing throws because of one. */
  readonly onFault?: (fault: LinterFault) => void;
  /** False for a run that looks at each program once: what a program was made of is then forgotten after it. */
  readonly keep?: boolean;
}

/** What one run over paths found. */
export interface Run {
  /** How many files were linted. */
  readonly files: number;
  /** Reports of the files that have something to say, by path. */
  readonly reports: readonly FileReport[];
  /** Paths that could not be read, or not be looked at. */
  readonly problems: readonly LocatedProblem[];
  /** Files that were asked for by name, and that no language knows. */
  readonly strangers: readonly string[];
}

export class Linter {
  readonly #product: Product;
  readonly #fileSystem: FileSystem;
  readonly #folders: readonly string[];
  readonly #today: string;
  readonly #keep: boolean;
  readonly #onFault: (fault: LinterFault) => void;
  readonly #store: FileStore;
  readonly #configurations: Configurations;
  readonly #recognised: Recognised;
  readonly #programs: Programs;
  readonly #readers: LazyReaders;
  readonly #forgotten = new Set<string>();
  #settling: Promise<unknown> = Promise.resolve();
  #rules: Promise<readonly Rule[]> | undefined;

  constructor(options: LinterOptions) {
    const { product, fileSystem, folders, profile, today, onFault = () => {}, keep = true } = options;
    this.#product = product;
    this.#fileSystem = fileSystem;
    this.#folders = folders;
    this.#today = today;
    this.#keep = keep;
    this.#onFault = onFault;
    this.#store = new FileStore(fileSystem, folders);
    const known = async () => [...(await this.#loadRules()), unusedSuppression];
    this.#configurations = new Configurations(this.#store, known, profile);
    const around = { product, store: this.#store, configurations: this.#configurations, onFault };
    this.#recognised = new Recognised(around);
    this.#programs = new Programs(product, this.#recognised, this.#configurations);
    this.#readers = new LazyReaders(product);
  }

  /** A file was opened in the editor: its text counts, whatever the disk says. */
  open(path: string, text: string): void {
    this.#allowAround(path);
    this.#store.setOverlay(path, text);
    this.#touch(path, true);
  }

  /** An open file has another text. */
  change(path: string, text: string): void {
    this.#store.setOverlay(path, text);
    this.#touch(path, false);
  }

  /** A file was closed: the disk counts again. */
  close(path: string): void {
    this.#store.setOverlay(path, undefined);
    this.#store.forget(path);
    this.#touch(path, true);
  }

  /** Files or folders were made, changed or removed on disk. */
  invalidate(paths: readonly string[]): void {
    const known = this.#store.knownPaths();
    for (const path of paths)
      for (const each of [path, ...known.filter((k) => k !== path && isInside(k, path))]) {
        this.#store.forget(each);
        if (!this.#store.isOpen(each)) this.#forgotten.add(each);
        this.#touch(each, true);
      }
  }

  /**
   * Reports of every file of the programs that contain this one, this one first. Empty when no program does.
   * Undefined when `cancelled` said so.
   */
  async lint(path: string, cancelled = () => false): Promise<readonly FileReport[] | undefined> {
    for (let round = 1; ; round++) {
      const tools = await this.#settle();
      const containing = await this.#containing(path, tools, cancelled);
      if (!containing || cancelled()) return undefined;
      const files = new Set(containing.flatMap((state) => [...(state.linted?.sources.keys() ?? [])]));
      const concerned = this.#programs.all.filter((state) => [...files].some((f) => state.contains(f)));
      for (const state of concerned) await this.#programs.refresh(state, tools);
      const settled = !this.#programs.isStale && concerned.every((state) => state.isCurrent);
      if (settled || round === MOST_ROUNDS) {
        files.delete(path);
        return this.#reports([path, ...[...files].sort()], concerned, tools.rules, () => true);
      }
    }
  }

  /** Lints every program of the workspace. */
  async lintAll(cancelled = () => false): Promise<Run | undefined> {
    const tools = await this.#lintEverything(cancelled);
    return (
      tools &&
      this.#run(
        () => true,
        () => true,
        tools,
      )
    );
  }

  /** Lints files and folders by name; what is found in other files is left out. */
  async lintFiles(paths: readonly string[]): Promise<Run> {
    const problems: LocatedProblem[] = [];
    const folders: string[] = [];
    const files = new Set<string>();
    const strangers: string[] = [];
    for (const path of new Set(paths)) {
      this.#allowAround(path);
      const kind = await this.#fileSystem.kind(path);
      if (kind === "folder") folders.push(path);
      else if (kind === "absent")
        problems.push({ path, message: "There is no such file or folder.", severity: "error" });
      else files.add(path);
    }
    this.#programs.regroup(await this.#recognised.walk(folders));
    for (const path of files) this.#programs.regroup(await this.#recognised.look(path));
    const tools = (await this.#lintEverything(() => false, false))!;
    const asked = (path: string) => files.has(path) || folders.some((folder) => isInside(path, folder));
    // A module that is linted alone may have callers elsewhere, for whom its suppressions are of use.
    const complete = (path: string, programs: readonly ProgramState[]) =>
      folders.some((folder) => isInside(path, folder)) || programs.every((p) => p.root.path === path);
    const run = await this.#run(asked, complete, tools);
    for (const path of files) {
      const known = this.#recognised.languagesOf(path).length > 0 || this.#recognised.problemOf(path);
      if (!known && !run.reports.some((r) => r.path === path) && !isConfiguration(path)) strangers.push(path);
    }
    const unread = run.problems.map((p) => (files.has(p.path) ? { ...p, severity: "error" as const } : p));
    return { ...run, problems: [...problems, ...unread], strangers };
  }

  /** The version of a file that was last linted. */
  sourceOf(path: string): Source | undefined {
    for (const { linted } of this.#programs.all) {
      const source = linted?.sources.get(path);
      if (source) return source;
    }
    return undefined;
  }

  /** The programs that contain a file, as they were last linted. */
  programsAt(path: string): readonly Program[] {
    return this.#programs.all.flatMap((state) => (state.program && state.contains(path) ? [state.program] : []));
  }

  #loadRules(): Promise<readonly Rule[]> {
    this.#rules ??= this.#product.rules();
    return this.#rules;
  }

  /** Lets the folder of a file outside of the workspace be read, and finds what else is in there. */
  #allowAround(path: string): void {
    if (this.#store.folderAround(path) === undefined) this.#store.allow(folderOf(path));
  }

  #touch(path: string, onDisk: boolean): void {
    this.#recognised.suspect(path, onDisk);
    this.#programs.changed(path, onDisk);
    if (!isConfiguration(path)) return;
    this.#configurations.reset();
    this.#programs.reconfigure();
  }

  /** Brings up to date what is known of files and programs; one call after the other. */
  #settle(walk = true): Promise<Tools> {
    const settled = this.#settling.then(() => this.#settleNow(walk));
    // Whoever asked hears of a failure; the next one tries again.
    this.#settling = settled.catch(() => undefined);
    return settled;
  }

  async #settleNow(walk: boolean): Promise<Tools> {
    for (const path of this.#forgotten) {
      this.#forgotten.delete(path);
      await this.#programs.forget(path);
    }
    if (walk) this.#programs.regroup(await this.#recognised.walk(this.#folders));
    this.#programs.regroup(await this.#recognised.settle());
    const tools: Tools = {
      store: this.#store,
      rules: await this.#loadRules(),
      readers: this.#readers,
      today: this.#today,
      keep: this.#keep,
      onFault: this.#onFault,
    };
    await this.#programs.group(tools);
    return tools;
  }

  /**
   * The programs that contain a file, up to date. Which ones do is known of those that were evaluated; the others are
   * evaluated first, unless the file is the start of one: a file that another program reaches is no start.
   */
  async #containing(path: string, tools: Tools, cancelled: () => boolean): Promise<ProgramState[] | undefined> {
    const languages = this.#recognised.languagesOf(path);
    const mine = this.#programs.all.filter((state) => languages.includes(state.root.language));
    const starts = mine.filter((state) => state.root.path === path || state.root.path === folderOf(path));
    const others = starts.length > 0 ? [] : mine.filter((state) => state.reads === undefined);
    const known = this.#programs.all.filter((state) => state.dependsOn(path, ""));
    for (const state of new Set([...starts, ...known, ...others])) {
      if (cancelled()) return undefined;
      await this.#programs.refresh(state, tools);
    }
    return this.#programs.all.filter((state) => state.contains(path));
  }

  async #lintEverything(cancelled: () => boolean, walk = true): Promise<Tools | undefined> {
    for (let round = 1; ; round++) {
      const tools = await this.#settle(walk);
      let rested = performance.now();
      for (const state of this.#programs.all) {
        if (cancelled()) return undefined;
        await this.#programs.refresh(state, tools);
        // An editor's next keystroke must be heard.
        if (this.#keep && performance.now() - rested > MOST_BUSY) {
          await new Promise((resolve) => setTimeout(resolve));
          rested = performance.now();
        }
      }
      const settled = !this.#programs.isStale && this.#programs.all.every((state) => state.isCurrent);
      if (settled || round === MOST_ROUNDS) return tools;
    }
  }

  async #run(
    asked: (path: string) => boolean,
    complete: (path: string, programs: readonly ProgramState[]) => boolean,
    tools: Tools,
  ): Promise<Run> {
    const states = this.#programs.all;
    const files = new Set<string>();
    for (const state of states) for (const path of state.linted?.sources.keys() ?? []) if (asked(path)) files.add(path);
    const reports = await this.#reports([...files].sort(), states, tools.rules, complete);
    const configurations = (await this.#configurations.consulted()).filter((c) => !files.has(c.path));
    for (const { path, problems } of configurations) reports.push({ path, source: undefined, findings: [], problems });
    const problems = this.#recognised.problems.filter((p) => asked(p.path));
    return {
      files: files.size,
      reports: reports.filter((r) => r.findings.length > 0 || r.problems.length > 0),
      problems,
      strangers: [],
    };
  }

  async #reports(
    paths: readonly string[],
    states: readonly ProgramState[],
    rules: readonly Rule[],
    complete: (path: string, programs: readonly ProgramState[]) => boolean,
  ): Promise<FileReport[]> {
    const byPath = new Map<string, ProgramState[]>(paths.map((path) => [path, []]));
    for (const state of states) for (const path of state.linted?.sources.keys() ?? []) byPath.get(path)?.push(state);
    const reports: FileReport[] = [];
    for (const [path, programs] of byPath) {
      const linted = programs.map((state) => state.linted).filter((l): l is Linted => l !== undefined);
      if (isConfiguration(path)) reports.push(await this.#configurationReport(path));
      else if (linted.length > 0) reports.push(fileReport(path, linted, rules, complete(path, programs)));
    }
    return reports;
  }

  async #configurationReport(path: string): Promise<FileReport> {
    const configuration = await this.#configurations.nearest(folderOf(path));
    const problems = configuration?.path === path ? configuration.problems : [];
    return { path, source: undefined, findings: [], problems };
  }
}
