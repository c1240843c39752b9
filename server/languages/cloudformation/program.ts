/** A template with the nested stacks that it enters, as a program. */
import { all } from "../../core/conditions.ts";
import type { Inputs } from "../../core/language.ts";
import type { Comment, Problem, Program } from "../../core/resources.ts";
import type { Source } from "../../core/span.ts";
import { unknown, type Value } from "../../core/values.ts";
import { buildCondition } from "./condition-functions.ts";
import { evaluate, inScope } from "./evaluate.ts";
import { nestedTemplate } from "./nested-stacks.ts";
import { reused } from "./parameters.ts";
import { Budget, Scope } from "./scope.ts";
import { child, scalarText, type Template } from "./syntax.ts";
import { resourcesOf, type TemplateResource } from "./template-resources.ts";
import { writer } from "./writer.ts";

/** How many stacks may lie in each other, and how many one program has. */
const DEEPEST_STACK = 5;
const MOST_STACKS = 50;
/** How deep outputs are looked into for resources that they make known. */
const DEEPEST_ESCAPE = 10;

/** Transforms that leave what is written here as it is. */
const harmless = /^AWS::(?:Serverless|LanguageExtensions|SecretsManager|CodeDeployBlueGreen|ServiceCatalog)/;

/** Reads a template by its path; undefined where it cannot be read. */
export type ReadTemplate = (path: string) => Template | undefined;

/** What is kept of a program for the next version of its template. */
export interface KeptProgram {
  readonly program: Program;
  /** The root template's scope, where nothing but the template itself went into it. */
  readonly scope: Scope | undefined;
  readonly inputs: Inputs | undefined;
}

/** Evaluates a template. Resources of `previous`, an earlier version, are used again where they are unchanged. */
export function programOf(
  root: string,
  template: Template,
  readTemplate: ReadTemplate,
  inputs: Inputs | undefined,
  previous?: KeptProgram,
): KeptProgram {
  return new Builder(root, template, readTemplate, inputs, previous).build();
}

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
  readonly #readTemplate: ReadTemplate;
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

  constructor(
    root: string,
    template: Template,
    readTemplate: ReadTemplate,
    inputs: Inputs | undefined,
    previous: KeptProgram | undefined,
  ) {
    this.#root = root;
    this.#template = template;
    this.#readTemplate = readTemplate;
    this.#inputs = inputs;
    this.#previous = previous && JSON.stringify(previous.inputs) === JSON.stringify(inputs) ? previous : undefined;
  }

  build(): KeptProgram {
    const scope = this.#enter(this.#template, "", undefined, undefined, [this.#root]);
    this.#escape(scope);
    const program: Program = {
      language: "cloudformation",
      root: this.#root,
      resources: this.#resources,
      open: this.#open,
      sources: this.#sources,
      comments: this.#comments,
      problems: this.#problems,
      writer,
      escaped: this.#escaped,
    };
    const isAlone = !this.#resources.some((r) => r.type === "AWS::CloudFormation::Stack");
    return { program, scope: isAlone ? scope : undefined, inputs: this.#inputs };
  }

  #enter(
    template: Template,
    module: string,
    argument: ((parameter: string) => Value | undefined) | undefined,
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
    const macros = macrosOf(template);
    for (const macro of macros) this.#open.push(`the macro ${macro} may change the template`);
    const scope = this.#scopeOf(template, module, argument, enclosing, macros.length > 0);
    const found = resourcesOf(scope);
    for (const resource of found.resources) this.#resources.push(resource);
    for (const why of found.open) this.#open.push(why);
    this.#enterNested(scope, found.resources, stack);
    return scope;
  }

  #scopeOf(
    template: Template,
    module: string,
    argument: ((parameter: string) => Value | undefined) | undefined,
    enclosing: TemplateResource | undefined,
    isTransformed: boolean,
  ): Scope {
    const kept = module === "" ? this.#previous?.scope : undefined;
    if (kept?.renew(template, this.#budget)) return kept;
    return new Scope(
      {
        template,
        module,
        inputs: this.#inputs,
        budget: this.#budget,
        buildCondition,
        ...(argument && { argument }),
        ...(enclosing && { enclosing: all(enclosing.condition) }),
      },
      isTransformed,
    );
  }

  #enterNested(scope: Scope, resources: readonly TemplateResource[], stack: readonly string[]): void {
    const inner = new Map<string, Scope>();
    const path = scope.template.source.path;
    for (const resource of resources) {
      if (resource.type !== "AWS::CloudFormation::Stack") continue;
      const target = nestedTemplate(resource.native.entry, path);
      const template =
        target !== undefined && stack.length < DEEPEST_STACK && !stack.includes(target) && this.#stacks < MOST_STACKS
          ? this.#readTemplate(target)
          : undefined;
      if (target === undefined || !template) {
        this.#open.push(`the template of the nested stack ${resource.name} is not known`);
        continue;
      }
      this.#stacks++;
      const argument = (name: string): Value | undefined => {
        const parameters = resource.properties.entries.get("Parameters")?.value;
        if (!parameters || parameters.kind === "absent") return undefined;
        if (parameters.kind !== "object") return unknown("the parameters are not known", parameters.origin);
        const given = parameters.entries.get(name)?.value;
        if (given) return given.kind === "absent" ? undefined : given;
        return parameters.closed ? undefined : unknown("the parameters are not known", parameters.origin);
      };
      inner.set(resource.name, this.#enter(template, resource.address, argument, resource, [...stack, target]));
    }
    const reading = new Set<string>();
    scope.nestedOutput = (name, output, span) => {
      const nested = inner.get(name);
      const entry = nested?.template.sections.get("Outputs")?.find((e) => e.key === output);
      const node = child(entry?.value, "Value");
      if (!nested || !node) return undefined;
      const id = `${name}.${output}`;
      if (reading.has(id)) return unknown("the output depends on itself", { span });
      reading.add(id);
      const value = evaluate(node, inScope(nested));
      reading.delete(id);
      return reused(value, span, "output", `output ${output}`);
    };
  }

  /** What the outputs refer to can be used by others. */
  #escape(scope: Scope): void {
    for (const output of scope.template.sections.get("Outputs") ?? []) {
      const value = child(output.value, "Value");
      if (value) this.#note(evaluate(value, inScope(scope)), 0);
    }
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

/** The transforms of a template that may change anything. */
function macrosOf(template: Template): string[] {
  const node = template.top.get("Transform")?.value;
  const macros: string[] = [];
  for (const item of node?.kind === "sequence" ? node.items : node ? [node] : []) {
    const name = scalarText(item) ?? scalarText(child(item, "Name"));
    if (name === undefined && item.kind === "scalar") continue;
    if (name === undefined || !harmless.test(name)) macros.push(name ?? "of the section Transform");
  }
  if (template.top.has("Fn::Transform")) macros.push("AWS::Include");
  return macros;
}
