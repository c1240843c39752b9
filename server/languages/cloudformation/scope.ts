/** What the names in one template stand for. */
import { all, always, type Condition, type Input, is, named, opaque } from "../../core/conditions.ts";
import type { Inputs } from "../../core/language.ts";
import type { Span } from "../../core/span.ts";
import { absent, piece, reference, scalar, unknown, type Value } from "../../core/values.ts";
import { type Import, notKnown } from "./imports.ts";
import { expandLoop, isLoop } from "./loops.ts";
import { Parameter } from "./parameters.ts";
import { partitionOf } from "./partitions.ts";
import type { Implicit, Transformed } from "./sam/transform.ts";
import type { MappingEntry, Node, Template } from "./syntax.ts";
import type { TemplateDraft, TemplateResource } from "./template-resources.ts";

/** How many nodes one program may evaluate: aliases can make a small text very large. */
const MOST_EVALUATIONS = 3_000_000;
/** How many conditions may stand on each other. */
const DEEPEST_CONDITION = 200;

/** A budget that the scopes of one program share. */
export class Budget {
  #left: number;

  constructor(most = MOST_EVALUATIONS) {
    this.#left = most;
  }

  spend(): boolean {
    return --this.#left >= 0;
  }
}

export interface ScopeOptions {
  readonly template: Template;
  /** The address of the nested stack that it is; "" for the root. */
  readonly module: string;
  /** True for a stack that is not nested though it is not the root: one that others import from. */
  readonly standsAlone?: true;
  /** What `Fn::ImportValue` gives for a name. */
  readonly importValue?: Import;
  readonly inputs: Inputs | undefined;
  readonly budget: Budget;
  /** What a parent stack hands in, by parameter; undefined for the root. */
  readonly argument?: (parameter: string) => Value | undefined;
  /** Where a parent stack writes that. */
  readonly argumentNode?: (parameter: string) => Node | undefined;
  /** The scope of the parent stack. */
  readonly parent?: Scope;
  /** Under what the whole template is deployed: the condition of a nested stack. */
  readonly enclosing?: Condition;
  readonly buildCondition: (node: Node, scope: Scope, variables?: ReadonlyMap<string, Value>) => Condition;
  /** What the template itself asks of every deployment. */
  readonly limits?: (scope: Scope) => Condition;
  /** The ids of resources that a transform makes, by every name that they have, as far as they are known. */
  readonly generated?: ReadonlyMap<string, string>;
}

/** What was made of a resource, and of what. */
export interface Kept<T> {
  readonly transformed: T;
  readonly resources: readonly TemplateResource[];
}

/** What was read of a resource, and whether its text could be read as a whole. */
export interface KeptDrafts {
  readonly isBroken: boolean;
  readonly drafts: readonly TemplateDraft[];
}

export class Scope {
  readonly module: string;
  readonly inputs: Inputs | undefined;
  /** The resources that were made in this scope, by their entry: an unchanged one is used again. */
  readonly made = new WeakMap<MappingEntry, Kept<Transformed>>();
  /** What was read of a resource's entry: the same while what the names stand for is the same. */
  readonly drafts = new WeakMap<MappingEntry, KeptDrafts>();
  /** The APIs that are not written, by their id. */
  readonly implicit = new Map<string, Kept<Implicit>>();
  /** True when a macro may change everything. */
  readonly isTransformed: boolean;
  #enclosing: Condition | undefined;
  /** The value of an output of a nested stack, by the nested stack's logical id; set by whoever enters it. */
  nestedOutput: ((stack: string, output: string, span: Span) => Value | undefined) | undefined;
  readonly #options: ScopeOptions;
  readonly #parameters = new Map<string, Parameter>();
  readonly #resources = new Set<string>();
  readonly #conditions = new Map<string, Condition>();
  readonly #conditionNodes = new Map<string, { node: Node; variables?: ReadonlyMap<string, Value> }>();
  readonly #conditionLoops: MappingEntry[] = [];
  readonly #mappings = new Map<string, Node>();
  readonly #arguments = new Map<string, Value | undefined | "open">();
  /** The ids of resources that a transform makes, by every name that they have. */
  #generated: ReadonlyMap<string, string>;
  /** Names that were looked for among those. */
  readonly #asked = new Set<string>();
  #conditionDepth = 0;
  #template: Template;
  #budget: Budget;

  constructor(options: ScopeOptions, isTransformed: boolean) {
    this.#options = options;
    this.#template = options.template;
    this.module = options.module;
    this.#budget = options.budget;
    this.inputs = options.module === "" ? options.inputs : undefined;
    this.isTransformed = isTransformed;
    this.#generated = options.generated ?? new Map();
    for (const e of this.#section("Parameters"))
      this.#parameters.set(e.key, new Parameter(e, options.module, options.standsAlone));
    for (const e of this.#section("Resources")) this.#resources.add(e.key);
    for (const e of this.#section("Conditions"))
      if (isLoop(e)) this.#conditionLoops.push(e);
      else this.#conditionNodes.set(e.key, { node: e.value });
    for (const e of this.#section("Mappings")) this.#mappings.set(e.key, e.value);
  }

  get #isNested(): boolean {
    return this.module !== "" && !this.#options.standsAlone;
  }

  /** What another stack exports under a name. */
  importValue(name: Value, span: Span): Value {
    return (this.#options.importValue ?? notKnown)(name, { span });
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

  get parameters(): readonly Parameter[] {
    return [...this.#parameters.values()];
  }

  isResource(name: string): boolean {
    return this.#resources.has(name) || this.generated(name) === name;
  }

  /** The id of a resource that a transform makes, by a name of it: `Function.Alias`. */
  generated(name: string): string | undefined {
    this.#asked.add(name);
    return this.#generated.get(name);
  }

  /** Takes the ids that were found. False when a name that was asked for now stands for something else. */
  setGenerated(generated: ReadonlyMap<string, string>): boolean {
    for (const name of this.#asked) if (this.#generated.get(name) !== generated.get(name)) return false;
    this.#generated = generated;
    return true;
  }

  mapping(name: string): Node | undefined {
    return this.#mappings.get(name);
  }

  /** What `Ref` of a name is. */
  refer(name: string, span: Span): Value {
    if (name.startsWith("AWS::")) return this.#pseudo(name, span);
    const parameter = this.#parameters.get(name);
    if (parameter) return parameter.use(span, this.#argument(parameter, span), this.inputs, this.#isNested);
    if (this.#resources.has(name)) return reference(this.address(name), undefined, { span });
    const generated = this.generated(name);
    if (generated !== undefined) return reference(this.address(generated), undefined, { span });
    const nothing = unknown(`nothing in this template is named ${name}`, { span }, `Ref ${this.address(name)}`);
    return { ...nothing, undefinedName: name };
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
      case "AWS::Partition":
      case "AWS::URLSuffix": {
        const region = this.#options.inputs?.region;
        const partition = region === undefined ? undefined : partitionOf(region);
        if (!partition) return unknown(`${name} is not known before it is deployed`, origin, name);
        const known = name === "AWS::Partition" ? partition.name : partition.suffix;
        return scalar(known, origin, [piece(known)]);
      }
      case "AWS::AccountId":
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

  /** The condition that an input is this constant. */
  equation(input: Input, constant: string): Condition {
    const parameter = this.#parameters.get(input.name.slice("parameter ".length));
    if (parameter?.input === input) return parameter.equation(constant);
    return this.#options.parent?.equation(input, constant) ?? is(input, constant);
  }

  /** True for a parameter that whoever deploys may set: neither the configuration nor a parent stack says what it is. */
  isFree(name: string): boolean {
    const parameter = this.#parameters.get(name);
    if (!parameter || parameter.isStored || this.#isNested) return false;
    return !(this.inputs && Object.hasOwn(this.inputs.parameters, name));
  }

  /** The input that an unknown value is, by its identity: one of a parent stack's too, which may have handed it in. */
  inputOf(identity: string): Input | undefined {
    for (const p of this.#parameters.values()) if (p.identity === identity) return this.input(p.name);
    if (identity === "AWS::Region" || identity === "AWS::AccountId" || identity === "AWS::Partition")
      return this.input(identity);
    return this.#options.parent?.inputOf(identity);
  }

  /** What a parent stack writes for a parameter, and where the names in it are to be looked up. */
  handedIn(parameter: string): { readonly node: Node; readonly scope: Scope } | undefined {
    const { parent: scope, argumentNode } = this.#options;
    const node = scope && argumentNode?.(parameter);
    return node && { node, scope };
  }

  /** What a condition is written as. */
  conditionNode(name: string): Node | undefined {
    this.#expandConditions();
    return this.#conditionNodes.get(name)?.node;
  }

  #expandConditions(): void {
    for (let loop = this.#conditionLoops.pop(); loop; loop = this.#conditionLoops.pop())
      for (const { key, entry, context } of expandLoop(loop, { scope: this, depth: 0 }).made)
        if (!this.#conditionNodes.has(key))
          this.#conditionNodes.set(key, {
            node: entry.value,
            ...(context.variables && { variables: context.variables }),
          });
  }

  /** Under what anything of the template is deployed: what its stack's condition and its own rules say. */
  get enclosing(): Condition {
    if (!this.#enclosing) {
      // Rules look at parameters only; what they look at must not ask for them again.
      this.#enclosing = this.#options.enclosing ?? always;
      this.#enclosing = all(this.#enclosing, this.#options.limits?.(this) ?? always);
    }
    return this.#enclosing;
  }

  /** A named condition: one object however often it is used. */
  condition(name: string): Condition {
    const known = this.#conditions.get(name);
    if (known) return known;
    this.#expandConditions();
    const written = this.#conditionNodes.get(name);
    const id = this.address(`condition ${name}`);
    if (!written || this.#conditionDepth > DEEPEST_CONDITION) return opaque(id, name);
    // What refers to itself while it is made is a truth of its own.
    this.#conditions.set(name, opaque(id, name));
    this.#conditionDepth++;
    const made = named(name, this.#options.buildCondition(written.node, this, written.variables));
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
    // An entry that is the same may stand on another one, by an alias, that can no longer be read.
    if (left.some((e, i) => e === right[i] && a.broken.has(e.keySpan.chunk) !== b.broken.has(e.keySpan.chunk)))
      return false;
  }
  return true;
}
