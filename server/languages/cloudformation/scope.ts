/** What the names in one template stand for. */
import { always, type Condition, type Input, named, opaque } from "../../core/conditions.ts";
import type { Inputs } from "../../core/language.ts";
import type { Span } from "../../core/span.ts";
import { absent, piece, reference, scalar, unknown, type Value } from "../../core/values.ts";
import { Parameter } from "./parameters.ts";
import type { MappingEntry, Node, Template } from "./syntax.ts";
import type { TemplateResource } from "./template-resources.ts";

/** How many nodes one program may evaluate: aliases can make a small text very large. */
const MOST_EVALUATIONS = 3_000_000;
/** How many conditions may stand on each other. */
const DEEPEST_CONDITION = 200;

/** A budget that the scopes of one program share. */
export class Budget {
  #left = MOST_EVALUATIONS;

  spend(): boolean {
    return --this.#left >= 0;
  }
}

export interface ScopeOptions {
  readonly template: Template;
  /** The address of the nested stack that it is; "" for the root. */
  readonly module: string;
  readonly inputs: Inputs | undefined;
  readonly budget: Budget;
  /** What a parent stack hands in, by parameter; undefined for the root. */
  readonly argument?: (parameter: string) => Value | undefined;
  /** Under what the whole template is deployed: the condition of a nested stack. */
  readonly enclosing?: Condition;
  readonly buildCondition: (node: Node, scope: Scope) => Condition;
}

export class Scope {
  readonly module: string;
  readonly inputs: Inputs | undefined;
  /** The resources that were made in this scope, by their entry: an unchanged one is used again. */
  readonly made = new WeakMap<MappingEntry, TemplateResource>();
  /** True when a macro may change everything. */
  readonly isTransformed: boolean;
  readonly enclosing: Condition;
  /** The value of an output of a nested stack, by the nested stack's logical id; set by whoever enters it. */
  nestedOutput: ((stack: string, output: string, span: Span) => Value | undefined) | undefined;
  readonly #options: ScopeOptions;
  readonly #parameters = new Map<string, Parameter>();
  readonly #resources = new Set<string>();
  readonly #conditions = new Map<string, Condition>();
  readonly #conditionNodes = new Map<string, Node>();
  readonly #mappings = new Map<string, Node>();
  readonly #arguments = new Map<string, Value | undefined | "open">();
  #conditionDepth = 0;
  #template: Template;
  #budget: Budget;

  constructor(options: ScopeOptions, isTransformed: boolean) {
    this.#options = options;
    this.#template = options.template;
    this.module = options.module;
    this.#budget = options.budget;
    this.enclosing = options.enclosing ?? always;
    this.inputs = options.module === "" ? options.inputs : undefined;
    this.isTransformed = isTransformed;
    for (const e of this.#section("Parameters")) this.#parameters.set(e.key, new Parameter(e, options.module));
    for (const e of this.#section("Resources")) this.#resources.add(e.key);
    for (const e of this.#section("Conditions")) this.#conditionNodes.set(e.key, e.value);
    for (const e of this.#section("Mappings")) this.#mappings.set(e.key, e.value);
  }

  get template(): Template {
    return this.#template;
  }

  get budget(): Budget {
    return this.#budget;
  }

  /**
   * Takes a later version of the same template, when every name in it still stands for the same: only the inside of
   * resources has changed. False when it has not been taken.
   */
  renew(template: Template, budget: Budget): boolean {
    if (!sameNames(this.#template, template)) return false;
    this.#template = template;
    this.#budget = budget;
    return true;
  }

  #section(name: string): readonly MappingEntry[] {
    return this.template.sections.get(name) ?? [];
  }

  /** A resource that a loop made. */
  addResource(id: string): void {
    this.#resources.add(id);
  }

  address(id: string): string {
    return this.module === "" ? id : `${this.module}.${id}`;
  }

  parameter(name: string): Parameter | undefined {
    return this.#parameters.get(name);
  }

  isResource(name: string): boolean {
    return this.#resources.has(name);
  }

  mapping(name: string): Node | undefined {
    return this.#mappings.get(name);
  }

  /** What `Ref` of a name is. */
  refer(name: string, span: Span): Value {
    if (name.startsWith("AWS::")) return this.#pseudo(name, span);
    const parameter = this.#parameters.get(name);
    if (parameter) return parameter.use(span, this.#argument(parameter, span), this.inputs, this.module !== "");
    if (this.#resources.has(name)) return reference(this.address(name), undefined, { span });
    return unknown(`nothing in this template is named ${name}`, { span }, `Ref ${this.address(name)}`);
  }

  #argument(parameter: Parameter, span: Span): Value | undefined {
    if (!this.#options.argument) return undefined;
    const known = this.#arguments.get(parameter.name);
    if (known === "open") return unknown("it depends on itself", { span });
    if (known || this.#arguments.has(parameter.name)) return known;
    this.#arguments.set(parameter.name, "open");
    const value = this.#options.argument(parameter.name);
    this.#arguments.set(parameter.name, value);
    return value;
  }

  #pseudo(name: string, span: Span): Value {
    const origin = { span };
    switch (name) {
      case "AWS::NoValue":
        return absent(origin);
      case "AWS::Region": {
        const region = this.#options.inputs?.region;
        return region === undefined
          ? unknown("the region is not known before it is deployed", origin, name)
          : scalar(region, origin, [piece(region)]);
      }
      case "AWS::AccountId":
      case "AWS::Partition":
      case "AWS::URLSuffix":
        return unknown(`${name} is not known before it is deployed`, origin, name);
      default:
        return unknown(
          `${name} is not known before it is deployed`,
          origin,
          this.module === "" ? name : `${this.module}.${name}`,
        );
    }
  }

  /** The input that a name is where it is compared with constants. */
  input(name: string): Input | undefined {
    const parameter = this.#parameters.get(name);
    if (parameter) return parameter.isList || parameter.isStored ? undefined : parameter.input;
    if (name === "AWS::Region" || name === "AWS::AccountId" || name === "AWS::Partition" || name === "AWS::URLSuffix")
      return { id: name, name };
    return name === "AWS::StackName" ? { id: this.address(name), name } : undefined;
  }

  /** True for a parameter that whoever deploys may set: neither the configuration nor a parent stack says what it is. */
  isFree(name: string): boolean {
    const parameter = this.#parameters.get(name);
    if (!parameter || parameter.isStored || this.module !== "") return false;
    return !(this.inputs && Object.hasOwn(this.inputs.parameters, name));
  }

  /** The input that an unknown value is, by its identity. */
  inputOf(identity: string): Input | undefined {
    for (const p of this.#parameters.values()) if (p.identity === identity) return this.input(p.name);
    return identity === "AWS::Region" || identity === "AWS::AccountId" || identity === "AWS::Partition"
      ? this.input(identity)
      : undefined;
  }

  /** A named condition: one object however often it is used. */
  condition(name: string): Condition {
    const known = this.#conditions.get(name);
    if (known) return known;
    const node = this.#conditionNodes.get(name);
    const id = this.address(`condition ${name}`);
    if (!node || this.#conditionDepth > DEEPEST_CONDITION) return opaque(id, name);
    // What refers to itself while it is made is a truth of its own.
    this.#conditions.set(name, opaque(id, name));
    this.#conditionDepth++;
    const made = named(name, this.#options.buildCondition(node, this));
    this.#conditionDepth--;
    this.#conditions.set(name, made);
    return made;
  }
}

/** True when two versions of a template differ in nothing but the inside of resources. */
function sameNames(a: Template, b: Template): boolean {
  if (a.top.size !== b.top.size) return false;
  for (const [name, entry] of a.top) {
    const other = b.top.get(name);
    if (!other || other.keySpan.chunk !== entry.keySpan.chunk) return false;
    const [left, right] = [a.sections.get(name) ?? [], b.sections.get(name) ?? []];
    if (left.length !== right.length) return false;
    if (!left.every((e, i) => e === right[i] || (name === "Resources" && e.key === right[i]!.key))) return false;
  }
  return true;
}
