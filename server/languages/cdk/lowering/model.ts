/** How an L2 construct is declared: where its props go, what CDK writes by itself, what its members are. */
import type { Lifecycle, Resource } from "../../../core/resources.ts";
import type { Entry, Value } from "../../../core/values.ts";
import type { ConstructInstance } from "../constructs.ts";
import type { Flags } from "./feature-flags.ts";

/** What a template has where a prop is left out, or where there is no prop for it. */
export type Otherwise =
  /** CDK writes this. */
  | { readonly constant: string | number | boolean }
  /** CDK writes something that is not followed: `what` it is, for a person. */
  | { readonly unknown: string };

/** Where a prop of a construct goes in its CloudFormation type. */
export interface PropTarget {
  /** A property of the type, dotted. */
  readonly to: string;
  /** Makes the prop's value the property's; it is taken as plain data when not given. */
  readonly as?: (value: Value) => Value;
  /** What stands there when the prop is left out; nothing does when this is not given. */
  readonly otherwise?: Otherwise;
  /** Other props that set the same property. */
  readonly rivals?: readonly string[];
}

/** What a member of a construct is: `ref`, an attribute, or what a prop says. */
export type MemberMeaning =
  | { readonly is: "ref" }
  | { readonly is: "attribute"; readonly attribute: string }
  | { readonly is: "prop"; readonly prop: string }
  /** What a prop gives, or else the role that CDK makes at a path below the construct. */
  | { readonly is: "role"; readonly prop: string | undefined; readonly path: string };

export interface Model {
  /** The classes, without `aws-cdk-lib.`. */
  readonly classes: readonly string[];
  readonly type: string;
  /** The L1 class of its resource, without `aws-cdk-lib.`. */
  readonly l1: string;
  /** The members that are that L1; `node.defaultChild` when not given. */
  readonly l1Members?: readonly string[];
  readonly props: Readonly<Record<string, PropTarget>>;
  /** Properties without a prop of their own. */
  readonly made?: Readonly<Record<string, Otherwise>>;
  /** Properties that the construct never sets. */
  readonly never?: readonly string[];
  /** A prop of an import (`fromVolumeAttributes`) that says a property of what is imported. */
  readonly imported?: Readonly<Record<string, string>>;
  readonly members?: Readonly<Record<string, MemberMeaning>>;
  /** Properties that take more than one prop, or calls. They win over those of `props`. */
  readonly more?: (c: ConstructInstance, flags: Flags) => readonly Entry[];
  /** The resources that CDK makes beside it. */
  readonly beside?: (c: ConstructInstance, flags: Flags) => readonly Resource[];
  /** Why there may be more resources than those: what else CDK makes for it is not followed. */
  readonly opens?: string | ((c: ConstructInstance) => string | undefined);
  /** What becomes of it when `removalPolicy` is not given; undefined where there is no such prop. */
  readonly kept?: Lifecycle["onDelete"];
  /** Calls that it was handed to which set a property: by property what they look like. */
  readonly handings?: Readonly<Record<string, RegExp>>;
}

export const to = (property: string, as?: (value: Value) => Value, more: Partial<PropTarget> = {}): PropTarget =>
  as ? { ...more, to: property, as } : { ...more, to: property };
export const ref: MemberMeaning = { is: "ref" };
export const attributeOf = (attribute: string): MemberMeaning => ({ is: "attribute", attribute });
export const roleMember = (prop: string | undefined, path: string): MemberMeaning => ({ is: "role", prop, path });
export const propOf = (prop: string): MemberMeaning => ({ is: "prop", prop });
