/** The parameters of a template, as inputs of its conditions and as values. */
import { byDefault, type Condition, type Input, is, never, not } from "../../core/conditions.ts";
import type { Inputs } from "../../core/language.ts";
import type { Span } from "../../core/span.ts";
import {
  choice,
  list,
  marked,
  type Origin,
  type Piece,
  piece,
  piecesOf,
  type Scalar,
  type StepKind,
  scalar,
  unknown,
  usedAt,
  type Value,
} from "../../core/values.ts";
import { type Accepts, constraintsOf } from "./constraints.ts";
import { textOfInput } from "./input-text.ts";
import { piecesOfScalar, slicePieces, spanOfPieces } from "./pieces.ts";
import { child, type MappingEntry, type Node, scalarText } from "./syntax.ts";

export class Parameter {
  readonly name: string;
  readonly input: Input;
  readonly type: string;
  readonly identity: string;
  readonly #entry: MappingEntry;
  readonly #noEcho: boolean;
  readonly #accepts: Accepts;

  /** `standsAlone` for a stack that others import from: its parameter is set like theirs of the same name. */
  constructor(entry: MappingEntry, module: string, standsAlone?: true) {
    const { value: node, key } = entry;
    this.#entry = entry;
    this.name = key;
    this.type = scalarText(child(node, "Type")) ?? "String";
    this.identity = standsAlone
      ? `parameter ${key} of ${module}`
      : `parameter ${module === "" ? key : `${module}.${key}`}`;
    const allowed = child(node, "AllowedValues");
    const values = allowed?.kind === "sequence" ? allowed.items.map(scalarText) : undefined;
    const complete = values && values.length > 0 && values.every((v) => v !== undefined) && !this.isList;
    this.#accepts = constraintsOf(node, this.type);
    this.input = {
      id: module === "" || standsAlone ? key : `${module}.${key}`,
      name: `parameter ${key}`,
      ...(complete && { allowed: values as string[] }),
    };
    this.#noEcho = scalarText(child(node, "NoEcho"))?.toLowerCase() === "true";
  }

  get isList(): boolean {
    return this.type === "CommaDelimitedList" || this.type.startsWith("List<");
  }

  /** The value of an SSM parameter is the name of what is deployed. */
  get isStored(): boolean {
    return this.type.startsWith("AWS::SSM::Parameter::Value<");
  }

  /** What it is where it is used. `given` is what a parent stack hands in; nobody else sets it in a nested stack. */
  use(span: Span, given: Value | undefined, inputs: Inputs | undefined, isNested: boolean): Value {
    const value = this.#use(span, given, inputs, isNested);
    return this.#noEcho ? markAll(value) : value;
  }

  #use(span: Span, given: Value | undefined, inputs: Inputs | undefined, isNested: boolean): Value {
    const here: Origin = { span };
    const name = this.input.name;
    if (this.isStored) return this.#stored(span, given, inputs, isNested);
    if (given) return this.#handedIn(given, span);
    const named = inputs && Object.hasOwn(inputs.parameters, this.name) ? inputs.parameters[this.name] : undefined;
    const known = named === undefined ? undefined : textOfInput(named);
    if (known !== undefined)
      return reused(this.#typed(scalar(known, { span: this.#entry.keySpan }, [piece(known)])), span, "input", name);
    const defaultNode = child(this.#entry.value, "Default");
    const literal = defaultNode && literalOf(defaultNode);
    if (defaultNode && !literal) return unknown(`the default of ${name} is no text`, here, this.identity);
    // A default that is refused makes somebody say something else.
    if (literal && this.#accepts(String(literal.value))) {
      if (isNested) return reused(this.#typed(literal), span, "default", name);
      const assumed = this.assumption(String(literal.value));
      return choice(
        [
          { when: assumed, value: reused(this.#typed(literal), span, "default", name) },
          { when: not(assumed), value: unknown(`${name} may be set to something else`, here, this.identity) },
        ],
        here,
      );
    }
    const allowed = child(this.#entry.value, "AllowedValues");
    if (this.input.allowed && allowed?.kind === "sequence" && allowed.items.length <= 32)
      return choice(
        allowed.items.flatMap((item) => {
          const each = literalOf(item)!;
          const when = this.equation(String(each.value));
          return when.kind === "never" ? [] : [{ when, value: reused(this.#typed(each), span, "input", name) }];
        }),
        here,
      );
    return unknown(`${name} has no default${literal ? " that it allows" : ""}`, here, this.identity);
  }

  /** What is read from Parameter Store; what is said of it is the name that it has there. */
  #stored(span: Span, given: Value | undefined, inputs: Inputs | undefined, isNested: boolean): Value {
    const name = this.input.name;
    const what = unknown(`${name} is read from Parameter Store`, { span }, this.identity);
    const defaultNode = child(this.#entry.value, "Default");
    const literal = defaultNode && literalOf(defaultNode);
    if (given || !literal || (inputs && Object.hasOwn(inputs.parameters, this.name))) return what;
    const foundBy = reused(literal, span, "default", name);
    if (isNested) return { ...what, foundBy };
    const when = this.assumption(String(literal.value));
    return { ...what, foundBy: choice([{ when, value: foundBy }], { span }) };
  }

  /** The condition that its value is this: never, where its own constraints refuse that. */
  equation(value: string): Condition {
    return this.#accepts(value) ? is(this.input, value) : never;
  }

  #assumption: ReturnType<typeof byDefault> | undefined;

  /** The assumption that nobody changes the default: one object, so that conditions share it. */
  assumption(value: string): ReturnType<typeof byDefault> {
    this.#assumption ??= byDefault(this.input, value);
    return this.#assumption;
  }

  #handedIn(given: Value, span: Span): Value {
    if (given.kind === "choice")
      return {
        ...given,
        origin: { span },
        alternatives: given.alternatives.map((a) => ({ when: a.when, value: this.#handedIn(a.value, span) })),
      };
    const value = given.kind === "scalar" ? this.#typed(given) : given;
    return reused(value, span, "argument", this.input.name);
  }

  /** A list parameter is written as text with commas. */
  #typed(value: Scalar): Value {
    if (!this.isList) return value;
    const written = String(value.value);
    if (written === "") return list([], value.origin);
    const pieces = piecesOf(value);
    const items: Value[] = [];
    let at = 0;
    for (const part of written.split(",")) {
      const text = part.trim();
      const from = at + part.indexOf(text);
      const own: Piece[] = slicePieces(pieces, from, from + text.length);
      const span = spanOfPieces(own);
      items.push(scalar(text, span ? { span } : value.origin, own));
      at += part.length + 1;
    }
    return list(items, value.origin);
  }
}

function literalOf(node: Node): Scalar | undefined {
  if (node.kind !== "scalar" || node.value === null || node.tag !== undefined) return undefined;
  return scalar(node.value, { span: node.span }, piecesOfScalar(node));
}

/** A value used elsewhere; a list's items came the same way. */
export function reused(value: Value, span: Span, step: StepKind, name: string): Value {
  if (value.kind === "choice")
    return {
      ...value,
      origin: { span },
      alternatives: value.alternatives.map((a) => ({ when: a.when, value: reused(a.value, span, step, name) })),
    };
  const used = usedAt(value, span, step, name);
  return used.kind === "list" ? { ...used, items: used.items.map((i) => reused(i, span, step, name)) } : used;
}

function markAll(value: Value): Value {
  if (value.kind !== "choice") return marked(value, "secret");
  return marked(
    { ...value, alternatives: value.alternatives.map((a) => ({ when: a.when, value: markAll(a.value) })) },
    "secret",
  );
}
