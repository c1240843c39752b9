/** Executing statements. */
import { all, always, any, type Condition, never, not, opaque } from "../../../core/conditions.ts";
import { missing, scalar, type Value } from "../../../core/values.ts";
import type { Expression, Pattern, Statement } from "../ir.ts";
import { walkIr } from "../walk-ir.ts";
import { makeClass, noteVariable } from "./classes.ts";
import { type Context, type LoopFrame, leaveLoops } from "./context.ts";
import { evaluate, textOf } from "./expressions.ts";
import { declare } from "./patterns.ts";
import { Scope } from "./scope.ts";
import { aboutOf, type Closure, innerValue } from "./things.ts";
import { equal, truth } from "./truth.ts";
import type { World } from "./world.ts";

/** How often the body of a loop with known bounds is executed. */
const MOST_ROUNDS = 200;

/** When control left a block before its end: by leaving, or by an error that makes the whole app fail. */
interface Flow {
  readonly left: Condition;
  readonly thrown: Condition;
}

const through: Flow = { left: never, thrown: never };

/** Executes statements in the scope of the context. */
export function execute(context: Context, statements: readonly Statement[]): Flow {
  const { world } = context;
  hoist(context, statements);
  const before = world.depth;
  let left: Condition = never;
  let thrown: Condition = never;
  for (const statement of statements) {
    if (!world.step() || !world.down()) break;
    const flow = one(context, statement);
    world.up();
    if (flow.left.kind !== "never") left = any(left, all(world.since(before), flow.left));
    if (flow.thrown.kind !== "never") thrown = any(thrown, all(world.since(before), flow.thrown));
    if (flow.thrown.kind === "always" || flow.left.kind === "always") {
      world.leave(before);
      return flow.thrown.kind === "always" && left.kind === "never"
        ? { left: never, thrown: always }
        : { left: always, thrown };
    }
    // Where it throws nothing is deployed at all: that it does not is known, and no condition of what follows.
    if (flow.thrown.kind !== "never") world.take(not(flow.thrown));
    if (flow.left.kind !== "never") world.enter(not(flow.left));
  }
  world.leave(before);
  return { left, thrown };
}

/** Functions can be called before they are declared. */
function hoist(context: Context, statements: readonly Statement[]): void {
  const { world } = context;
  for (const s of statements) {
    if (s.kind !== "function") continue;
    const closure: Closure = { kind: "closure", node: s.value, scope: context.scope, module: context.module };
    if (s.value.takesScope) world.takingScopes.push(closure);
    const value = innerValue(closure, `the function ${s.name}`, { span: s.span });
    declare(context, { kind: "name", name: s.name, span: s.span }, value);
  }
}

function one(context: Context, statement: Statement): Flow {
  const { world } = context;
  switch (statement.kind) {
    case "expression":
      world.statement = statement.value;
      evaluate(context, statement.value);
      return through;
    case "declare": {
      if (!statement.value && statement.target.kind === "name") {
        declare(context, statement.target, missing({ span: statement.span }));
        return through;
      }
      const value = statement.value ? evaluate(context, statement.value) : missing({ span: statement.span });
      if (statement.target.kind === "name") noteVariable(value, statement.target.name, statement.target.span);
      declare(context, statement.target, value);
      return through;
    }
    case "function":
      return through;
    case "class": {
      // The class is in scope while its static fields are evaluated.
      makeClass(context, statement.value, statement.name, (value) =>
        declare(context, { kind: "name", name: statement.name, span: statement.span }, value),
      );
      return through;
    }
    case "enum":
      declare(
        context,
        { kind: "name", name: statement.name, span: statement.span },
        enumValue(context, statement.value),
      );
      return through;
    case "if":
      return ifStatement(context, statement);
    case "switch":
      return switchStatement(context, statement);
    case "forEach":
      return forEach(context, statement);
    case "loop":
      return loop(context, statement);
    case "block":
      return execute({ ...context, scope: new Scope(context.scope) }, statement.body);
    case "try":
      return tryStatement(context, statement);
    case "return": {
      const value = statement.value ? evaluate(context, statement.value) : missing({ span: statement.span });
      if (context.frame) context.frame.returns.push({ when: world.since(context.frame.depth), value });
      leaveLoops(context);
      return { left: always, thrown: never };
    }
    case "throw":
      return { left: never, thrown: always };
    case "break":
    case "continue": {
      let target = context.loop;
      while (statement.kind === "continue" && target?.isSwitch) target = target.parent;
      if (target && statement.kind === "break") target.exits = any(target.exits, world.since(target.depth));
      return { left: always, thrown: never };
    }
    default:
      // Imports and exports are done before the statements: see modules.ts.
      return through;
  }
}

function enumValue(context: Context, node: Extract<Statement, { kind: "enum" }>["value"]): Value {
  const value = evaluate(context, node);
  if (value.kind !== "object") return value;
  const entries = context.world.newEntries();
  for (const [key, e] of value.entries) entries.entries.set(key, e);
  for (const [key, e] of value.entries)
    if (e.value.kind === "scalar" && typeof e.value.value === "number")
      entries.entries.set(String(e.value.value), { key: String(e.value.value), value: scalar(key, e.value.origin) });
  return context.world.object(entries, value.origin);
}

function ifStatement(context: Context, statement: Extract<Statement, { kind: "if" }>): Flow {
  const { world } = context;
  const condition = truth(world, evaluate(context, statement.test), textOf(statement.test));
  const decided = world.decide(condition);
  const inner = () => ({ ...context, scope: new Scope(context.scope) });
  if (decided !== undefined) return execute(inner(), decided ? statement.whenTrue : statement.whenFalse);
  const yes = world.under(condition, () => execute(inner(), statement.whenTrue));
  const no = world.under(not(condition), () => execute(inner(), statement.whenFalse));
  return {
    left: joined(condition, yes.left, no.left),
    thrown: joined(condition, yes.thrown, no.thrown),
  };
}

function joined(condition: Condition, yes: Condition, no: Condition): Condition {
  if (yes.kind === "always" && no.kind === "always") return always;
  return any(all(condition, yes), all(not(condition), no));
}

function switchStatement(context: Context, statement: Extract<Statement, { kind: "switch" }>): Flow {
  const { world } = context;
  const subject = evaluate(context, statement.subject);
  const frame: LoopFrame = { isSwitch: true, depth: world.depth, exits: never, returned: never, parent: context.loop };
  const inside: Context = { ...context, scope: new Scope(context.scope), loop: frame };
  const text = textOf(statement.subject);
  const tests = statement.cases.map((c) =>
    c.test ? equal(world, subject, evaluate(inside, c.test), `${text} == ${textOf(c.test)}`) : undefined,
  );
  const none = not(any(...tests.filter((t) => t !== undefined)));
  let earlier: Condition = never;
  let reach: Condition = never;
  let thrown: Condition = never;
  statement.cases.forEach((c, i) => {
    const test = tests[i];
    const entered = test ? all(not(earlier), test) : none;
    if (test) earlier = any(earlier, test);
    const runs = any(reach, entered);
    const decided = world.decide(runs);
    if (decided === false || c.body.length === 0) {
      reach = decided === false ? never : runs;
      return;
    }
    const under = decided ? always : runs;
    const flow = world.under(under, () => execute(inside, c.body));
    thrown = any(thrown, all(under, flow.thrown));
    reach = all(under, not(flow.left), not(flow.thrown));
  });
  return { left: frame.returned, thrown };
}

/** Runs `body` once per round; `more` says whether there is another one. Stops when the loop is left. */
function rounds(context: Context, work: (inside: Context) => Iterable<() => Flow>): Flow {
  const { world } = context;
  const before = world.depth;
  const frame: LoopFrame = { isSwitch: false, depth: before, exits: never, returned: never, parent: context.loop };
  let thrown: Condition = never;
  for (const round of work({ ...context, loop: frame })) {
    const flow = round();
    thrown = any(thrown, flow.thrown);
    if (world.decide(frame.exits) === true || flow.thrown.kind === "always") break;
    if (frame.exits.kind !== "never") {
      world.leave(before);
      world.enter(not(frame.exits));
    }
  }
  world.leave(before);
  return { left: frame.returned, thrown };
}

function forEach(context: Context, statement: Extract<Statement, { kind: "forEach" }>): Flow {
  const { world } = context;
  const list = world.prune(evaluate(context, statement.list));
  const pairs = statement.over === "pairs" && list.kind === "object" && list.closed && list.entries.size <= MOST_ROUNDS;
  const items = pairs ? pairsOf(world, list) : itemsToLoop(list, statement.over);
  if (!items)
    return unknownLoop(context, statement.body, textOf(statement.list), (inside) => {
      const element = world.mystery(
        "it is an element of a list that is not known",
        statement.target.span,
        aboutOf(list),
      );
      declare(inside, statement.target, element);
    });
  return rounds(context, function* (inside) {
    for (const item of items) {
      yield () => {
        const scoped: Context = { ...inside, scope: new Scope(inside.scope) };
        return maybe(context, item, (value) => {
          declare(scoped, statement.target, value);
          return execute(scoped, statement.body);
        });
      };
    }
  });
}

/** An item that is there only under a condition is worked on under that condition. */
function maybe(context: Context, item: Value, work: (value: Value) => Flow): Flow {
  const { world } = context;
  const value = world.prune(item);
  if (value.kind !== "choice" || !value.alternatives.some((a) => a.value.kind === "absent" && !a.value.written))
    return work(value);
  const there = any(...value.alternatives.filter((a) => a.value.kind !== "absent").map((a) => a.when));
  return world.under(there, () => work(world.prune(value)));
}

/** The keys of an object with their values: each by name, and by its place. */
export function pairsOf(world: World, object: Extract<Value, { kind: "object" }>): readonly Value[] {
  return [...object.entries.values()].map((e) => {
    const key = scalar(e.key, { span: e.keySpan ?? e.value.origin.span });
    const pair = world.newEntries();
    for (const [name, value] of [
      ["key", key],
      ["value", e.value],
      ["0", key],
      ["1", e.value],
    ] as const)
      pair.entries.set(name, { key: name, value });
    return world.object(pair, e.value.origin);
  });
}

type Over = Extract<Statement, { kind: "forEach" }>["over"];

/** The items of a list whose length is known. */
export function itemsToLoop(list: Value, over: Over): readonly Value[] | undefined {
  if (list.kind === "list" && list.closed && list.items.length <= MOST_ROUNDS)
    return over !== "keys" ? list.items : list.items.map((v, i) => scalar(String(i), v.origin));
  if (
    list.kind === "object" &&
    list.closed &&
    (over === "keys" || over === "elements") &&
    list.entries.size <= MOST_ROUNDS
  )
    return [...list.entries.values()].map((e) => scalar(e.key, { span: e.keySpan ?? e.value.origin.span }));
  return undefined;
}

/** A loop of which it is not known how often it runs: its body is executed once, for all of them. */
export function unknownLoop(
  context: Context,
  body: readonly Statement[],
  text: string,
  prepare: (inside: Context) => void,
): Flow {
  const { world } = context;
  forgetAssigned(context, body);
  const id = world.fresh();
  world.loops++;
  const frame: LoopFrame = { isSwitch: false, depth: world.depth, exits: never, returned: never, parent: context.loop };
  const inside: Context = { ...context, scope: new Scope(context.scope), loop: frame };
  world.under(opaque(id, `the loop over ${text} runs`), () => {
    prepare(inside);
    execute(inside, body);
  });
  world.loops--;
  return { left: frame.returned, thrown: never };
}

/** Before a loop that may run any number of times, what it assigns is not known. */
function forgetAssigned(context: Context, body: readonly Statement[] | Expression): void {
  walkIr(body, (node) => {
    if (node.kind !== "assign") return;
    const target = (node as unknown as { target: Pattern }).target;
    if (target.kind !== "name") return;
    const cell = context.scope.find(target.name);
    if (cell?.value) cell.value = context.world.mystery(`${target.name} is changed in a loop`, target.span);
  });
}

function loop(context: Context, statement: Extract<Statement, { kind: "loop" }>): Flow {
  const { world } = context;
  const outer: Context = { ...context, scope: new Scope(context.scope) };
  execute(outer, statement.start);
  let undecided = false;
  const endless = !statement.test || (statement.test.kind === "literal" && statement.test.value === true);
  const flow = rounds(outer, function* (inside) {
    for (let i = 0; ; i++) {
      // Without a test, how often it runs is what its exits say: where they do not, nothing does.
      if (endless && i > 0 && inside.loop!.exits.kind !== "never") undecided = true;
      if (statement.test && (i > 0 || statement.testFirst)) {
        const test = world.decide(truth(world, evaluate(inside, statement.test), textOf(statement.test)));
        if (test === false) return;
        if (test === undefined) undecided = true;
      }
      if (i >= MOST_ROUNDS || !world.step()) undecided = true;
      if (undecided) return;
      yield () => execute({ ...inside, scope: new Scope(inside.scope) }, statement.body);
      if (statement.step) evaluate(inside, statement.step);
    }
  });
  if (!undecided) return flow;
  if (statement.step) forgetAssigned(outer, statement.step);
  const rest = unknownLoop(outer, statement.body, statement.test ? textOf(statement.test) : "its rounds", () => {});
  return { left: any(flow.left, rest.left), thrown: flow.thrown };
}

function tryStatement(context: Context, statement: Extract<Statement, { kind: "try" }>): Flow {
  const { world } = context;
  const inner = () => ({ ...context, scope: new Scope(context.scope) });
  const before = context.frame?.returns.length ?? 0;
  const flow = execute(inner(), statement.body);
  let { left } = flow;
  if (statement.handler.length > 0) {
    const fails = opaque(world.fresh(), "the try block fails");
    const caught = inner();
    const handled = world.under(fails, () => {
      if (statement.handlerName) declare(caught, statement.handlerName, world.mystery("an error", statement.span));
      return execute(caught, statement.handler);
    });
    left = any(left, all(fails, handled.left));
  }
  if (flow.left.kind === "always") left = always;
  const returned = context.frame?.returns.length ?? 0;
  const last = execute(inner(), statement.finalizer);
  // What it gives back itself takes the place of what was given back before.
  if (context.frame && last.left.kind === "always" && context.frame.returns.length > returned)
    context.frame.returns.splice(before, returned - before);
  return { left: any(left, last.left), thrown: never };
}
