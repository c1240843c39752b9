/** Arguments as CDK's own functions take them: what is named goes where it belongs, the rest of it are the props. */
import type { Span } from "../../../core/span.ts";
import { missing, type Value } from "../../../core/values.ts";
import { constructorParameters, type DeclaredParameter, isStruct, methodParameters } from "../declared.ts";
import type { Arguments } from "./arguments.ts";
import type { Context } from "./context.ts";
import type { Entries } from "./things.ts";

/** The arguments of `new X(…)`, or of the constructor of a class that is extended. */
export function constructorArguments(context: Context, fqn: string, args: Arguments, span: Span): Arguments {
  if (!args.named) return args;
  const names = namesOf(context, args.named);
  const isConstruct = args.values.length >= 2 || names.has("scope");
  return placed(context, constructorParameters(fqn, isConstruct), args, span);
}

/** The arguments of a method, static or not. */
export function methodArguments(context: Context, method: string, args: Arguments, span: Span): Arguments {
  if (!args.named) return args;
  return placed(context, methodParameters(method, args.values.length, namesOf(context, args.named)), args, span);
}

/** A struct that is made like an object of a class: its members by CDK's names. Undefined for what is no struct. */
export function structValue(context: Context, fqn: string, args: Arguments, span: Span): Value | undefined {
  if (!context.world.modules.dialect.structs || !isStruct(fqn)) return undefined;
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
    if (!taken.has(name)) state.entries.set(name, { ...e, key: name, value: e.value });
  }
  return state;
}
