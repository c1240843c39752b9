/** The files of the program as modules: finding, parsing, importing, exporting. */
import type { Files } from "../../../core/files.ts";
import type { Chunk, Span } from "../../../core/span.ts";
import { Source } from "../../../core/span.ts";
import { unknown, type Value } from "../../../core/values.ts";
import { isDeclaredByCdk } from "../declared.ts";
import type { Module, Statement } from "../ir.ts";
import type { Dialect, SourceLanguage } from "../source-language.ts";
import type { Context } from "./context.ts";
import { evaluate } from "./expressions.ts";
import { jsonValue } from "./json.ts";
import { staticValue } from "./members.ts";
import { type Cell, Scope } from "./scope.ts";
import { execute } from "./statements.ts";
import { type Closure, innerOf, innerValue, used } from "./things.ts";
import type { World } from "./world.ts";

/** Parses files, and remembers what it parsed. */
export interface ModuleParser {
  readonly language: SourceLanguage;
  /** The module of a file with this text. */
  module(path: string, text: string): Module;
  /** The only chunk of a file that is no module. */
  chunk(path: string, text: string): Chunk;
}

export interface ModuleRecord {
  readonly module: Module;
  readonly scope: Scope;
  readonly exports: Map<string, Cell>;
  /** Modules that everything is exported from, too. */
  readonly stars: ModuleRecord[];
  readonly packageStars: string[];
  /** Modules, and packages by their CDK names, whose every name it sees. */
  readonly opened: (ModuleRecord | { readonly module: string; readonly package: string })[];
  state: "new" | "running" | "done";
}

/** How many files one app may import. */
const MOST_MODULES = 2_000;

export class ModuleLoader {
  readonly files: Files;
  readonly parser: ModuleParser;
  readonly records = new Map<string, ModuleRecord>();
  /** Every file that was read, for the program. */
  readonly sources = new Map<string, Source>();
  /** The other files of its package, by the path of a file. */
  readonly #packages = new Map<string, readonly ModuleRecord[]>();

  constructor(files: Files, parser: ModuleParser) {
    this.files = files;
    this.parser = parser;
  }

  get dialect(): Dialect {
    return this.parser.language.dialect;
  }

  /** A file that is no module, as its only chunk. */
  text(path: string): { chunk: Chunk } | "absent" | "not loaded" {
    const read = this.files.read(path);
    if (typeof read === "string") return read;
    const chunk = this.parser.chunk(path, read.text);
    if (!this.sources.has(path)) this.sources.set(path, new Source(path, read.text, [chunk]));
    return { chunk };
  }

  record(path: string): ModuleRecord | "absent" | "not loaded" {
    const known = this.records.get(path);
    if (known) return known;
    if (this.records.size >= MOST_MODULES) return "absent";
    const read = this.files.read(path);
    if (typeof read === "string") return read;
    const module = this.parser.module(path, read.text);
    const record: ModuleRecord = {
      module,
      scope: new Scope(),
      exports: new Map(),
      stars: [],
      packageStars: [],
      opened: [],
      state: "new",
    };
    this.records.set(path, record);
    this.sources.set(path, new Source(path, read.text, [module.chunk]));
    return record;
  }

  /** Executes what only runs in the file that the program starts with. */
  runMain(world: World, record: ModuleRecord): void {
    const main = [record, ...this.#beside(record)].find((r) => r.module.main);
    if (main) execute(contextOf(world, main), main.module.main!);
  }

  /** The other files of the package that a file is part of. */
  #beside(record: ModuleRecord): readonly ModuleRecord[] {
    let beside = this.#packages.get(record.module.path);
    if (!beside) {
      const paths = this.dialect.packageFiles?.(record.module.path, this.files) ?? [];
      const records = paths.map((p) => (p === record.module.path ? undefined : this.record(p)));
      beside = records.filter((r) => typeof r === "object");
      this.#packages.set(record.module.path, beside);
    }
    return beside;
  }

  /** What another file of the package declares under a name. */
  #declaredBeside(world: World, record: ModuleRecord, name: string): Value | undefined {
    for (const other of this.#beside(record)) {
      if (
        !other.module.body.some((s) =>
          "name" in s ? s.name === name : s.kind === "declare" && namesOf(s.target).includes(name),
        )
      )
        continue;
      this.run(world, other);
      const value = other.scope.cells.get(name)?.value;
      if (value) return value;
    }
    return undefined;
  }

  /** A method that another file of the package declares for a class: a function by the name of both. */
  methodBeside(world: World, record: ModuleRecord, className: string, method: string): Closure | undefined {
    if (!this.dialect.packageFiles) return undefined;
    const found = this.#declaredBeside(world, record, `${className}.${method}`);
    const inner = found && innerOf(found);
    return inner?.kind === "closure" ? inner : undefined;
  }

  /** Executes a module, once. */
  run(world: World, record: ModuleRecord): void {
    if (record.state !== "new") return;
    record.state = "running";
    const context = contextOf(world, record);
    const span = { chunk: record.module.chunk, start: 0, end: 0 };
    const exports = world.newEntries();
    const commonjs = world.object(exports, { span });
    const moduleObject = world.newEntries();
    moduleObject.entries.set("exports", { key: "exports", value: commonjs });
    record.scope.cells.set("exports", world.cell(commonjs, "local"));
    record.scope.cells.set("module", world.cell(world.object(moduleObject, { span }), "local"));
    for (const name of record.module.locals ?? []) record.exports.set(name, local(record, name));
    for (const s of record.module.body) this.#link(world, record, s);
    for (const module of this.dialect.opensEverywhere?.(record.module.path, this.files) ?? [])
      this.#open(record, module);
    execute(context, record.module.body);
    for (const s of record.module.body)
      if (s.kind === "exportDefault") {
        const value = evaluate(context, s.value);
        this.#export(record, s.whole ? "=" : "default").value = value;
      }
    record.state = "done";
    for (const other of this.#beside(record)) this.run(world, other);
  }

  /** Imports and exports: names that are cells of another module. */
  #link(world: World, record: ModuleRecord, s: Statement): void {
    switch (s.kind) {
      case "import":
        if (s.all) this.#open(record, s.module);
        else if (s.names.length === 0) this.importValue(world, record, s.module, "*", s.span);
        for (const n of s.names) {
          const cell = this.#imported(world, record, s.module, n.imported, n.span);
          record.scope.cells.set(n.local, cell);
        }
        break;
      case "export":
        if (s.namespace !== undefined && s.module !== undefined)
          this.#export(record, s.namespace).value = this.importValue(world, record, s.module, "*", s.span);
        else if (s.names)
          for (const n of s.names) {
            const cell =
              s.module === undefined
                ? local(record, n.local)
                : this.#imported(world, record, s.module, n.local, s.span);
            record.exports.set(n.exported, cell);
          }
        else if (s.module !== undefined) {
          const target = this.resolve(record.module.path, s.module);
          const found = target === undefined || target === "not loaded" ? undefined : this.record(target);
          if (found && typeof found !== "string") {
            this.run(world, found);
            record.stars.push(found);
          } else if (target === undefined) record.packageStars.push(this.dialect.packageName(s.module));
        }
        break;
      case "declare":
        if (s.exported) for (const name of namesOf(s.target)) record.exports.set(name, local(record, name));
        break;
      case "function":
      case "class":
      case "enum":
        if (s.exported) record.exports.set(s.name, local(record, s.name));
        if ("isDefault" in s && s.isDefault) record.exports.set("default", local(record, s.name));
        break;
    }
  }

  #open(record: ModuleRecord, module: string): void {
    const target = this.resolve(record.module.path, module);
    const found = target === undefined || target === "not loaded" ? undefined : this.record(target);
    if (found && typeof found !== "string") record.opened.push(found);
    else if (target === undefined) record.opened.push({ module, package: this.dialect.packageName(module) });
  }

  #export(record: ModuleRecord, name: string): Cell {
    let cell = record.exports.get(name);
    if (!cell) {
      cell = { value: undefined, step: "local", depth: 0, loops: 0 };
      record.exports.set(name, cell);
    }
    return cell;
  }

  #imported(world: World, from: ModuleRecord, module: string, name: string, span: Span): Cell {
    const target = this.resolve(from.module.path, module);
    const isModule = target !== undefined && target !== "not loaded" && !target.endsWith(".json");
    const found = isModule ? this.record(target) : undefined;
    if (found && typeof found !== "string" && name !== "*" && name !== "=") {
      this.run(world, found);
      const cell = this.#find(found, name, 0);
      if (cell) return cell;
    }
    const alone = name === "*" || name === "=" ? undefined : this.dialect.submodule?.(module, name);
    const inside = alone === undefined ? undefined : this.resolve(from.module.path, alone);
    if (alone !== undefined && inside !== undefined && inside !== "not loaded")
      return { value: this.importValue(world, from, alone, "*", span), step: "local", depth: 0, loops: 0 };
    if (found && typeof found !== "string" && name !== "*" && name !== "=") {
      // A module in the middle of a circle: the cell is filled when it gets there.
      if (found.state === "running") return this.#export(found, name);
    }
    return { value: this.importValue(world, from, module, name, span), step: "local", depth: 0, loops: 0 };
  }

  #find(record: ModuleRecord, name: string, depth: number): Cell | undefined {
    const own = record.exports.get(name);
    if (own) return own;
    if (depth > 20) return undefined;
    for (const star of record.stars) {
      const found = name === "default" ? undefined : this.#find(star, name, depth + 1);
      if (found) return found;
    }
    return undefined;
  }

  /** What an import of a name yields; `name` is "*" for the module, "=" for `require`. */
  importValue(world: World, from: ModuleRecord, module: string, name: string, span: Span): Value {
    const target = this.resolve(from.module.path, module);
    if (target === undefined) return packageValue(this.dialect.packageName(module), name, span);
    if (target === "not loaded") return unknown(`${module} is not loaded`, { span });
    if (target.endsWith(".json")) {
      const read = this.text(target);
      if (typeof read === "string") return unknown(`${module} cannot be read`, { span });
      const value = jsonValue(world, read.chunk, span);
      if (name === "*" || name === "=" || name === "default") return value;
      return value.kind === "object"
        ? (value.entries.get(name)?.value ?? unknown(`${module} has no ${name}`, { span }))
        : value;
    }
    const record = this.record(target);
    if (typeof record === "string") return unknown(`${module} cannot be read`, { span });
    this.run(world, record);
    if (name === "*" || name === "=") {
      const whole = record.exports.get("=")?.value ?? commonjsExports(record);
      if (whole) return whole;
      return innerValue({ kind: "module", record }, `the module ${module}`, { span });
    }
    return this.exportOf(world, record, name, span);
  }

  /** What a module exports under a name. */
  exportOf(world: World, record: ModuleRecord, name: string, span: Span): Value {
    const cell = this.#find(record, name, 0);
    if (cell?.value) return cell.value;
    const beside = this.#declaredBeside(world, record, name);
    if (beside) return beside;
    const commonjs = commonjsExports(record);
    if (commonjs && name === "default") return commonjs;
    if (commonjs?.kind === "object") {
      const found = commonjs.entries.get(name);
      if (found) return found.value;
    }
    const [star] = record.packageStars;
    if (star !== undefined) return staticValue(star, name, span);
    return unknown(`${record.module.path.slice(record.module.path.lastIndexOf("/") + 1)} exports no ${name}`, { span });
  }

  /** The file that an import names; undefined for one that leads out of the project. */
  resolve(from: string, module: string): string | "not loaded" | undefined {
    return this.dialect.resolve(from, module, this.files);
  }

  /** The files of the project that a file needs; undefined where it is not there. */
  reachedFrom(path: string): string[] | undefined {
    const read = this.files.read(path);
    if (typeof read === "string") return undefined;
    const { imports, mentions } = this.parser.module(path, read.text);
    const reached = imports.map((name) => this.resolve(path, name));
    const seen = (mentions ?? []).flatMap((name) =>
      this.dialect
        .siblings(path, name, this.files)
        .filter((sibling) => sibling !== path && this.#declares(sibling, name)),
    );
    const { memberOfAll } = this.dialect;
    if (memberOfAll && mentions?.length)
      for (const [i, module] of imports.entries())
        if (reached[i] === undefined)
          for (const name of mentions) {
            const alone = memberOfAll(module, name);
            if (alone !== undefined) reached.push(this.resolve(path, alone));
          }
    const found = [...reached.filter((p): p is string => p !== undefined && p !== "not loaded"), ...seen];
    const { packageFiles } = this.dialect;
    return packageFiles ? [path, ...found].flatMap((p) => [p, ...packageFiles(p, this.files)]) : found;
  }

  #declares(path: string, name: string): boolean {
    const read = this.files.read(path);
    return (
      typeof read !== "string" && this.parser.module(path, read.text).body.some((s) => "name" in s && s.name === name)
    );
  }

  /** What a name means that no scope of a file declares: something of a file beside it, or of all that it imports. */
  outer(world: World, record: ModuleRecord, name: string, span: Span): Value | undefined {
    const beside = this.#declaredBeside(world, record, name);
    if (beside) return used(world.prune(beside), span, "local", name);
    for (const path of this.dialect.siblings(record.module.path, name, this.files)) {
      if (path === record.module.path || !this.#declares(path, name)) continue;
      const found = this.record(path);
      if (typeof found === "string") continue;
      this.run(world, found);
      const value = found.scope.cells.get(name)?.value;
      if (value) return used(world.prune(value), span, "local", name);
    }
    for (const opened of record.opened) {
      if ("package" in opened) {
        if (isDeclaredByCdk(opened.package, name)) return staticValue(opened.package, name, span);
        const alone = this.dialect.memberOfAll?.(opened.module, name);
        const path = alone === undefined ? undefined : this.resolve(record.module.path, alone);
        const found = path === undefined || path === "not loaded" ? undefined : this.record(path);
        if (!found || typeof found === "string") continue;
        this.run(world, found);
        const value = found.scope.cells.get(name)?.value;
        if (value) return used(world.prune(value), span, "local", name);
        continue;
      }
      this.run(world, opened);
      const value = this.#find(opened, name, 0)?.value;
      if (value) return used(world.prune(value), span, "local", name);
    }
    return undefined;
  }
}

function contextOf(world: World, record: ModuleRecord): Context {
  return {
    world,
    module: record,
    scope: record.scope,
    self: undefined,
    home: undefined,
    frame: undefined,
    loop: undefined,
  };
}

/** What `module.exports` has become, if anything was put there. */
function commonjsExports(record: ModuleRecord): Value | undefined {
  const holder = record.scope.cells.get("module")?.value;
  const exports = holder?.kind === "object" ? holder.entries.get("exports")?.value : undefined;
  if (!exports) return undefined;
  if (exports.kind !== "object" || innerOf(exports)) return exports;
  return exports.entries.size > 0 ? exports : undefined;
}

function local(record: ModuleRecord, name: string): Cell {
  let cell = record.scope.cells.get(name);
  if (!cell) {
    cell = { value: undefined, step: "local", depth: 0, loops: 0 };
    record.scope.cells.set(name, cell);
  }
  return cell;
}

function namesOf(pattern: Extract<Statement, { kind: "declare" }>["target"]): string[] {
  const names: string[] = [];
  const stack = [pattern];
  while (stack.length > 0) {
    const at = stack.pop()!;
    if (at.kind === "name") names.push(at.name);
    else if (at.kind === "objectPattern")
      stack.push(...at.properties.map((p) => p.target), ...(at.rest ? [at.rest] : []));
    else if (at.kind === "listPattern")
      stack.push(...at.items.flatMap((i) => (i ? [i.target] : [])), ...(at.rest ? [at.rest] : []));
  }
  return names;
}

function packageValue(fqn: string, name: string, span: Span): Value {
  const dot = fqn.lastIndexOf(".");
  const whole = () =>
    fqn.startsWith("aws-cdk-lib.") || fqn.startsWith("node.")
      ? staticValue(fqn.slice(0, dot), fqn.slice(dot + 1), span)
      : staticValue("", fqn, span);
  if (name === "*" || name === "=") return whole();
  if (name === "default" && (fqn.startsWith("node.") || fqn.startsWith("aws-cdk-lib"))) return whole();
  return staticValue(fqn, name, span);
}
