/** What a function of Terraform is, to the rest of this folder. */
import { type Origin, scalar, type Value } from "../../../core/values.ts";
import { asString } from "./arguments.ts";
import type { OfText } from "./partial-text.ts";

/** What functions that read files or render templates need from the module that they are called in. */
export interface FunctionHost {
  /** The text of a file, its characters in their places; throws `NotKnown` or `Refused` where there is none. */
  readFile(path: string, origin: Origin): Value;
  /** Whether a file exists; throws `NotKnown`. */
  fileExists(path: string): boolean;
  /** The names in a folder, folders with a "/" at the end; throws `NotKnown`. */
  listFolder(path: string): readonly string[];
  /** A file rendered as a template. */
  renderFile(path: string, variables: Value, origin: Origin): Value;
  /** A string rendered as a template. */
  renderText(template: Value, variables: Value, origin: Origin): Value;
  /** Something of ours was not loaded: what comes of the call is no good for the next time. */
  missed(): void;
}

export interface CallSite {
  readonly name: string;
  /** The call. */
  readonly origin: Origin;
  readonly host: FunctionHost;
}

export interface Definition {
  readonly min: number;
  readonly max: number;
  /** Takes null; otherwise a null argument is refused. */
  readonly nulls?: true;
  /** Takes arguments that failed, and choices as they are. */
  readonly raw?: true;
  /** Throws `Refused` or `NotKnown` where there is no value. */
  apply(args: readonly Value[], at: CallSite): Value;
}

export type Definitions = Readonly<Record<string, Definition>>;

/**
 * A function of strings.
 *
 * @param ofText what it is of a first argument that has holes, and of others that are known
 */
export function ofStrings(
  count: number,
  compute: (...args: string[]) => string | number | boolean,
  ofText?: OfText,
): Definition {
  return {
    min: count,
    max: count,
    apply(args, at) {
      const [first, ...others] = args;
      if (first?.kind === "text" && ofText)
        return ofText(
          first,
          others.map((a) => asString(a)),
          at,
        );
      return scalar(compute(...args.map((a) => asString(a))), at.origin);
    },
  };
}

/**
 * A value that was picked out of another one: where it came by a step, it is used at the call; a literal that stands
 * within the call is its own best place.
 */
export function picked<V extends Value>(value: V, at: Origin): V {
  return value.origin.from ? { ...value, origin: { span: at.span, from: value.origin.from } } : value;
}
