/** A resource or data source of a module instance. */
import { all, type Condition } from "../../../core/conditions.ts";
import type { Lifecycle, Resource } from "../../../core/resources.ts";
import { type Span, spanText } from "../../../core/span.ts";
import { absent, list, type ObjectValue, type Origin, reference, type Value } from "../../../core/values.ts";
import { attributeOf, type Block, blocksOf, constantText, type Expression, type ParsedFile } from "../syntax.ts";
import { bodyValue } from "./bodies.ts";
import type { Cell } from "./cell.ts";
import { dataAttribute } from "./data-sources.ts";
import { DERIVED, derivedAttribute } from "./derived-attributes.ts";
import { instanceAddress, type Mode, type ModuleInstance, writes } from "./module-instance.ts";
import type { Declaration } from "./module-source.ts";
import { regionOf } from "./providers.ts";
import { type Instance, Scope } from "./scope.ts";

/** Arguments that are Terraform's own, in every resource. */
const META = new Set(["count", "for_each", "provider", "depends_on", "lifecycle"]);

export interface NativeResource {
  readonly block: Block;
  readonly file: ParsedFile;
}

export class ModuleResource implements Resource {
  readonly address: string;
  readonly name: string;
  readonly module: string;
  readonly key?: string | number | "symbolic";
  readonly mode: Mode;
  readonly vocabulary = "terraform";
  readonly type: string;
  readonly condition: Condition;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly typeSpan: Span;
  readonly closed: boolean;
  readonly native: NativeResource;
  readonly in: ModuleInstance;
  readonly cell: Cell;
  readonly scope: Scope;
  #properties: ObjectValue | undefined;
  #region: { value: Value | undefined } | undefined;

  constructor(module: ModuleInstance, mode: Mode, declared: Declaration, instance: Instance, cell: Cell) {
    const { block } = declared;
    const [type, label] = block.labels;
    this.type = type!.text;
    this.mode = mode;
    this.name = `${mode === "data" ? "data." : ""}${type!.text}.${label!.text}`;
    this.module = module.address;
    this.closed = !module.source.isOutline;
    this.address = instanceAddress(module.qualified(this.name), instance.key);
    if (instance.key !== undefined) this.key = instance.key;
    this.condition = all(module.condition, instance.condition);
    this.span = block.span;
    this.nameSpan = label!.span;
    this.typeSpan = type!.span;
    this.native = new Native(block, module);
    this.in = module;
    this.cell = cell;
    this.scope = new Scope(module, cell, instance.repetition);
  }

  get properties(): ObjectValue {
    this.#properties ??= bodyValue(
      this.native.block.body,
      this.scope,
      { span: this.span, nameSpan: this.nameSpan },
      META,
    );
    return this.#properties;
  }

  get region(): Value | undefined {
    this.#region ??= { value: regionOf(this) };
    return this.#region.value;
  }

  get lifecycle(): Lifecycle | undefined {
    const [block] = blocksOf(this.native.block.body, "lifecycle");
    if (!block) return undefined;
    const prevent = attributeOf(block.body, "prevent_destroy")?.value;
    const ignored = attributeOf(block.body, "ignore_changes")?.value;
    return {
      ...(prevent?.kind === "literal" && typeof prevent.value === "boolean" && { preventDestroy: prevent.value }),
      ...(ignored && { ignoreChanges: namesIn(ignored) }),
    };
  }

  /** An attribute as other expressions see it: what is written, where that is echoed; else only its name is known. */
  attribute(name: string, origin: Origin, owner: Cell): Value {
    const known =
      this.mode === "data" || DERIVED.has(name) || (!META.has(name) && writes(this.native.block.body, name));
    owner.read(known ? this.cell : this.in.cell(`${this.mode} lacks`, `${this.cell.name} ${name}`));
    // What is only written, a password, is null for everyone who asks.
    if (this.mode === "managed" && name.endsWith("_wo")) return absent(origin);
    const special = this.mode === "data" ? dataAttribute(this, name, origin) : undefined;
    if (special) return special;
    const written = META.has(name) ? undefined : this.properties.entries.get(name)?.value;
    if (written !== undefined && written.kind !== "absent") return withComputed(written);
    return derivedAttribute(this, name, origin) ?? reference(this.address, name, origin);
  }
}

class Native implements NativeResource {
  readonly block: Block;
  readonly #module: ModuleInstance;

  constructor(block: Block, module: ModuleInstance) {
    this.block = block;
    this.#module = module;
  }

  /** The version of the file that there is now: an unchanged resource outlives the one that it was made of. */
  get file(): ParsedFile {
    const { path } = this.block.span.chunk;
    const { files } = this.#module.source;
    return files.find((f) => f.path === path) ?? files[0]!;
  }
}

function namesIn(node: Expression): string[] {
  const items = node.kind === "tuple" ? node.items : [node];
  return items.map((item) => constantText(item) ?? spanText(item.span));
}

/** The provider adds attributes of its own to blocks: there may be more in them than is written. */
function withComputed(value: Value): Value {
  if (value.kind === "object" && value.closed) return { ...value, closed: false };
  if (value.kind === "list" && value.items.some((i) => i.kind === "object"))
    return { ...list(value.items.map(withComputed), value.origin, value.closed) };
  return value;
}
