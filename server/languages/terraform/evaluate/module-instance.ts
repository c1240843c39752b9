/** A module as it is called once: its variables, locals, resources, calls and outputs, each worked out when asked for. */
import { all, type Condition } from "../../../core/conditions.ts";
import type { Span } from "../../../core/span.ts";
import {
  choice,
  lazyEntry,
  list,
  marked,
  type Origin,
  object,
  reference,
  unknown,
  type Value,
} from "../../../core/values.ts";
import { attributeOf, type Block, type Expression } from "../syntax.ts";
import { Cell, type CellKind } from "./cell.ts";
import type { Evaluation } from "./evaluation.ts";
import { type Expansion, expand } from "./expansion.ts";
import { evaluate } from "./expressions.ts";
import { type Called, callModule, folderOfCall } from "./module-calls.ts";
import type { Declaration, ModuleSource } from "./module-source.ts";
import { ModuleResource } from "./resource.ts";
import { type Instance, Scope } from "./scope.ts";
import { type VariableValue, variableValue } from "./variables.ts";

/** The call that a module instance was made by. */
export interface CallOfModule {
  readonly name: string;
  readonly block: Block;
  readonly scope: Scope;
}

export type Mode = "managed" | "data";

/** The resources of a block, by their addresses. */
export class Made {
  readonly list: readonly ModuleResource[];
  #byAddress: ReadonlyMap<string, ModuleResource> | undefined;

  constructor(list: readonly ModuleResource[]) {
    this.list = list;
  }

  at(address: string): ModuleResource | undefined {
    this.#byAddress ??= new Map(this.list.map((r) => [r.address, r]));
    return this.#byAddress.get(address);
  }
}

const NONE = new Made([]);

export class ModuleInstance {
  /** "" for the root module. */
  readonly address: string;
  readonly condition: Condition;
  /** How deep it is called: 0 for the root module. */
  readonly depth: number;
  readonly #cells = new Map<CellKind, Map<string, Cell>>();
  #evaluation: Evaluation;
  #source: ModuleSource;
  #call: CallOfModule | undefined;

  constructor(
    evaluation: Evaluation,
    source: ModuleSource,
    address: string,
    condition: Condition,
    call?: CallOfModule,
  ) {
    this.#evaluation = evaluation;
    this.#source = source;
    this.address = address;
    this.condition = condition;
    this.#call = call;
    this.depth = call ? call.scope.module.depth + 1 : 0;
  }

  /** The evaluation of now: an unchanged module outlives the one that it was made in. */
  get evaluation(): Evaluation {
    return this.#evaluation;
  }

  get source(): ModuleSource {
    return this.#source;
  }

  get call(): CallOfModule | undefined {
    return this.#call;
  }

  /**
   * Takes a later version of the module's files, and of the block that calls it. Cells that do not stand in it are
   * left to be removed.
   */
  renew(evaluation: Evaluation, source: ModuleSource, block?: Block): void {
    this.#evaluation = evaluation;
    this.#source = source;
    if (this.#call && block) this.#call = { ...this.#call, block };
  }

  *cells(): Iterable<Cell> {
    for (const ofKind of this.#cells.values()) yield* ofKind.values();
  }

  /** The cell of something that is declared here, or would be. */
  cell(kind: CellKind, name: string): Cell {
    let ofKind = this.#cells.get(kind);
    if (!ofKind) {
      ofKind = new Map();
      this.#cells.set(kind, ofKind);
    }
    let cell = ofKind.get(name);
    if (!cell) {
      cell = new Cell(this, kind, name, this.#basis(kind, name), this.#block(kind, name));
      ofKind.set(name, cell);
    }
    return cell;
  }

  /** True when what the cell was declared by is still what it was. */
  stands(cell: Cell): boolean {
    if (cell.isDoubtful) return false;
    if (cell.block && cell.block === this.#block(cell.kind, cell.name)) return true;
    const basis = this.#basis(cell.kind, cell.name);
    return basis.length === cell.basis.length && basis.every((b, i) => b === cell.basis[i]);
  }

  remove(cell: Cell): void {
    const ofKind = this.#cells.get(cell.kind);
    if (ofKind?.get(cell.name) === cell) ofKind.delete(cell.name);
  }

  /** The block that all of a cell's basis is read from. Nearly every block is the same after an edit. */
  #block(kind: CellKind, name: string): Block | undefined {
    switch (kind) {
      case "managed":
      case "managed shape":
        return this.source.resources.get(name)?.block;
      case "data":
      case "data shape":
        return this.source.data.get(name)?.block;
      default:
        return undefined;
    }
  }

  #basis(kind: CellKind, name: string): readonly unknown[] {
    const { source } = this;
    switch (kind) {
      case "variable":
        return [
          source.variables.get(name)?.block,
          this.call ? this.argument(name)?.node : this.evaluation.assignments().get(name),
        ];
      case "local":
        return [source.locals.get(name)];
      case "output":
        return [source.outputs.get(name)?.block];
      case "managed":
      case "data":
        return [this.declaration(kind, name)?.block];
      case "managed shape":
      case "data shape": {
        const block = this.declaration(kind === "data shape" ? "data" : "managed", name)?.block;
        return [block && (isRepeated(block.body) ? block : "single")];
      }
      case "managed lacks":
      case "data lacks": {
        const at = name.lastIndexOf(" ");
        const block = this.declaration(kind === "data lacks" ? "data" : "managed", name.slice(0, at))?.block;
        return [block && (writes(block.body, name.slice(at + 1)) ? block : "lacks")];
      }
      case "call": {
        const block = source.modules.get(name)?.block;
        const folder = block && folderOfCall(this, name, block);
        const isThere = folder !== undefined && this.evaluation.module(folder) !== undefined;
        // What a call hands in, the module's own cells hang on; it hangs on how many there are.
        return [block && (isRepeated(block.body) ? block : "single"), folder, isThere];
      }
      case "outputs":
        return [...source.outputs.keys()];
      case "providers":
        return [...source.providers.map((p) => p.block), this.call && attributeOf(this.call.block.body, "providers")];
      case "place":
        return [this.call ? this.call.block : source.files[0]!.source.chunks[0]];
    }
  }

  declaration(mode: Mode, key: string): Declaration | undefined {
    return (mode === "data" ? this.source.data : this.source.resources).get(key);
  }

  /** The name of something in the module, unique in the program. */
  qualified(name: string): string {
    return this.address === "" ? name : `${this.address}.${name}`;
  }

  /** A name for a truth that nothing else is known of. */
  uniqueTruth(node: Expression): string {
    return this.qualified(`${node.span.start}?${this.evaluation.nextTruth()}`);
  }

  /** The folder as `path.module` has it: relative to the root module's. */
  get relativeFolder(): string {
    const from = this.evaluation.root.split("/");
    const to = this.source.folder.split("/");
    let same = 0;
    while (same < from.length && same < to.length && from[same] === to[same]) same++;
    const up = from.slice(same).map(() => "..");
    return [...up, ...to.slice(same)].join("/") || ".";
  }

  /** What the call hands in for a variable. */
  argument(name: string): { readonly node: Expression; readonly scope: Scope } | undefined {
    const attribute = this.call && attributeOf(this.call.block.body, name);
    return attribute && { node: attribute.value, scope: this.call!.scope };
  }

  variable(name: string, owner: Cell): VariableValue {
    const cell = this.cell("variable", name);
    owner.read(cell);
    return cell.value<VariableValue>(
      () => variableValue(this, name, cell),
      () => ({ value: this.#cycle(`var.${name}`, owner) }),
    );
  }

  local(name: string, owner: Cell): Value {
    const cell = this.cell("local", name);
    owner.read(cell);
    const attribute = this.source.locals.get(name);
    if (!attribute) return unknown(`there is no local.${name}`, this.place(owner));
    return cell.value(
      () => evaluate(attribute.value, new Scope(this, cell)),
      () => this.#cycle(`local.${name}`, owner),
    );
  }

  /** An output; without an owner it is asked for by nothing in the program. */
  output(name: string, owner: Cell | undefined): Value {
    const cell = this.cell("output", name);
    owner?.read(cell);
    const declared = this.source.outputs.get(name);
    if (!declared) return unknown(`the module has no output ${name}`, this.place(owner ?? cell));
    return cell.value<Value>(
      () => {
        const { body } = declared.block;
        const attribute = attributeOf(body, "value");
        if (!attribute) return unknown(`output ${name} has no value`, { span: declared.block.span });
        const value = evaluate(attribute.value, new Scope(this, cell));
        return isTrue(body, "sensitive") ? marked(value, "secret") : value;
      },
      () => this.#cycle(`output ${name}`, owner ?? cell),
    );
  }

  #cycle(name: string, owner: Cell): Value {
    this.evaluation.startOver();
    return unknown(`${name} leads back to itself`, this.place(owner));
  }

  /** Where something is that is written nowhere: the call, or the beginning of the module. */
  place(owner: Cell): Origin {
    owner.read(this.cell("place", ""));
    const file = this.source.files[0]!;
    return {
      span: this.call?.block.headerSpan ?? {
        chunk: file.source.chunks[0] ?? { path: file.path, text: "" },
        start: 0,
        end: 0,
      },
    };
  }

  /** The instances of one resource or data source. */
  instances(mode: Mode, key: string): Made {
    const cell = this.cell(mode, key);
    const declared = this.declaration(mode, key);
    if (!declared) return NONE;
    return cell.value<Made>(
      () => {
        const expansion = this.#shape(mode, key, declared, cell);
        if (!expansion) return NONE;
        return new Made(
          expansion.instances.map((instance) => new ModuleResource(this, mode, declared, instance, cell)),
        );
      },
      () => NONE,
    );
  }

  /** How many there are of a resource; undefined while that is worked out. */
  #shape(mode: Mode, key: string, declared: Declaration, owner: Cell): Expansion | undefined {
    const cell = this.cell(`${mode} shape`, key);
    owner.read(cell);
    return cell.value<Expansion | undefined>(
      () => this.#expand(mode, key, declared, cell),
      () => undefined,
    );
  }

  #expand(mode: Mode, key: string, declared: Declaration, cell: Cell): Expansion {
    const address = this.qualified(mode === "data" ? `data.${key}` : key);
    const expansion = expand(declared.block.body, new Scope(this, cell), address);
    const instances: Instance[] = [];
    for (const instance of expansion.instances) {
      // What the root module has once is as many as it is written; everything else multiplies.
      const multiplies = instance.key !== undefined || this.depth > 0;
      if (multiplies && !this.evaluation.countInstance()) break;
      instances.push(instance);
      this.evaluation.resources.set(instanceAddress(address, instance.key), { module: this, mode, key });
    }
    return { ...expansion, instances };
  }

  /** Takes back what was said when the shape of a resource was worked out. */
  forgetShape(cell: Cell): void {
    const expansion = cell.known as Expansion | undefined;
    const address = this.qualified(cell.kind === "data shape" ? `data.${cell.name}` : cell.name);
    for (const { key } of expansion?.instances ?? []) this.evaluation.resources.delete(instanceAddress(address, key));
  }

  /** Why there may be more of a managed resource than are known. */
  isOpen(key: string): boolean {
    const expansion = this.cell("managed shape", key).known as Expansion | undefined;
    return expansion !== undefined && !expansion.shapes;
  }

  /** A whole resource as a value: a reference, or as many as it has instances. */
  resourceValue(mode: Mode, type: string, label: string, span: Span, owner: Cell): Value {
    const key = `${type}.${label}`;
    const address = this.qualified(mode === "data" ? `data.${key}` : key);
    const origin = { span };
    const declared = this.declaration(mode, key);
    if (!declared) {
      owner.read(this.cell(`${mode} shape`, key));
      return unknown(`there is no ${address}`, origin);
    }
    const expansion = this.#shape(mode, key, declared, owner);
    if (!expansion) return this.#cycle(address, owner);
    return shapedValue(expansion, address, origin, (of) => reference(of, undefined, origin));
  }

  /** The instances of one module call. */
  called(name: string, owner?: Cell): Called | undefined {
    const cell = this.cell("call", name);
    owner?.read(cell);
    const declared = this.source.modules.get(name);
    if (!declared) return undefined;
    return cell.value<Called | undefined>(
      () => callModule(this, name, declared.block, cell),
      () => undefined,
    );
  }

  /** A module call as a value: an object of its outputs, or as many as it has instances. */
  moduleValue(name: string, span: Span, owner: Cell): Value {
    const origin = { span };
    const address = this.qualified(`module.${name}`);
    const called = this.called(name, owner);
    if (!called)
      return this.source.modules.has(name)
        ? this.#cycle(address, owner)
        : unknown(`there is no module ${name}`, origin);
    if (called.opaque !== undefined) return unknown(called.opaque, origin, address);
    const byAddress = new Map(called.instances.map((i) => [i.address, i]));
    return shapedValue(called.expansion, address, origin, (of) => {
      const instance = byAddress.get(of);
      if (!instance) return unknown("there are too many instances", origin);
      owner.read(instance.cell("outputs", ""));
      return object(
        [...instance.source.outputs.keys()].map((o) => lazyEntry(o, () => instance.output(o, owner))),
        origin,
      );
    });
  }
}

function isRepeated(body: Block["body"]): boolean {
  return attributeOf(body, "count") !== undefined || attributeOf(body, "for_each") !== undefined;
}

/** True when an attribute of a resource, or a nested block, stands in its body. */
export function writes(body: Block["body"], name: string): boolean {
  return body.items.some(
    (item) =>
      (item.kind === "attribute" ? item.name : item.type === "dynamic" ? item.labels[0]?.text : item.type) === name,
  );
}

/** The address of an instance. */
export function instanceAddress(address: string, key: string | number | "symbolic" | undefined): string {
  if (key === undefined) return address;
  if (key === "symbolic") return `${address}[*]`;
  return `${address}[${typeof key === "number" ? key : JSON.stringify(key)}]`;
}

/** One, a list or a map of what an expansion makes; unknown, by its address, when how many is not known. */
function shapedValue(expansion: Expansion, address: string, origin: Origin, make: (address: string) => Value): Value {
  if (!expansion.shapes) return unknown(`how many there are of ${address} is not known`, origin, address);
  if (expansion.kind === "single") return make(address);
  const shaped = (keys: readonly (string | number)[]): Value =>
    expansion.kind === "count"
      ? list(
          keys.map((k) => make(instanceAddress(address, k))),
          origin,
        )
      : object(
          keys.map((k) => lazyEntry(String(k), () => make(instanceAddress(address, k)))),
          origin,
        );
  const [only] = expansion.shapes;
  if (expansion.shapes.length === 1 && only!.when.kind === "always") return shaped(only!.keys);
  return choice(
    expansion.shapes.map((s) => ({ when: all(s.when), value: shaped(s.keys) })),
    origin,
  );
}

/** True when an argument is written as `true`. */
export function isTrue(body: Block["body"], name: string): boolean {
  const value = attributeOf(body, name)?.value;
  return value?.kind === "literal" && value.value === true;
}
