/** What all modules of one program share while it is evaluated: files, budgets, what was found on the way. */
import type { Files } from "../../../core/files.ts";
import { baseName, joinPath } from "../../../core/files.ts";
import type { Inputs } from "../../../core/language.ts";
import type { Comment, Problem } from "../../../core/resources.ts";
import type { Source } from "../../../core/span.ts";
import { type Origin, reference, type Value } from "../../../core/values.ts";
import { parseFile, parseTemplateFile } from "../parser.ts";
import type { Expression, ParsedFile, ParsedTemplate } from "../syntax.ts";
import type { ModuleResource } from "./resource.ts";

/** How many expressions are looked at for one program. */
const STEP_BUDGET = 1_000_000;

/** How deep expressions, locals and modules may lead into each other. */
const DEEPEST = 400;

/** How many instances of resources and modules one program may have. */
const MOST_INSTANCES = 1000;

/** Parsed files, kept from one evaluation to the next. */
export class ParsedFiles {
  readonly #files = new Map<string, ParsedFile>();
  readonly #templates = new Map<string, ParsedTemplate>();

  file(path: string, text: string): ParsedFile {
    const previous = this.#files.get(path);
    if (previous?.text === text) return previous;
    const parsed = parseFile(path, text, previous);
    this.#files.set(path, parsed);
    return parsed;
  }

  template(path: string, text: string): ParsedTemplate {
    const previous = this.#templates.get(path);
    if (previous?.source.text === text) return previous;
    const parsed = parseTemplateFile(path, text);
    this.#templates.set(path, parsed);
    return parsed;
  }

  forget(path: string): void {
    this.#files.delete(path);
    this.#templates.delete(path);
  }
}

export class Evaluation {
  readonly files: Files;
  readonly parsed: ParsedFiles;
  readonly inputs: Inputs;
  /** The folder of the root module. */
  readonly root: string;
  readonly sources = new Map<string, Source>();
  readonly problems: Problem[] = [];
  readonly open: string[] = [];
  /** Every instance that was made, by its address. */
  readonly resources = new Map<string, ModuleResource>();
  readonly #parsedFiles = new Set<ParsedFile>();
  readonly #templates = new Set<ParsedTemplate>();
  #assignments: ReadonlyMap<string, Expression> | undefined;
  #steps = STEP_BUDGET;
  #depth = 0;
  #instances = 0;
  #noted = new Set<string>();

  constructor(root: string, files: Files, parsed: ParsedFiles, inputs: Inputs) {
    this.root = root;
    this.files = files;
    this.parsed = parsed;
    this.inputs = inputs;
  }

  /** Runs a step of the evaluation one level deeper; `undefined` when a budget is used up. */
  deeper<T>(run: () => T): T | undefined {
    if (--this.#steps <= 0) {
      this.note("The module takes too many steps to evaluate; the rest of it is not known.");
      return undefined;
    }
    if (this.#depth >= DEEPEST) {
      this.note("Expressions of the module lead too deep into each other; what is further down is not known.");
      return undefined;
    }
    this.#depth++;
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
    this.note(`The module has more than ${MOST_INSTANCES} instances; the rest is left out.`);
    this.leaveOpen("there are too many instances");
    return false;
  }

  /** Says why there may be more resources than are known. */
  leaveOpen(why: string): void {
    if (!this.open.includes(why)) this.open.push(why);
  }

  /** A limit of ours that was met. Said once. */
  note(message: string): void {
    if (this.#noted.has(message)) return;
    this.#noted.add(message);
    this.problems.push({ path: this.root, message, severity: "note" });
  }

  /** The source of a file that was read, which is the same one for everybody. */
  sourceOf(path: string, make: () => Source): Source {
    let source = this.sources.get(path);
    if (!source) {
      source = make();
      this.sources.set(path, source);
    }
    return source;
  }

  /** Parses a file of the program; what is wrong with it is a problem of the program. */
  readParsed(path: string, text: string): ParsedFile {
    const file = this.parsed.file(path, text);
    if (!this.#parsedFiles.has(file)) {
      this.#parsedFiles.add(file);
      this.sources.set(path, file.source);
      for (const problem of file.problems) this.problems.push(problem);
    }
    return file;
  }

  /** Parses a template file; what is wrong with it is a problem of the program. */
  readTemplate(path: string, text: string): ParsedTemplate {
    const template = this.parsed.template(path, text);
    if (!this.#templates.has(template)) {
      this.#templates.add(template);
      for (const problem of template.problems) this.problems.push(problem);
    }
    return template;
  }

  /** The comments of every file that was parsed. */
  comments(): Comment[] {
    return [...this.#parsedFiles].flatMap((f) => f.comments);
  }

  /** An attribute of a resource, seen from outside. */
  attributeOf(address: string, name: string, origin: Origin): Value {
    return this.resources.get(address)?.attribute(name, origin) ?? reference(address, name, origin);
  }

  /** What the tfvars files that Terraform reads by itself say of the root module's variables; the last one counts. */
  assignments(): ReadonlyMap<string, Expression> {
    if (this.#assignments) return this.#assignments;
    const assignments = new Map<string, Expression>();
    this.#assignments = assignments;
    const names = this.files.list(this.root);
    if (typeof names === "string") return assignments;
    const wanted = (name: string) => /^terraform\.tfvars(\.json)?$/.test(name) || /\.auto\.tfvars(\.json)?$/.test(name);
    const rank = (name: string) => (name === "terraform.tfvars" ? 0 : name === "terraform.tfvars.json" ? 1 : 2);
    for (const name of names.filter(wanted).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))) {
      const path = joinPath(this.root, baseName(name));
      const read = path === undefined ? "absent" : this.files.read(path);
      if (typeof read === "string") continue;
      for (const a of this.readParsed(path!, read.text).attributes) assignments.set(a.name, a.value);
    }
    return assignments;
  }
}
