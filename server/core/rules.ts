/** Rules: what they declare and what they are handed. */
import type { Binding } from "./binding.ts";
import type { Condition } from "./conditions.ts";
import type { FixBuilder } from "./fix-builder.ts";
import type { AnySubject, Kind, Reading } from "./kinds.ts";
import type { Program, Resource } from "./resources.ts";
import type { Readers } from "./scripts.ts";
import type { Span } from "./span.ts";
import type { Value } from "./values.ts";

/** "error": the deployment fails, or it certainly breaks when it runs. "warning": a risk. "info": cost, age, advice. */
export type Severity = "error" | "warning" | "info";

/** The smallest profile that shows a variant: each holds the ones before it. */
export const profiles = ["errors", "recommended", "strict"] as const;
export type Profile = (typeof profiles)[number];

export interface Variant {
  readonly severity: Severity;
  readonly profile: Profile;
}

/** What a finding can be put on. A span is given with the condition that it holds under. */
export type Spot =
  | Reading<unknown>
  | AnySubject
  | { readonly span: Span; readonly condition: Condition; readonly resource: Resource; readonly value?: Value };

export interface FixOptions {
  /** What AWS runs stays the same, or could not have run at all and has one obvious mend. */
  readonly safe?: boolean;
  /** The title of a fix of the same report, offered before: this one only stands in where that one cannot be written. */
  readonly unless?: string;
}

export interface Report {
  /** Points at something else that belongs to it: the other end of a pair. */
  related(at: Spot, message: string): Report;
  /** Offers a fix. */
  fix(title: string, build: (edit: FixBuilder) => void, options?: FixOptions): Report;
}

export interface RuleContext<V extends string = string, O = Readonly<Record<string, unknown>>> extends Binding {
  readonly program: Program;
  readonly readers: Readers;
  /** Today, as YYYY-MM-DD. */
  readonly today: string;
  readonly options: O;
  /** Reports a finding. The message says what is wrong, with the number; what AWS allows; and what to do. */
  readonly report: (variant: V, at: Spot, message: string) => Report;
}

/** An option of a rule: its type is the type of its default. */
export interface OptionSchema {
  readonly description: string;
  readonly default: string | number | boolean | readonly string[];
}

export interface Rule<V extends string = string> {
  readonly id: string;
  readonly title: string;
  readonly category: "security" | "limits" | "reliability" | "correctness" | "cost";
  readonly variants: Readonly<Record<V, Variant>>;
  /** The section of the study notes that it comes from. */
  readonly notes: string;
  /** The AWS page that it stands on. */
  readonly docs: string;
  readonly options?: Readonly<Record<string, OptionSchema>>;
  /**
   * The kinds of which a rule looks at each subject by itself. It is handed one resource at a time: of these kinds
   * `every` gives that resource's subjects. What it says of a resource is kept until that changes, or the answer to
   * anything else that it asked.
   */
  readonly alone?: readonly Kind[];
  check(context: RuleContext<V>): void;
}

/** Declares a rule. */
export function rule<V extends string>(declaration: Rule<V>): Rule<V> {
  return declaration;
}
