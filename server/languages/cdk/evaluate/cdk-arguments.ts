/** Arguments as CDK's own functions take them: what is named goes where it belongs, the rest of it are the props. */
import type { Span } from "../../../core/span.ts";
import { missing, type Value } from "../../../core/values.ts";
import { constructorParameters, type DeclaredParameter, isStruct, methodParameters, takesMany } from "../declared.ts";
import type { Arguments } from "./arguments.ts";
import { externalBase } from "./classes.ts";
import type { Context } from "./context.ts";
import { isCdk } from "./package-names.ts";
import { type Entries, innerOf, itemsOf } from "./things.ts";

/** The arguments of `new X(…)`, or of the constructor of a class that is extended. */
export function constructorArguments(context: Context, fqn: string, given: Arguments, span: Span): Arguments {
  const args = withStructs(context, given);
  if (!args.named) {
    const last = args.values.length - 1;
    return last >= 0 && constructorParameters(fqn, last > 0)[last]?.variadic ? laidOut(context, args) : args;
  }
  const names = namesOf(context, args.named);
  const isConstruct = args.values.length + (names.has("id") ? 1 : 0) >= 2 || names.has("scope");
  return placed(context, constructorParameters(fqn, isConstruct), args, span);
}

/** Objects of the program's own classes that extend a struct of CDK's are such a struct to it. */
function withStructs(context: Context, args: Arguments): Arguments {
  if (!context.world.modules.dialect.structs || args.values.every((v) => innerOf(v)?.kind !== "instance")) return args;
  return { ...args, values: args.values.map((v) => ownStruct(context, v) ?? v) };
}

function ownStruct(context: Context, value: Value): Value | undefined {
  const inner = innerOf(value);
  const base = inner?.kind === "instance" ? externalBase(inner.of) : undefined;
  if (inner?.kind !== "instance" || base === undefined || !isStruct(base)) return undefined;
  const state = context.world.newEntries(!inner.open);
  for (const [key, cell] of inner.fields) {
    const name = context.world.modules.dialect.memberName(key);
    if (cell.value) state.entries.set(name, { key: name, value: cell.value });
  }
  return context.world.object(state, value.origin);
}

/** The arguments of a method, static or not. */
export function methodArguments(context: Context, method: string, args: Arguments, span: Span): Arguments {
  if (!args.named) {
    const last = args.values.length - 1;
    return last >= 0 && takesMany(method, last) ? laidOut(context, args) : args;
  }
  return placed(context, methodParameters(method, args.values.length, namesOf(context, args.named)), args, span);
}

/** A list in the place of any number of values stands for them, in languages that hand them over so. */
function laidOut(context: Context, args: Arguments): Arguments {
  const last = args.values[args.values.length - 1]!;
  if (!context.world.modules.dialect.structs || last.kind !== "list") return args;
  const closed = args.closed && last.closed && !itemsOf(last)?.irregular;
  return { ...args, values: [...args.values.slice(0, -1), ...last.items], closed };
}

/** A struct that is made like an object of a class: its members by CDK's names. Undefined for what is no struct. */
export function structValue(
  context: Context,
  fqn: string,
  args: Arguments,
  span: Span,
  isData = false,
): Value | undefined {
  if (!context.world.modules.dialect.structs || !(isStruct(fqn) || (isData && isCdk(fqn)))) return undefined;
  return context.world.object(propsOf(context, args.named ?? context.world.newEntries(args.closed), new Set()), {
    span,
  });
}

function namesOf(context: Context, named: Entries): Set<string> {
  return new Set([...named.entries.keys()].map((key) => context.world.modules.dialect.memberName(key)));
}

function placed(context: Context, parameters: readonly DeclaredParameter[], args: Arguments, span: Span): Arguments {
  const named = args.named!;
  const { dialect } = context.world.modules;
  const byName = new Map([...named.entries].map(([key, e]) => [dialect.memberName(key), e.value]));
  const taken = new Set<string>();
  const values = [...args.values];
  let last = values.length;
  for (let i = values.length; i < parameters.length; i++) {
    const parameter = parameters[i]!;
    const value = byName.get(parameter.name);
    if (!parameter.struct && value) {
      taken.add(parameter.name);
      values[i] = value;
      last = i + 1;
    } else values[i] = missing({ span });
  }
  const struct = parameters.findIndex((p, i) => p.struct && i >= args.values.length);
  if (struct >= 0 && (taken.size < byName.size || !named.closed)) {
    const given = byName.size - taken.size === 1 ? byName.get(parameters[struct]!.name) : undefined;
    values[struct] = given ?? context.world.object(propsOf(context, named, taken), { span });
    last = Math.max(last, struct + 1);
  }
  return { values: values.slice(0, last), closed: args.closed && (named.closed || struct >= 0) };
}

function propsOf(context: Context, named: Entries, taken: ReadonlySet<string>): Entries {
  const state = context.world.newEntries(named.closed);
  for (const [key, e] of named.entries) {
    const name = context.world.modules.dialect.memberName(key);
    if (!taken.has(name)) state.entries.set(name, { ...e, key: name, value: inCdkNames(context, e.value, 0) });
  }
  return state;
}

/** How deep in a prop objects stand for structs. */
const DEEPEST_STRUCT = 6;

/** Plain data that stands for a struct, by CDK's names, in languages that take it so: `{"volume_type": "gp3"}`. */
function inCdkNames(context: Context, value: Value, depth: number): Value {
  const { dialect } = context.world.modules;
  const { spelledAsMember } = dialect;
  if (!spelledAsMember || depth > DEEPEST_STRUCT) return value;
  if (value.kind === "list") {
    const items = value.items.map((item) => inCdkNames(context, item, depth + 1));
    if (items.every((item, i) => item === value.items[i])) return value;
    const made = context.world.list(items, value.origin, value.closed);
    const state = itemsOf(made);
    if (state && itemsOf(value)?.irregular) state.irregular = true;
    return made;
  }
  if (value.kind !== "object" || value.entries.size === 0) return value;
  if (![...value.entries.keys()].every((key) => spelledAsMember(key))) return value;
  const state = context.world.newEntries(value.closed);
  let changed = false;
  for (const [key, e] of value.entries) {
    const name = dialect.memberName(key);
    const inside = inCdkNames(context, e.value, depth + 1);
    changed ||= name !== key || inside !== e.value;
    state.entries.set(name, { ...e, key: name, value: inside });
  }
  return changed ? context.world.object(state, value.origin) : value;
}
