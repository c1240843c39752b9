/** Fixes: a rule says what should change, a language's writer says which characters that is. */
import type { Program, Resource } from "./resources.ts";
import type { Span } from "./span.ts";
import type { Value } from "./values.ts";

/** A value to write, in no language in particular. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: Readonly<Record<string, Expression>> }
  /** A resource, or an attribute of it, in the resource's own vocabulary. */
  | { readonly kind: "attribute"; readonly of: Resource; readonly attribute?: string }
  /** An input that the same fix adds. */
  | { readonly kind: "input"; readonly name: string };

export const literal = (value: string | number | boolean): Expression => ({ kind: "literal", value });
export const attribute = (of: Resource, name?: string): Expression =>
  name === undefined ? { kind: "attribute", of } : { kind: "attribute", of, attribute: name };
export const input = (name: string): Expression => ({ kind: "input", name });

/** A step from an object to a property of it, or from a list to an item. */
export type Path = readonly (string | number)[];

export type Intent =
  /** Write another value where this one is used. */
  | {
      readonly do: "replace";
      readonly value: Value;
      readonly resource: Resource;
      readonly with: Expression;
      /** Where the value stands in the resource, in case other values are written at the same place. */
      readonly path?: Path;
    }
  /** Write a property, whether it is there or not; what lies between is made. */
  | { readonly do: "set"; readonly resource: Resource; readonly path: Path; readonly to: Expression }
  /** Remove a property. */
  | { readonly do: "remove"; readonly resource: Resource; readonly path: Path }
  /** Remove the item of a list, the block, or the call that a value was written by. */
  | { readonly do: "removeItem"; readonly resource: Resource; readonly value: Value; readonly path?: Path }
  | { readonly do: "removeResource"; readonly resource: Resource }
  /** Keep a snapshot of what it holds when it is removed or replaced. */
  | { readonly do: "snapshotOnDelete"; readonly resource: Resource }
  /** Encode what a property is written as in base64, where it stands. */
  | { readonly do: "encode"; readonly resource: Resource; readonly path: Path }
  /** A new resource beside another one, with names of that resource's vocabulary. */
  | {
      readonly do: "addResource";
      readonly near: Resource;
      readonly name: string;
      readonly type: string;
      readonly properties: Readonly<Record<string, Expression>>;
    }
  /** A parameter or variable without a default, a property of the stack's props in CDK. */
  | {
      readonly do: "addInput";
      readonly near: Resource;
      readonly name: string;
      readonly description: string;
      readonly type: "string" | "number";
    }
  /** Remove the default of the parameter or variable that a value comes from, so that it is asked for. */
  | { readonly do: "removeDefault"; readonly resource: Resource; readonly value: Value }
  /** Switch a rule off for a resource in its own metadata, for a file that has no comments. */
  | { readonly do: "disableRule"; readonly resource: Resource; readonly rule: string }
  /** Other characters, verbatim; for scripts and documents. */
  | { readonly do: "replaceText"; readonly span: Span; readonly text: string }
  /** Remove the line of a script that a command stands on: its list item, its argument, or its line of text. */
  | { readonly do: "removeScriptLine"; readonly span: Span };

export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Turns intents into edits in a language's own style. */
export interface Writer {
  /** The edits, none overlapping; undefined when this cannot be written here, and then the fix is not offered. */
  write(intents: readonly Intent[], program: Program): readonly TextEdit[] | undefined;
}
