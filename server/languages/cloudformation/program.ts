/** A template with the nested stacks that it enters, as a program. */
import { all } from "../../core/conditions.ts";
import type { Inputs } from "../../core/language.ts";
import type { Comment, Problem, Program } from "../../core/resources.ts";
import { isPastBudget } from "../../core/satisfiability.ts";
import type { Source } from "../../core/span.ts";
import { unknown, type Value } from "../../core/values.ts";
import { buildCondition } from "./condition-functions.ts";
import { evaluate } from "./evaluate.ts";
import { type Import, importFrom, mayImport } from "./imports.ts";
import { macrosOf } from "./macros.ts";
import { isModule } from "./modules.ts";
import { fits, locationsOf } from "./nested-stacks.ts";
import { outputsOf } from "./outputs.ts";
import { reused } from "./parameters.ts";
import { limitsOf } from "./rules-section.ts";
import { implicitApis } from "./sam/lowering.ts";
import { Budget, Scope, type ScopeOptions } from "./scope.ts";
import { child, type Node, type Template } from "./syntax.ts";
import { type Found, resourcesOf, type TemplateResource } from "./template-resources.ts";
import { writer } from "./writer.ts";

/** How many stacks may lie in each other, and how many one program has. */
const DEEPEST_STACK = 5;
const MOST_STACKS = 50;
/** How often a template is gone through until it is known what its transform makes. */
const MOST_ROUNDS = 3;
/** How many comments and problems of one included file are told. */
const MOST_COMMENTS = 10_000;
/** How deep outputs are looked into for resources that they make known. */
const DEEPEST_ESCAPE = 10;

/** Where they are named they are there: whoever names one asks for it. */
const implicitNames: ReadonlyMap<string, string> = new Map(Object.keys(implicitApis).map((id) => [id, id]));

/** What is around a template in its workspace. */
export interface Workspace {
  /** Reads a template by its path; undefined where it cannot be read. */
  readonly read: (path: string) => Template | undefined;
  /** The other templates that may export something. */
  readonly exporters: () => readonly Template[];
  /** The template that a module's type stands for. */
  readonly module: (type: string) => Template | undefined;
}

/** What is kept of a program for the next version of its template. */
export interface KeptProgram {
  readonly program: Program;
  /** The root template's scope, where nothing but the template itself went into it. */
  readonly scope: Scope | undefined;
  readonly inputs: Inputs | undefined;
  /** The templates that values may have been imported from. */
  readonly exporters: readonly Template[];
  /** How values are imported from those. */
  readonly import: Import | undefined;
}

/** Evaluates a template. Resources of `previous`, an earlier version, are used again where they are unchanged. */
export function programOf(
  root: string,
  template: Template,
  workspace: Workspace,
  inputs: Inputs | undefined,
  previous?: KeptProgram,
): KeptProgram {
  return new Builder(root, template, workspace, inputs, previous).build();
}

/** What a parent stack hands in to a nested one. */
type Given = Required<Pick<ScopeOptions, "argument" | "argumentNode" | "parent">>;

/** An empty program for a file that cannot be read. */
export function emptyProgram(root: string, problem: Problem | undefined): Program {
  return {
    language: "cloudformation",
    root,
    resources: [],
    open: [],
    sources: new Map(),
    comments: [],
    problems: problem ? [problem] : [],
    writer,
    escaped: new Set(),
  };
}

class Builder {
  readonly #root: string;
  readonly #template: Template;
  readonly #workspace: Workspace;
  readonly #inputs: Inputs | undefined;
  readonly #budget = new Budget();
  readonly #resources: TemplateResource[] = [];
  readonly #open: string[] = [];
  readonly #sources = new Map<string, Source>();
  readonly #comments: Comment[] = [];
  readonly #problems: Problem[] = [];
  readonly #escaped = new Set<string>();
  readonly #previous: KeptProgram | undefined;
  #stacks = 0;
  #exporters: readonly Template[] | undefined;
  #import: Import | undefined;

  constructor(
    root: string,
    template: Template,
    workspace: Workspace,
    inputs: Inputs | undefined,
    previous: KeptProgram | undefined,
  ) {
    this.#root = root;
    this.#template = template;
    this.#workspace = workspace;
    this.#inputs = inputs;
    this.#previous = previous && JSON.stringify(previous.inputs) === JSON.stringify(inputs) ? previous : undefined;
  }

  build(): KeptProgram {
    const scope = this.#enter(this.#template, "", undefined, undefined, [this.#root]);
    this.#escape(scope);
    this.#noteBudget();
    const program: Program = {
      language: "cloudformation",
      reusesResources: true,
      root: this.#root,
      resources: this.#resources,
      open: this.#open,
      sources: this.#sources,
      comments: this.#comments,
      problems: this.#problems,
      writer,
      escaped: this.#escaped,
    };
    const isAlone = !this.#resources.some((r) => r.type === "AWS::CloudFormation::Stack" || isModule(r.type));
    const exporters = this.#exporters ?? [];
    return { program, scope: isAlone ? scope : undefined, inputs: this.#inputs, exporters, import: this.#import };
  }

  #enter(
    template: Template,
    module: string,
    given: Given | undefined,
    enclosing: TemplateResource | undefined,
    stack: readonly string[],
  ): Scope {
    const path = template.source.path;
    if (!this.#sources.has(path)) {
      this.#sources.set(path, template.source);
      // One by one: a spread of some 100,000 arguments overflows the stack.
      for (const comment of template.comments) this.#comments.push(comment);
      for (const problem of template.problems) this.#problems.push(problem);
    }
    for (const snippet of template.included ?? []) {
      if (this.#sources.has(snippet.source.path)) continue;
      this.#sources.set(snippet.source.path, snippet.source);
      this.#comments.push(...snippet.comments.slice(0, MOST_COMMENTS));
      this.#problems.push(...snippet.problems.slice(0, MOST_COMMENTS));
    }
    const macros = macrosOf(template);
    for (const macro of macros) this.#open.push(`the macro ${macro} may change the template`);
    const enter = (generated?: ReadonlyMap<string, string>) =>
      this.#scopeOf(template, module, given, enclosing, macros.length > 0, generated);
    let scope = enter();
    let found = resourcesOf(scope);
    // What a transform makes may be named in what it is made of.
    let generated = this.#moduleNames(found);
    for (let round = 0; !scope.setGenerated(generated) && round < MOST_ROUNDS; round++) {
      scope = enter(generated);
      found = resourcesOf(scope);
      generated = this.#moduleNames(found);
    }
    for (const resource of found.resources) this.#resources.push(resource);
    for (const why of found.open) this.#open.push(why);
    this.#enterNested(scope, found.resources, stack);
    return scope;
  }

  #scopeOf(
    template: Template,
    module: string,
    given: Given | undefined,
    enclosing: TemplateResource | undefined,
    isTransformed: boolean,
    generated: ReadonlyMap<string, string> | undefined,
  ): Scope {
    const importValue = this.#importFor(template);
    const isSame = !generated && sameItems(this.#exporters ?? [], this.#previous?.exporters ?? []);
    const kept = module === "" && isSame ? this.#previous?.scope : undefined;
    if (kept?.renew(template, this.#budget)) return kept;
    return new Scope(
      {
        template,
        module,
        inputs: this.#inputs,
        budget: this.#budget,
        buildCondition,
        limits: limitsOf,
        generated: generated ?? implicitNames,
        ...(importValue && { importValue }),
        ...given,
        ...(enclosing && { enclosing: all(enclosing.condition) }),
      },
      isTransformed,
    );
  }

  /** How a template imports; what it may import from is read now, so that the program depends on it. */
  #importFor(template: Template): Import | undefined {
    if (!mayImport(template)) return undefined;
    this.#exporters ??= this.#workspace.exporters();
    const { exporters, import: kept } = this.#previous ?? {};
    if (exporters && sameItems(exporters, this.#exporters)) this.#import ??= kept;
    this.#import ??= importFrom(this.#exporters, this.#inputs?.region);
    return this.#import;
  }

  /** The template that a nested stack or a module stands for, where it is a file that can be entered. */
  #templateOf(resource: TemplateResource, scope: Scope, stack: readonly string[]): Template | undefined {
    if (stack.length >= DEEPEST_STACK || this.#stacks >= MOST_STACKS) return undefined;
    if (isModule(resource.type)) {
      const template = this.#workspace.module(resource.type);
      return template && !stack.includes(template.source.path) ? template : undefined;
    }
    const { paths, isGuess } = locationsOf(resource, scope.template.source.path);
    for (const path of paths) {
      const template = stack.includes(path) ? undefined : this.#workspace.read(path);
      if (template && (!isGuess || fits(template, resource))) return template;
    }
    return undefined;
  }

  /** What the resources of modules are called where the modules are used: with a dot between, or without. */
  #moduleNames(found: Found): ReadonlyMap<string, string> {
    const modules = found.resources.filter((r) => isModule(r.type));
    if (modules.length === 0) return found.generated;
    const names = new Map(found.generated);
    for (const { name, type } of modules)
      for (const { key } of this.#workspace.module(type)?.sections.get("Resources") ?? [])
        for (const called of [`${name}.${key}`, `${name}${key}`]) names.set(called, `${name}.${key}`);
    return names;
  }

  #enterNested(scope: Scope, resources: readonly TemplateResource[], stack: readonly string[]): void {
    const inner = new Map<string, Scope>();
    for (const resource of resources) {
      const isModuleCall = isModule(resource.type);
      if (!isModuleCall && resource.type !== "AWS::CloudFormation::Stack") continue;
      const template = this.#templateOf(resource, scope, stack);
      if (!template) {
        const what = isModuleCall ? `the module ${resource.type}` : `the template of the nested stack ${resource.name}`;
        this.#open.push(`${what} is not known`);
        continue;
      }
      this.#stacks++;
      const argument = (name: string): Value | undefined => {
        const { entries } = resource.properties;
        const parameters = isModuleCall ? resource.properties : entries.get("Parameters")?.value;
        if (!parameters || parameters.kind === "absent") return undefined;
        if (parameters.kind !== "object") return unknown("the parameters are not known", parameters.origin);
        const given = parameters.entries.get(name)?.value;
        if (given) return given.kind === "absent" ? undefined : given;
        return parameters.closed ? undefined : unknown("the parameters are not known", parameters.origin);
      };
      const argumentNode = (name: string): Node | undefined => {
        const properties = child(resource.native.entry.value, "Properties");
        const parameters = isModuleCall ? properties : child(properties, "Parameters");
        // Where they are made by a function, any of them may depend on all that it says.
        return child(parameters, name) ?? parameters;
      };
      const inside = [...stack, template.source.path];
      const entered = this.#enter(
        template,
        resource.address,
        { argument, argumentNode, parent: scope },
        resource,
        inside,
      );
      if (!isModuleCall) inner.set(resource.name, entered);
    }
    const reading = new Set<string>();
    scope.nestedOutput = (name, output, span) => {
      const nested = inner.get(name);
      const found = nested && outputsOf(nested).find((o) => o.name === output);
      if (!found) return undefined;
      const id = `${name}.${output}`;
      if (reading.has(id)) return unknown("the output depends on itself", { span });
      reading.add(id);
      const value = evaluate(found.value, found.context);
      reading.delete(id);
      return reused(value, span, "output", `output ${output}`);
    };
  }

  /** Says once that conditions were too many to decide. */
  #noteBudget(): void {
    const tooHard = this.#resources.find((r) => isPastBudget(r.condition));
    if (!tooHard) return;
    this.#problems.push({
      path: tooHard.span.chunk.path,
      message: `The conditions of ${tooHard.name} take too many steps to decide. Nothing is reported of what stands under them.`,
      span: tooHard.nameSpan,
      severity: "note",
    });
  }

  /** What the outputs refer to can be used by others. */
  #escape(scope: Scope): void {
    for (const { value, context } of outputsOf(scope)) this.#note(evaluate(value, context), 0);
  }

  #note(value: Value, depth: number): void {
    if (depth > DEEPEST_ESCAPE) return;
    if (value.kind === "reference") this.#escaped.add(value.target);
    else if (value.kind === "text") {
      for (const p of value.parts) if (p.kind !== "piece") this.#note(p, depth + 1);
    } else if (value.kind === "choice") for (const a of value.alternatives) this.#note(a.value, depth + 1);
    else if (value.kind === "list") for (const i of value.items) this.#note(i, depth + 1);
    if (value.madeFrom) this.#note(value.madeFrom.value, depth + 1);
  }
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
