/** The building blocks of the defects that mutants.ts puts into real code. */
import type { Expression, Intent, Path } from "../../server/core/fixes.ts";
import { lookup } from "../../server/core/lookup.ts";
import type { Program, Resource } from "../../server/core/resources.ts";
import { type Span, spanText } from "../../server/core/span.ts";
import { literalOf, type Piece, type Value } from "../../server/core/values.ts";

export interface Mutation {
  readonly rule: string;
  /** Each list of intents is one way to put the defect into the resource; none where it has no place there. */
  into(resource: Resource, program: Program): Intent[][];
}

export type Literal = string | number | boolean;
export type Data = Literal | readonly Data[] | { readonly [name: string]: Data };
export type Change = (resource: Resource, program: Program) => Intent[][];

export function expression(data: Data): Expression {
  if (Array.isArray(data)) return { kind: "list", items: data.map(expression) };
  if (typeof data === "object")
    return {
      kind: "object",
      entries: Object.fromEntries(Object.entries(data).map(([k, v]) => [k, expression(v)])),
    };
  return { kind: "literal", value: data as Literal };
}

export const steps = (dotted: string): Path => dotted.split(".").map((s) => (/^\d+$/.test(s) ? Number(s) : s));
export const at = (resource: Resource, dotted: string): Value => lookup(resource.properties, steps(dotted));

/** Writes properties. */
export function set(values: Readonly<Record<string, Data>>): Change {
  return (resource) => [
    Object.entries(values).map(([path, to]) => ({ do: "set", resource, path: steps(path), to: expression(to) })),
  ];
}

/** Writes a reference to some other resource of the program. */
export function refer(path: string, type: string, attribute?: string): Change {
  return (resource, program) => {
    const of = program.resources.find((r) => r.type === type && r.mode === "managed" && r.module === resource.module);
    if (!of) return [];
    const to: Expression = { kind: "attribute", of, ...(attribute !== undefined && { attribute }) };
    return [[{ do: "set", resource, path: steps(path), to }]];
  };
}

/** Removes a property where it is written. */
export function drop(path: string): Change {
  return (resource) => {
    const value = at(resource, path);
    return value.kind === "absent" ? [] : [[{ do: "remove", resource, path: steps(path) }]];
  };
}

/** Does it where the properties have the values that are given. */
export function where(
  conditions: Readonly<Record<string, Literal | RegExp | "there" | "absent">>,
  change: Change,
): Change {
  return (resource, program) => {
    for (const [path, wanted] of Object.entries(conditions)) {
      const value = at(resource, path);
      if (
        wanted === "there"
          ? value.kind === "absent"
          : wanted === "absent"
            ? value.kind !== "absent"
            : !is(value, wanted)
      )
        return [];
    }
    return change(resource, program);
  };
}

export function is(value: Value, wanted: Literal | RegExp): boolean {
  if (value.kind !== "scalar") return false;
  return wanted instanceof RegExp ? wanted.test(String(value.value)) : String(value.value) === String(wanted);
}

/** Writes into the first item of a list that has a property, with the value that is wanted. */
export function item(list: string, has: string, values: Readonly<Record<string, Data>>, wanted?: Literal): Change {
  return (resource, program) => {
    const found = at(resource, list);
    if (found.kind !== "list") return [];
    const index = found.items.findIndex((i) => {
      const value = lookup(i, [has]);
      return wanted === undefined ? value.kind === "scalar" : is(value, wanted);
    });
    if (index < 0) return [];
    return set(Object.fromEntries(Object.entries(values).map(([k, v]) => [`${list}.${index}.${k}`, v])))(
      resource,
      program,
    );
  };
}

/** One property like another one. */
export function copy(from: string, to: string): Change {
  return (resource, program) => {
    const value = expressionOf(at(resource, from), program);
    return value ? [[{ do: "set", resource, path: steps(to), to: value }]] : [];
  };
}

/** What writes a value once more; undefined for what is more than a literal or a reference. */
export function expressionOf(value: Value, program: Program): Expression | undefined {
  if (value.kind === "scalar") return { kind: "literal", value: value.value };
  const of = value.kind === "reference" && program.resources.find((r) => r.address === value.target);
  if (!of || value.kind !== "reference") return undefined;
  return { kind: "attribute", of, ...(value.attribute !== undefined && { attribute: value.attribute }) };
}

/** Several changes of one resource at once. */
export function both(...changes: readonly Change[]): Change {
  return (resource, program) => {
    const made = changes.map((change) => change(resource, program)[0]);
    return made.some((m) => m === undefined) ? [] : [made.flatMap((m) => m!)];
  };
}

/** The first of several changes that can be made. */
export function either(...changes: readonly Change[]): Change {
  return (resource, program) => changes.flatMap((change) => change(resource, program));
}

/** Does nothing where there is nothing to be done, for `both`. */
export function ifThere(change: Change): Change {
  return (resource, program) => {
    const made = change(resource, program);
    return made.length > 0 ? made : [[]];
  };
}

/** Writes a new resource beside this one. */
export function beside(type: string, properties: (resource: Resource) => Readonly<Record<string, Expression>>): Change {
  return (near) => [[{ do: "addResource", near, name: "mutant", type, properties: properties(near) }]];
}

/** Other characters in place of the first ones in the source of a resource that look so. */
export function source(pattern: RegExp, text: string): Change {
  return ({ span }) => inText(span, spanText(span), pattern, text);
}

/** What follows the opening brace of a block of Terraform. */
export function hcl(text: string): Change {
  return source(/\{/, `{\n${text}`);
}

function inText(span: Span, written: string, pattern: RegExp, text: string): Intent[][] {
  const found = pattern.exec(written);
  if (!found) return [];
  const start = span.start + found.index;
  const place = { chunk: span.chunk, start, end: start + found[0].length };
  return [[{ do: "replaceText", span: place, text: found[0].replace(pattern, text) }]];
}

/** Another literal, where the property has one: at the literal, wherever that stands. */
export function literalTo(path: string, to: Literal): Change {
  return (resource) => {
    const value = at(resource, path);
    if (value.kind !== "scalar" || value.value === to) return [];
    const span = literalOf(value.origin);
    const written = spanText(span);
    const was = String(value.value);
    if (typeof value.value === "boolean") {
      const flipped = { true: "false", True: "False", false: "true", False: "True" }[written];
      return flipped === undefined ? [] : [[{ do: "replaceText", span, text: flipped }]];
    }
    const from = written.indexOf(was);
    if (from < 0 || written.length > was.length + 2) return [];
    const start = span.start + from;
    return [[{ do: "replaceText", span: { chunk: span.chunk, start, end: start + was.length }, text: String(to) }]];
  };
}

/** Other characters in the first run of a text, a script most of all, that has such. */
export function inScript(path: string, pattern: RegExp, text: string): Change {
  return (resource) => {
    const value = at(resource, path);
    for (const { text: run, span } of runsOf(value.madeFrom?.value ?? value)) {
      if (!span || span.end - span.start !== run.length) continue;
      const made = inText(span, run, pattern, text);
      if (made.length > 0) return made;
    }
    return [];
  };
}

function runsOf(value: Value): readonly Piece[] {
  if (value.kind === "text") return value.parts.flatMap((p) => (p.kind === "piece" ? [p] : runsOf(p)));
  if (value.kind !== "scalar" || typeof value.value !== "string") return [];
  if (value.pieces) return value.pieces;
  const span = literalOf(value.origin);
  const from = spanText(span).indexOf(value.value);
  if (from < 0) return [];
  const start = span.start + from;
  return [{ kind: "piece", text: value.value, span: { chunk: span.chunk, start, end: start + value.value.length } }];
}

/**
 * A prop beside another one that is written, as each programming language has it. `to` is a literal, or what is put
 * in the place of `*` in the spelling of the other prop's name.
 */
export function propBeside(path: string, prop: string, to: boolean | number): Change {
  return (resource, program) => {
    const value = at(resource, path);
    if (value.kind === "absent") return [];
    const { chunk, start } = value.origin.span;
    // The options of a pattern take other props than a container does.
    if (/task_?image_?options/i.test(chunk.text.slice(Math.max(0, start - 300), start))) return [];
    const before = (program.language === "cdk-java" ? /\.\w+\($/ : /\b\w+\s*[:=]\s*$/).exec(chunk.text.slice(0, start));
    if (!before) return [];
    const text = besideIn(program.language, prop, to);
    const from = before.index;
    return [[{ do: "replaceText", span: { chunk, start: from, end: from }, text }]];
  };
}

function besideIn(language: string, prop: string, to: boolean | number): string {
  const upper = prop.charAt(0).toUpperCase() + prop.slice(1);
  const snake = prop.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
  switch (language) {
    case "cdk-python":
      return `${snake}=${typeof to === "boolean" ? (to ? "True" : "False") : to}, `;
    case "cdk-java":
      return `.${prop}(${to})`;
    case "cdk-csharp":
      return `${upper} = ${to}, `;
    case "cdk-go":
      return `${upper}: jsii.${typeof to === "boolean" ? "Bool" : "Number"}(${to}), `;
    default:
      return `${prop}: ${to}, `;
  }
}

/** Removes it, and with it everything else of a type that says the same of what it belongs to. */
export function removed(): Change {
  return (resource) => [[{ do: "removeResource", resource }]];
}

/**
 * A rule's mutation: by type what makes it bad. "data.x" is a data source, "cdk X" is a type as CDK's constructs
 * make it, in place of the change for the type.
 */
export function mutationOf(rule: string, changes: Readonly<Record<string, Change>>): Mutation {
  return {
    rule,
    into(resource, program) {
      const type = resource.mode === "data" ? `data.${resource.type}` : resource.type;
      const own = program.language.startsWith("cdk") ? changes[`cdk ${type}`] : undefined;
      return (own ?? changes[type])?.(resource, program) ?? [];
    },
  };
}
