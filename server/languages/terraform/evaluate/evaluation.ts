/** What all modules of one program share while it is evaluated: files, budgets, what was found on the way. */
import type { Files } from "../../../core/files.ts";
import { baseName, joinPath } from "../../../core/files.ts";
import type { Inputs } from "../../../core/language.ts";
import type { Comment, Problem } from "../../../core/resources.ts";
import type { Source } from "../../../core/span.ts";
import { type Origin, reference, type Value } from "../../../core/values.ts";
import type { Expression, ParsedFile, ParsedTemplate } from "../syntax.ts";
import type { Cell } from "./cell.ts";
import type { Mode, ModuleInstance } from "./module-instance.ts";
import { type ModuleSource, readModule } from "./module-source.ts";
import type { ParsedFiles } from "./parsed-files.ts";

/** How many expressions are looked at for one program. */
const STEP_BUDGET = 1_000_000;

/** How deep expressions, locals and modules may lead into each other. */
const DEEPEST = 400;

/** How many instances of resources and modules one program may have. */
const MOST_INSTANCES = 1000;

/** Which block an instance of a resource is made by. */
interface Place {
  readonly module: ModuleInstance;
  readonly mode: Mode;
  readonly key: string;
}

export class Evaluation {
  readonly files: Files;
  readonly parsed: ParsedFiles;
  readonly inputs: Inputs;
  /** The folder of the root module. */
  readonly root: string;
  readonly sources = new Map<string, Source>();
  /** Files of modules that could not be read. */
  readonly unread = new Set<string>();
  /** Where every instance is made, by its address. */
  readonly resources: Map<string, Place>;
  readonly #modules = new Map<string, ModuleSource | undefined>();
  readonly #parsedFiles = new Map<string, ParsedFile>();
  readonly #templates = new Map<string, ParsedTemplate>();
  readonly #notes = new Map<string, Problem>();
  #assignments: ReadonlyMap<string, Expression> | undefined;
  #steps = STEP_BUDGET;
  #depth = 0;
  #deepest: number;
  #truths: number;
  #instances = 0;
  #startsOver = false;

  /** @param previous the evaluation whose modules are used again */
  constructor(root: string, files: Files, parsed: ParsedFiles, inputs: Inputs, previous?: Evaluation) {
    this.root = root;
    this.files = files;
    this.parsed = parsed;
    this.inputs = inputs;
    this.resources = previous?.resources ?? new Map();
    this.#truths = previous ? previous.#truths : 0;
    this.#deepest = previous ? previous.#deepest : 0;
  }

  /** Runs a step of the evaluation one level deeper; `undefined` when a budget is used up. */
  deeper<T>(run: () => T): T | undefined {
    if (--this.#steps <= 0) {
      this.limit("The module takes too many steps to evaluate; the rest of it is not known.");
      return undefined;
    }
    if (this.#depth >= DEEPEST) {
      this.limit("Expressions of the module lead too deep into each other; what is further down is not known.");
      return undefined;
    }
    this.#depth++;
    if (this.#depth > this.#deepest) this.#deepest = this.#depth;
    try {
      return run();
    } finally {
      this.#depth--;
    }
  }

  /** Counts an instance of a resource or module; false when there are too many. */
  countInstance(): boolean {
    if (this.#instances < MOST_INSTANCES) {
      this.#instances++;
      return true;
    }
    this.limit(TOO_MANY);
    return false;
  }

  get hasTooManyInstances(): boolean {
    return this.#notes.has(TOO_MANY);
  }

  /** Counts what was taken for something that is used again. */
  countAgain(steps: number, instances: number): void {
    this.#steps -= steps;
    this.#instances += instances;
    if (this.#instances > MOST_INSTANCES) this.startOver();
  }

  /** A limit of ours that was met. Said once. What is known then hangs on the order in which it was asked for. */
  limit(message: string): void {
    this.note(message, this.root);
    this.startOver();
  }

  /** The next version is evaluated from the beginning: what is known now hangs on the order of the questions. */
  startOver(): void {
    this.#startsOver = true;
  }

  /** False when nothing of it may be used again. */
  get isReusable(): boolean {
    return !this.#startsOver && this.#deepest < DEEPEST / 2;
  }

  note(message: string, path: string): void {
    if (!this.#notes.has(message)) this.#notes.set(message, { path, message, severity: "note" });
  }

  /** A number that no truth of the program had before. */
  nextTruth(): number {
    return this.#truths++;
  }

  /** The files of a module's folder. */
  module(folder: string): ModuleSource | undefined {
    if (!this.#modules.has(folder)) this.#modules.set(folder, readModule(folder, this));
    return this.#modules.get(folder);
  }

  /** Parses a file of the program; what is wrong with it is a problem of the program. */
  readParsed(path: string, text: string): ParsedFile {
    const file = this.parsed.file(path, text);
    this.#parsedFiles.set(path, file);
    this.sources.set(path, file.source);
    return file;
  }

  /** The source of a file that an expression reads. */
  readSource(path: string, text: string): Source {
    const known = this.sources.get(path);
    if (known) return known;
    const source = this.parsed.source(path, text);
    this.sources.set(path, source);
    return source;
  }

  /** Parses a template file; what is wrong with it is a problem of the program. */
  readTemplate(path: string, text: string): ParsedTemplate | undefined {
    const template = this.parsed.template(path, text);
    if (template) this.#templates.set(path, template);
    return template;
  }

  /** What is wrong with the files that were read, in the order of their paths, and the limits that were met. */
  problems(): Problem[] {
    return [
      ...inOrder(this.#parsedFiles).flatMap((f) => f.problems),
      ...inOrder(this.#templates).flatMap((t) => t.problems),
      ...this.#notes.values(),
    ];
  }

  /** The comments of every file that was parsed. */
  comments(): Comment[] {
    return inOrder(this.#parsedFiles).flatMap((f) => f.comments);
  }

  /** An attribute of a resource, seen from outside. */
  attributeOf(address: string, name: string, origin: Origin, owner: Cell): Value {
    const place = this.resources.get(address);
    const resource = place?.module.instances(place.mode, place.key).at(address);
    return resource?.attribute(name, origin, owner) ?? reference(address, name, origin);
  }

  /** What files of variables say of the root module's: those that Terraform reads by itself, then those named. */
  assignments(): ReadonlyMap<string, Expression> {
    if (this.#assignments) return this.#assignments;
    const assignments = new Map<string, Expression>();
    this.#assignments = assignments;
    const listed = this.files.list(this.root);
    const wanted = (name: string) => /^terraform\.tfvars(\.json)?$/.test(name) || /\.auto\.tfvars(\.json)?$/.test(name);
    const rank = (name: string) => (name === "terraform.tfvars" ? 0 : name === "terraform.tfvars.json" ? 1 : 2);
    const names = typeof listed === "string" ? [] : listed.filter(wanted);
    names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    const assign = (path: string): boolean => {
      const read = this.files.read(path);
      if (typeof read === "string") return read === "not loaded";
      for (const a of this.readParsed(path, read.text).attributes) assignments.set(a.name, a.value);
      return true;
    };
    for (const name of names) {
      const path = joinPath(this.root, baseName(name));
      if (path !== undefined) assign(path);
    }
    for (const path of this.inputs.variableFiles ?? [])
      if (!assign(path)) this.note(`There is no file ${path}, which the configuration names as tfvars.`, this.root);
    return assignments;
  }
}

const TOO_MANY = `The module has more than ${MOST_INSTANCES} instances; the rest is left out.`;

function inOrder<T>(byPath: ReadonlyMap<string, T>): T[] {
  return [...byPath].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
