/** One program of the workspace: how it was last evaluated and linted, and what that stood on. */
import { lint } from "../core/engine.ts";
import type { Inputs, Language, Root } from "../core/language.ts";
import type { Comment, Program } from "../core/resources.ts";
import type { Rule } from "../core/rules.ts";
import type { Settings } from "../core/settings.ts";
import type { Source } from "../core/span.ts";
import type { Used } from "../core/suppressions.ts";
import type { FileStore } from "./file-store.ts";
import type { LazyReaders } from "./lazy-readers.ts";
import { locate, locateProblem } from "./locate.ts";
import type { LinterFault, Located, LocatedProblem } from "./reports.ts";
import { overFiles, type Reads, sameReads } from "./snapshot.ts";

/** What is kept of a program that was linted. */
export interface Linted {
  readonly found: readonly Located[];
  readonly problems: readonly LocatedProblem[];
  /** Every file that was read, in the version that was read. */
  readonly sources: ReadonlyMap<string, Source>;
  /** The comments that may hold a directive. */
  readonly comments: readonly Comment[];
  readonly used: readonly Used[];
  readonly settings: Settings;
  /** Rules that failed: nothing follows from what they did not find. */
  readonly failed: ReadonlySet<string>;
}

/** What evaluating and linting needs. */
export interface Tools {
  readonly store: FileStore;
  readonly rules: readonly Rule[];
  readonly readers: LazyReaders;
  readonly today: string;
  readonly keep: boolean;
  readonly onFault: (fault: LinterFault) => void;
}

export class ProgramState {
  readonly root: Root;
  readonly inputs: Inputs | undefined;
  /** Undefined until it was evaluated, and after it was linted by a linter that keeps nothing. */
  program: Program | undefined;
  linted: Linted | undefined;
  reads: Reads | undefined;
  #evaluated = false;
  #failed = false;
  #running: Promise<boolean> | undefined;

  constructor(root: Root, inputs: Inputs | undefined) {
    this.root = root;
    this.inputs = inputs;
  }

  /** What tells it from every other program. */
  static key(root: Root, inputs: Inputs | undefined): string {
    return JSON.stringify([root.language, root.path, inputs ?? null]);
  }

  get isCurrent(): boolean {
    return this.#failed || (this.#evaluated && this.linted !== undefined);
  }

  /** Something that it read has changed. */
  markStale(): void {
    this.#evaluated = false;
    this.#failed = false;
    this.linted = undefined;
  }

  /** What it says of it has to be looked at again: the configuration has changed. */
  markUnlinted(): void {
    if (this.program) this.linted = undefined;
    else this.markStale();
  }

  /** True when a change of this file, or in this folder, matters to it. */
  dependsOn(path: string, folder: string): boolean {
    return this.reads !== undefined && (this.reads.files.has(path) || this.reads.folders.has(folder));
  }

  /** True when the file is part of it. */
  contains(path: string): boolean {
    return this.linted?.sources.has(path) ?? this.program?.sources.has(path) ?? false;
  }

  /** Evaluates and lints what is not current, once for all who ask. True when it now reads other files than before. */
  refresh(language: Language, settings: Settings, tools: Tools): Promise<boolean> {
    this.#running ??= this.#refresh(language, settings, tools).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #refresh(language: Language, settings: Settings, tools: Tools): Promise<boolean> {
    let moved = false;
    if (!this.#evaluated) moved = await this.#evaluate(language, tools);
    if (this.program && !this.linted) await this.#lint(this.program, settings, tools);
    while (this.program && (await language.load?.())) {
      moved = (await this.#evaluate(language, tools)) || moved;
      if (this.program) await this.#lint(this.program, settings, tools);
    }
    if (!tools.keep && this.linted) {
      for (const path of this.program?.sources.keys() ?? [])
        if (path === this.root.path || path.startsWith(`${this.root.path}/`)) {
          language.forget(path);
          tools.store.release(path);
        }
      this.program = undefined;
    }
    return moved;
  }

  async #evaluate(language: Language, tools: Tools): Promise<boolean> {
    const before = this.reads;
    try {
      const { value, reads } = await overFiles(tools.store, (files) =>
        language.evaluate(this.root, files, this.inputs),
      );
      this.program = value;
      this.reads = reads;
      this.linted = undefined;
      this.#evaluated = true;
    } catch (error) {
      this.#failed = true;
      this.program = undefined;
      this.linted = undefined;
      tools.onFault({ path: this.root.path, language: this.root.language, error });
      return false;
    }
    return before !== undefined && !sameReads(before, this.reads);
  }

  async #lint(program: Program, settings: Settings, tools: Tools): Promise<void> {
    const { rules, readers, today, onFault } = tools;
    let result = lint(program, rules, settings, readers, today);
    while (await readers.load()) result = lint(program, rules, settings, readers, today);
    const fault = (error: unknown, rule?: string) =>
      onFault({ path: program.root, language: program.language, ...(rule !== undefined && { rule }), error });
    for (const { rule, error } of result.faults) fault(error, rule);
    const found: Located[] = [];
    for (const finding of result.findings) {
      const located = locate(finding, program.sources, fault, !tools.keep);
      if (located) found.push(located);
      else fault(new Error(`a finding in ${finding.span.chunk.path} has no place in what was read`), finding.rule);
    }
    this.linted = {
      found,
      problems: program.problems.map((p) => locateProblem(p, program.sources)),
      sources: program.sources,
      comments: program.comments.filter((c) => c.text.includes("groundrule-")),
      used: result.used,
      settings,
      failed: new Set(result.faults.map((f) => f.rule)),
    };
  }
}
