/** What a variable of a module is: handed in, named by the configuration or a tfvars file, or its default. */
import type { InputValue } from "../../../core/language.ts";
import { marked, type Origin, type StepKind, unknown, type Value } from "../../../core/values.ts";
import { fromPlain } from "../functions/json.ts";
import { NotKnown } from "../functions/outcomes.ts";
import { attributeOf, type Body, type Expression } from "../syntax.ts";
import type { Cell } from "./cell.ts";
import { evaluate } from "./expressions.ts";
import { isTrue, type ModuleInstance } from "./module-instance.ts";
import type { Declaration } from "./module-source.ts";
import { Scope } from "./scope.ts";
import { converted } from "./type-constraints.ts";

export interface VariableValue {
  readonly value: Value;
  /** How the value came; undefined when there is none. */
  readonly step?: StepKind;
  readonly name?: string;
}

/** The value of a variable, worked out for its cell. */
export function variableValue(module: ModuleInstance, name: string, cell: Cell): VariableValue {
  const scope = new Scope(module, cell);
  const declared = module.source.variables.get(name);
  const place: Origin = {
    span: declared?.block.labels[0]?.span ?? declared?.block.typeSpan ?? module.place(cell).span,
  };
  const found = declared && given(scope, name, declared, place);
  const fallback = (): VariableValue => byDefault(scope, name, declared, place);
  if (!found) return fallback();
  const body = declared.block.body;
  if (found.value.kind === "absent" && attributeOf(body, "default") && isFalse(body, "nullable")) return fallback();
  return finish(scope, found, declared);
}

function given(scope: Scope, name: string, declared: Declaration, place: Origin): VariableValue | undefined {
  const { module } = scope;
  const { call, evaluation } = module;
  if (call) {
    const argument = module.argument(name);
    return (
      argument && {
        value: evaluate(argument.node, argument.scope.ownedBy(scope.owner)),
        step: "argument",
        name: `module ${call.name} argument ${name}`,
      }
    );
  }
  const input = Object.hasOwn(evaluation.inputs.parameters, name) ? evaluation.inputs.parameters[name] : undefined;
  if (input !== undefined) {
    const type = attributeOf(declared.block.body, "type")?.value;
    return { value: inputValue(input, isCollection(type), place), step: "input", name: `variable ${name}` };
  }
  const assigned = evaluation.assignments().get(name);
  return assigned && { value: evaluate(assigned, scope), step: "input", name: `variable ${name}` };
}

function byDefault(scope: Scope, name: string, declared: Declaration | undefined, place: Origin): VariableValue {
  const attribute = declared && attributeOf(declared.block.body, "default");
  if (attribute)
    return finish(
      scope,
      { value: evaluate(attribute.value, scope), step: "default", name: `variable ${name}` },
      declared,
    );
  const why = declared ? `variable ${name} has no default` : `there is no variable ${name}`;
  return finish(scope, { value: unknown(why, place, scope.module.qualified(`var.${name}`)) }, declared);
}

function finish(scope: Scope, found: VariableValue, declared: Declaration | undefined): VariableValue {
  if (!declared) return found;
  const { body } = declared.block;
  const type = attributeOf(body, "type");
  let { value } = found;
  if (type) value = converted(value, type.value, (node) => evaluate(node, scope));
  if (isTrue(body, "sensitive")) value = marked(value, "secret");
  return { ...found, value };
}

/** An input as a value. What is one text for a collection is its JSON, as on a command line. */
function inputValue(input: InputValue, isForCollection: boolean, place: Origin): Value {
  try {
    const isText = typeof input === "string" && isForCollection;
    return fromPlain(isText ? (JSON.parse(input) as unknown) : input, place);
  } catch (e) {
    if (e instanceof NotKnown || e instanceof SyntaxError) return unknown("the input is not understood", place);
    throw e;
  }
}

function isCollection(type: Expression | undefined): boolean {
  return (
    type?.kind === "call" ||
    (type?.kind === "variable" &&
      type.name !== "string" &&
      type.name !== "number" &&
      type.name !== "bool" &&
      type.name !== "any")
  );
}

function isFalse(body: Body, name: string): boolean {
  const value = attributeOf(body, name)?.value;
  return value?.kind === "literal" && value.value === false;
}
