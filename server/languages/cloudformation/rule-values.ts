/** The functions of the section Rules that give values: `Fn::RefAll`, `Fn::ValueOf`, `Fn::ValueOfAll`. */
import { list, unknown, type Value } from "../../core/values.ts";
import { type Call, callOf } from "./calls.ts";
import type { Context } from "./evaluate.ts";
import { call as callIdentity } from "./identity.ts";
import type { Parameter } from "./parameters.ts";
import { scalarText } from "./syntax.ts";

/** Every value that the parameters of a type have. */
export function refAll(call: Call, context: Context): Value {
  const type = callOf(call.argument) ? undefined : scalarText(call.argument);
  const origin = { span: call.span };
  const parameters = type === undefined ? undefined : ofType(type, context);
  if (!parameters) return unknown("which parameters are meant is not known", origin);
  return list(
    parameters.map((p) => context.scope.refer(p.name, call.span)),
    origin,
  );
}

/** An attribute of what a parameter names, which only the account knows. The same attribute is the same value. */
export function attributeOfParameter(call: Call, context: Context): Value {
  const [name, attribute] = namesIn(call);
  const parameter = name === undefined ? undefined : context.scope.parameter(name);
  return accountKnows(call, callIdentity("ValueOf", [parameter?.identity, attribute]));
}

/** An attribute of what each parameter of a type names: nothing where there is no such parameter. */
export function attributesOfParameters(call: Call, context: Context): Value {
  const [type, attribute] = namesIn(call);
  const parameters = type === undefined ? undefined : ofType(type, context);
  if (parameters?.length === 0) return list([], { span: call.span });
  return accountKnows(call, callIdentity("ValueOfAll", [type, attribute, context.scope.address("")]));
}

function accountKnows(call: Call, identity: string | undefined): Value {
  return unknown(`what ${call.name} finds depends on the account`, { span: call.span }, identity);
}

function namesIn(call: Call): (string | undefined)[] {
  const { argument } = call;
  return argument.kind === "sequence" && argument.items.length === 2 ? argument.items.map(scalarText) : [];
}

/** The parameters of a type; undefined where one of them is a list of that type, of which it is not known how it counts. */
function ofType(type: string, { scope }: Context): readonly Parameter[] | undefined {
  const all = scope.parameters;
  return all.some((p) => p.type === `List<${type}>`) ? undefined : all.filter((p) => p.type === type);
}
