/**
 * Something of a module that is worked out once: a local, a variable, a resource.
 *
 * A cell knows which cells it was made from, whenever they were asked for: values are worked out when somebody looks,
 * so a cell may come to read another one long after it was made. Whoever evaluates an expression does so for a cell
 * (`Scope.owner`). What no change has reached stays for the next version of the files.
 */
import type { Files, Read } from "../../../core/files.ts";
import type { Block } from "../syntax.ts";
import type { ModuleInstance } from "./module-instance.ts";

export type CellKind =
  | "variable"
  | "local"
  | "output"
  /** How many there are of a resource. */
  | "managed shape"
  | "data shape"
  /** The resources of a block. */
  | "managed"
  | "data"
  /** That a resource does not write an attribute. */
  | "managed lacks"
  | "data lacks"
  | "call"
  /** Which outputs a module has. */
  | "outputs"
  | "providers"
  /** Where something is that is written nowhere. */
  | "place";

export class Cell {
  readonly module: ModuleInstance;
  readonly kind: CellKind;
  readonly name: string;
  /** What it is declared by; it stays while these are the same. */
  readonly basis: readonly unknown[];
  /** Where it hangs on one block alone: it stays while that is the same. */
  readonly block: Block | undefined;
  readonly reads = new Set<Cell>();
  readonly readers = new Set<Cell>();
  /** The files that were read for it, as they were. */
  files: Map<string, FileUse> | undefined;
  /** The folders that were listed for it, as they were. */
  folders: Map<string, Listing> | undefined;
  /** How many steps were taken for it. */
  steps = 0;
  #state: { readonly value: unknown } | "evaluating" | undefined;
  #isGone = false;
  #isDoubtful = false;

  constructor(module: ModuleInstance, kind: CellKind, name: string, basis: readonly unknown[], block?: Block) {
    this.module = module;
    this.kind = kind;
    this.name = name;
    this.basis = basis;
    this.block = block;
  }

  /** Notes that this cell was made from another one. */
  read(other: Cell): void {
    if (this.#isGone || other === this) return;
    if (other.#isGone) this.#isDoubtful = true;
    this.reads.add(other);
    other.readers.add(this);
  }

  /** Notes that it was made from a file; `absent` and `not loaded` files too. */
  readFile(path: string, read: Read, isTemplate: boolean): void {
    if (this.#isGone) return;
    this.files ??= new Map();
    const before = this.files.get(path);
    this.files.set(path, { read, isTemplate: isTemplate || before?.isTemplate === true });
  }

  /** Notes that it was made from the names in a folder. */
  readFolder(path: string, names: Listing): void {
    if (this.#isGone) return;
    this.folders ??= new Map();
    this.folders.set(path, names);
  }

  /** Its value, worked out the first time; `cycle` when that leads back here. */
  value<T>(make: () => T, cycle: () => T): T {
    if (this.#state === "evaluating") return cycle();
    if (this.#state) return this.#state.value as T;
    this.#state = "evaluating";
    const value = make();
    this.#state = { value };
    return value;
  }

  /** The value that it has by now. */
  get known(): unknown {
    return typeof this.#state === "object" ? this.#state.value : undefined;
  }

  /** True when it was not finished, or was made from something that was gone already. */
  get isDoubtful(): boolean {
    return this.#isDoubtful || this.#state === "evaluating";
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** Takes it out of the graph. Whoever read it is left to be removed too. */
  remove(): void {
    this.#isGone = true;
    for (const other of this.reads) other.readers.delete(this);
    this.reads.clear();
  }
}

export type Listing = ReturnType<Files["list"]>;

export interface FileUse {
  readonly read: Read;
  readonly isTemplate: boolean;
}

export function sameRead(a: Read, b: Read): boolean {
  return typeof a === "string" || typeof b === "string" ? a === b : a.text === b.text;
}

export function sameListing(a: Listing, b: Listing): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return a === b || (a.length === b.length && a.every((name, i) => name === b[i]));
}
