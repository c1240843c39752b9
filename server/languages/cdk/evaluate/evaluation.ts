/** Evaluating one app: its entry, what that imports, and the classes that nobody instantiates. */
import type { Value } from "../../../core/values.ts";
import { type ConstructInstance, carriedBy, type Evaluation } from "../constructs.ts";
import { walkIr } from "../walk-ir.ts";
import { callClosure } from "./calls.ts";
import { assumedArguments, externalBase, instantiate } from "./classes.ts";
import { type Context, inputRoot } from "./context.ts";
import type { ModuleLoader } from "./modules.ts";
import { type ClassThing, type Closure, innerValue } from "./things.ts";
import { World } from "./world.ts";

/** Evaluates the app that starts at a file. Never throws on any text. */
export function evaluateApp(entry: string, modules: ModuleLoader): Evaluation {
  const world = new World(modules);
  const record = modules.record(entry);
  if (typeof record === "string") return { constructs: [], open: [`${entry} cannot be read`], limits: [] };
  modules.run(world, record);
  modules.runMain(world, record);
  assumeTheRest(world);
  applyAspects(world);
  openFound(world);
  return {
    constructs: world.constructs as unknown as ConstructInstance[],
    open: [...world.open],
    limits: [...world.limits],
  };
}

/** A class of constructs that nobody instantiates is evaluated once, with inputs that are not known. */
function assumeTheRest(world: World): void {
  world.assuming = true;
  // Subclasses first: they instantiate what they extend. Evaluating one may reveal more classes.
  for (let i = world.classes.length - 1; i >= 0; i--) assume(world, world.classes[i]!);
  for (const closure of callersFirst(world.takingScopes)) assumeCalled(world, closure);
  world.assuming = false;
}

/** Functions that no other one of them mentions come first: they call those that are mentioned. */
function callersFirst(closures: readonly Closure[]): Closure[] {
  const mentioned = new Set<string>();
  for (const { node } of closures)
    walkIr(node.body, (at) => {
      if (at.kind === "name" || at.kind === "member") mentioned.add((at as unknown as { name: string }).name);
    });
  const isMentioned = ({ node }: Closure) => node.name !== undefined && mentioned.has(node.name);
  return [...closures.filter((c) => !isMentioned(c)), ...closures.filter(isMentioned)];
}

/** A function that takes a scope and that nobody calls is evaluated once, with inputs that are not known. */
function assumeCalled(world: World, closure: Closure): void {
  const { node, module } = closure;
  if (world.called.has(node) || world.modules.parser.language.files.isTest(module.module.path)) return;
  const values = node.parameters.map((p, i): Value => {
    const name = p.target.kind === "name" ? p.target.name : `argument ${i}`;
    if (i === 0) return innerValue({ kind: "someScope", name }, "the scope that it is put into", { span: p.span });
    return p.rest ? world.mystery("the arguments are handed in", p.span) : inputRoot(`${node.name}.${name}`, p.span);
  });
  const context: Context = {
    world,
    module,
    scope: closure.scope,
    self: undefined,
    home: undefined,
    frame: undefined,
    loop: undefined,
  };
  const closed = !node.parameters.some((p) => p.rest);
  callClosure(context, closure, { values: closed ? values : values.slice(0, -1), closed }, node.span, node.name ?? "");
}

function assume(world: World, thing: ClassThing): void {
  if (thing.instantiated || world.modules.parser.language.files.isTest(thing.module.module.path)) return;
  const base = externalBase(thing);
  if (base === undefined || !mayBeConstruct(base)) return;
  const context: Context = {
    world,
    module: thing.module,
    scope: thing.scope,
    self: undefined,
    home: undefined,
    frame: undefined,
    loop: undefined,
  };
  const { nameSpan } = thing.node;
  const node = {
    kind: "new",
    callee: { kind: "name", name: thing.name, span: nameSpan },
    nameSpan,
    args: [],
    argsSpan: { ...nameSpan, start: nameSpan.end },
    span: nameSpan,
  } as const;
  instantiate(context, thing, assumedArguments(thing), { span: nameSpan, nameSpan, node }, true);
}

/** A class from outside that may be a construct: one of CDK's, or of a package of constructs. */
function mayBeConstruct(fqn: string): boolean {
  return !fqn.startsWith("global.") && !fqn.startsWith("node.");
}

/** Whatever an aspect is put on may be changed by it, with all that is below. */
function applyAspects(world: World): void {
  for (const made of world.made) {
    if (made.fqn !== "aws-cdk-lib.Aspects" || made.member !== "of") continue;
    if (made.calls.every((c) => c.args[0] && isHarmless(c.args[0]))) continue;
    const scope = made.args[0];
    const below = scope?.kind === "reference" ? scope.target : "";
    for (const c of world.constructs) {
      const within = below === "" || c.path === below || c.path.startsWith(`${below}/`);
      if (within) c.opened.push("an aspect may change it");
    }
  }
}

/** What a program looks up in the tree of constructs it may change from there. */
function openFound(world: World): void {
  const opened = (path: string) => {
    for (const c of world.constructs)
      if (path === "" || c.path === path || c.path.startsWith(`${path}/`)) c.opened.push("it is looked up in the tree");
  };
  for (const of of world.walked) opened(of.path);
  for (const of of world.constructs)
    for (const { path, method, args } of of.calls) {
      if (path.join(".") !== "node") continue;
      const [id] = args;
      if (method === "findAll") opened(of.path);
      else if (/^(tryF|f)indChild$/.test(method))
        opened(
          id?.kind === "scalar" && of.path !== ""
            ? `${of.path}/${id.value}`
            : id?.kind === "scalar"
              ? String(id.value)
              : of.path,
        );
    }
}

/** Aspects that are known to change no property: tags, and the checks of cdk-nag. */
function isHarmless(aspect: Value): boolean {
  const carried = carriedBy(aspect);
  return carried?.kind === "made" && /^(cdk-nag\.|aws-cdk-lib\.(Tag|RemoveTag)$)/.test(carried.fqn);
}
