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
import type { Evaluation } from "./evaluation.ts";
import { type Expansion, expand } from "./expansion.ts";
import { evaluate } from "./expressions.ts";
import { type Called, callModule } from "./module-calls.ts";
import type { Declaration, ModuleSource } from "./module-source.ts";
import { ModuleResource } from "./resource.ts";
import { Scope } from "./scope.ts";
import { type VariableValue, variableValue } from "./variables.ts";

/** The call that a module instance was made by. */
export interface CallOfModule {
  readonly name: string;
  readonly block: Block;
  readonly scope: Scope;
}

export type Mode = "managed" | "data";

interface Expanded {
  readonly expansion: Expansion;
  readonly resources: readonly ModuleResource[];
}

export class ModuleInstance {
  readonly evaluation: Evaluation;
  readonly source: ModuleSource;
  /** "" for the root module. */
  readonly address: string;
  readonly call: CallOfModule | undefined;
  readonly condition: Condition;
  /** How deep it is called: 0 for the root module. */
  readonly depth: number;
  readonly scope: Scope;
  readonly #variables = new Map<string, VariableValue | "evaluating">();
  readonly #locals = new Map<string, Value | "evaluating">();
  readonly #outputs = new Map<string, Value | "evaluating">();
  readonly #resources = {
    managed: new Map<string, Expanded | "evaluating">(),
    data: new Map<string, Expanded | "evaluating">(),
  };
  readonly #calls = new Map<string, Called | "evaluating">();
  #truths = 0;

  constructor(
    evaluation: Evaluation,
    source: ModuleSource,
    address: string,
    condition: Condition,
    call?: CallOfModule,
  ) {
    this.evaluation = evaluation;
    this.source = source;
    this.address = address;
    this.condition = condition;
    this.call = call;
    this.depth = call ? call.scope.module.depth + 1 : 0;
    this.scope = new Scope(this);
  }

  /** The name of something in the module, unique in the program. */
  qualified(name: string): string {
    return this.address === "" ? name : `${this.address}.${name}`;
  }

  /** A name for a truth that nothing else is known of. */
  uniqueTruth(node: Expression): string {
    return this.qualified(`${node.span.start}?${this.#truths++}`);
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

  variable(name: string): VariableValue {
    const known = this.#variables.get(name);
    if (known === "evaluating") return { value: this.#cycle(`var.${name}`) };
    if (known) return known;
    this.#variables.set(name, "evaluating");
    const result = variableValue(this, name);
    this.#variables.set(name, result);
    return result;
  }

  local(name: string): Value {
    const attribute = this.source.locals.get(name);
    if (!attribute) return unknown(`there is no local.${name}`, this.#place());
    return this.#once(this.#locals, name, `local.${name}`, () => evaluate(attribute.value, this.scope));
  }

  output(name: string): Value {
    const declared = this.source.outputs.get(name);
    if (!declared) return unknown(`the module has no output ${name}`, this.#place());
    return this.#once(this.#outputs, name, `output ${name}`, () => {
      const { body } = declared.block;
      const attribute = attributeOf(body, "value");
      if (!attribute) return unknown(`output ${name} has no value`, { span: declared.block.span });
      const value = evaluate(attribute.value, this.scope);
      return isTrue(body, "sensitive") ? marked(value, "secret") : value;
    });
  }

  #once(memo: Map<string, Value | "evaluating">, key: string, name: string, run: () => Value): Value {
    const known = memo.get(key);
    if (known === "evaluating") return this.#cycle(name);
    if (known) return known;
    memo.set(key, "evaluating");
    const value = run();
    memo.set(key, value);
    return value;
  }

  #cycle(name: string): Value {
    return unknown(`${name} leads back to itself`, this.#place());
  }

  #place(): Origin {
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
  instances(mode: Mode, key: string): readonly ModuleResource[] {
    const found = this.#expanded(mode, key);
    return found === undefined || found === "evaluating" ? [] : found.resources;
  }

  #expanded(mode: Mode, key: string): Expanded | "evaluating" | undefined {
    const declared = (mode === "data" ? this.source.data : this.source.resources).get(key);
    if (!declared) return undefined;
    const memo = this.#resources[mode];
    const known = memo.get(key);
    if (known) return known;
    memo.set(key, "evaluating");
    const made = this.#expandResource(mode, key, declared);
    memo.set(key, made);
    return made;
  }

  #expandResource(mode: Mode, key: string, declared: Declaration): Expanded {
    const address = this.qualified(mode === "data" ? `data.${key}` : key);
    const expansion = expand(declared.block.body, this.scope, address);
    if (!expansion.shapes && mode === "managed")
      this.evaluation.leaveOpen(`how many there are of ${address} is not known`);
    const resources: ModuleResource[] = [];
    for (const instance of expansion.instances) {
      // What the root module has once is as many as it is written; everything else multiplies.
      const multiplies = instance.key !== undefined || this.depth > 0;
      if (multiplies && !this.evaluation.countInstance()) break;
      const resource = new ModuleResource(this, mode, declared, instance);
      resources.push(resource);
      this.evaluation.resources.set(resource.address, resource);
    }
    return { expansion, resources };
  }

  /** A whole resource as a value: a reference, or as many as it has instances. */
  resourceValue(mode: Mode, type: string, label: string, span: Span): Value {
    const key = `${type}.${label}`;
    const address = this.qualified(mode === "data" ? `data.${key}` : key);
    const origin = { span };
    const found = this.#expanded(mode, key);
    if (found === "evaluating") return this.#cycle(address);
    if (!found) return unknown(`there is no ${address}`, origin);
    return shapedValue(found.expansion, address, origin, (of) => reference(of, undefined, origin));
  }

  /** The instances of one module call. */
  called(name: string): Called | undefined {
    const declared = this.source.modules.get(name);
    if (!declared) return undefined;
    const known = this.#calls.get(name);
    if (known === "evaluating") return undefined;
    if (known) return known;
    this.#calls.set(name, "evaluating");
    const made = callModule(this, name, declared.block);
    this.#calls.set(name, made);
    return made;
  }

  /** A module call as a value: an object of its outputs, or as many as it has instances. */
  moduleValue(name: string, span: Span): Value {
    const origin = { span };
    const address = this.qualified(`module.${name}`);
    if (this.#calls.get(name) === "evaluating") return this.#cycle(address);
    const called = this.called(name);
    if (!called) return unknown(`there is no module ${name}`, origin);
    if (called.opaque !== undefined) return unknown(called.opaque, origin, address);
    const byAddress = new Map(called.instances.map((i) => [i.address, i]));
    return shapedValue(called.expansion, address, origin, (of) => {
      const instance = byAddress.get(of);
      if (!instance) return unknown("there are too many instances", origin);
      return object(
        [...instance.source.outputs.keys()].map((o) => lazyEntry(o, () => instance.output(o))),
        origin,
      );
    });
  }
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
