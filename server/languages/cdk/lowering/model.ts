/** How an L2 construct is declared: where its props go, what its members are. */
import type { Value } from "../../../core/values.ts";

/** Where a prop of a construct goes in its CloudFormation type. */
export interface PropTarget {
  /** A property of the type, dotted. */
  readonly to: string;
  /** Makes the prop's value the property's; it is taken as plain data when not given. */
  readonly as?: (value: Value) => Value;
}

/** What a member of a construct is: `ref`, an attribute, or what a prop says. */
export type MemberMeaning =
  | { readonly is: "ref" }
  | { readonly is: "attribute"; readonly attribute: string }
  | { readonly is: "prop"; readonly prop: string };

export interface Model {
  /** The classes, without `aws-cdk-lib.`. */
  readonly classes: readonly string[];
  readonly type: string;
  readonly props: Readonly<Record<string, PropTarget>>;
  /** Properties that the construct never sets. */
  readonly never?: readonly string[];
  readonly members?: Readonly<Record<string, MemberMeaning>>;
  /** Methods that change nothing of what is declared here. */
  readonly harmless?: readonly string[];
}

export const to = (property: string, as?: (value: Value) => Value): PropTarget => (as ? { to: property, as } : { to: property });
export const ref: MemberMeaning = { is: "ref" };
export const attributeOf = (attribute: string): MemberMeaning => ({ is: "attribute", attribute });
export const propOf = (prop: string): MemberMeaning => ({ is: "prop", prop });
