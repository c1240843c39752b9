/**
 * What the evaluation of a CDK program yields, and what the lowering to CloudFormation starts from.
 *
 * Everything is a core `Value`. What is more than data (a construct, `Duration.minutes(15)`, an enum's member)
 * is a value that carries it: ask `carriedBy(value)`. The carrier survives `usedAt` and `marked`, because they copy
 * every field.
 *
 *   fn                              reference to the construct's path; carries { kind: "construct", members: [] }
 *   fn.functionArn                  reference, attribute "functionArn"; carries members ["functionArn"]
 *   vpc.publicSubnets[0].subnetId   reference, attribute "publicSubnets.0.subnetId"
 *   Duration.minutes(15)            unknown; carries { kind: "made", fqn: "aws-cdk-lib.Duration", member: "minutes", args }
 *   new ec2.AmazonLinuxImage()      unknown; carries { kind: "made", fqn: "aws-cdk-lib.aws_ec2.AmazonLinuxImage" }
 *   Runtime.NODEJS_20_X             unknown; carries { kind: "static", fqn: "aws-cdk-lib.aws_lambda.Runtime", member }
 *   vpc.selectSubnets(…)            unknown; carries { kind: "result", of, call }
 *
 * A choice has no carrier: look into its alternatives (`alternatives` of core/lookup.ts).
 */
import type { Condition } from "../../core/conditions.ts";
import type { Span } from "../../core/span.ts";
import type { Value } from "../../core/values.ts";
import type { Call, New } from "./ir.ts";

/** A call of a method: `sg.addIngressRule(…)`, `fn.connections.allowFromAnyIpv4(…)`, `userData.addCommands(…)`. */
export interface MethodCall {
  /** The members between the object and the method: ["connections"]. */
  readonly path: readonly (string | number)[];
  readonly method: string;
  readonly args: readonly Value[];
  /** False when a spread of unknown length stands among the arguments: there may be more than these. */
  readonly argsClosed: boolean;
  /** When it happens; includes the condition of whatever surrounds it. */
  readonly condition: Condition;
  /** The whole call. */
  readonly span: Span;
  /** The method's name. */
  readonly nameSpan: Span;
  /** What was called on what it gave back. */
  readonly onResult?: readonly MethodCall[];
  readonly node: Call;
}

/** A value of a member that was written from outside: `cfn.timeout = 900`, `cfn.tags[0] = …`. */
export interface Assignment {
  readonly path: readonly (string | number)[];
  readonly value: Value;
  readonly condition: Condition;
  /** The member that is written. */
  readonly span: Span;
}

/** A construct that the program makes. */
export interface ConstructInstance {
  /**
   * The jsii name of its class, or of the nearest superclass that is not the program's own:
   * "aws-cdk-lib.aws_lambda.Function". CDK v1 (`@aws-cdk/aws-lambda`) and alpha packages are named alike:
   * "aws-cdk-lib.aws_lambda", "aws-cdk-lib.aws_lambda_python_alpha"; `Construct` is always "constructs.Construct".
   * A package that is not CDK's: "package-name.Class".
   */
  readonly fqn: string;
  /** A static factory that made it (`fromLookup`, `fromBucketName`): it stands for something that exists. */
  readonly factory?: string;
  /** Its id; a part of it that is not known stands as `{n}`. */
  readonly id: string;
  /** Its ids from the app down, joined with "/". Unique in the program: a repeated one is numbered. */
  readonly path: string;
  readonly scope?: ConstructInstance;
  /** The stack that it is in. */
  readonly stack?: ConstructInstance;
  /** The region of its stack, where the stack's `env` says it. */
  readonly region?: Value;
  readonly args: readonly Value[];
  readonly argsClosed: boolean;
  /** args[2]: usually the props. Missing when not written; an object, a choice or unknown. */
  readonly props: Value;
  /** In the order in which they happen. Methods of the program's own classes have been followed instead. */
  readonly calls: readonly MethodCall[];
  readonly assignments: readonly Assignment[];
  /** Where the construct was handed to something of CDK's or of another package, which may have changed it. */
  readonly handedTo: readonly Handing[];
  readonly condition: Condition;
  /** The `new X(…)` (or factory call) that made it. */
  readonly span: Span;
  /** The class after `new`; the factory's name. */
  readonly nameSpan: Span;
  /** Why something unknown may have changed it. Empty: nothing has. */
  readonly opened: readonly string[];
  /** The expression that holds its arguments: `new X(…)`, a factory's call, or the `super(…)` of a subclass. */
  readonly node: New | Call;
  /** The variable or field that holds it, as it is written where it is declared: `instance`, `this.instance`. */
  readonly variable?: { readonly name: string; readonly span: Span };
  /** True for one that is made in a loop of unknown length: it stands for every instance, and there may be none. */
  readonly symbolic: boolean;
  /** True for one that was made for an abstract class or a class that nobody instantiates: its props are unknown. */
  readonly assumed: boolean;
}

/** A construct was an argument of something. */
export interface Handing {
  /** "aws-cdk-lib.aws_events_targets.LambdaFunction", or "…Bucket#grantRead" for a method, "…Tags.of" for a static. */
  readonly to: string;
  /** Where it stood: "0", "2.vpc". */
  readonly at: string;
  /** Not the construct itself but something that it has: ["connections"]. Its ids, names and ARNs are not noted. */
  readonly members: readonly (string | number)[];
  readonly span: Span;
}

/** A member of a class of CDK's or another package: an enum's member, a static property, or the class itself. */
export interface StaticMember {
  readonly kind: "static";
  readonly fqn: string;
  readonly member: string;
}

/** An object that is no construct: `Duration.minutes(15)`, `Port.tcp(22)`, `new ec2.InitConfig()`. */
export interface MadeObject {
  readonly kind: "made";
  readonly fqn: string;
  /** The static method that made it; undefined for `new`. */
  readonly member?: string;
  readonly args: readonly Value[];
  readonly argsClosed: boolean;
  /** What was called on it, wherever it had been handed to by then. */
  readonly calls: readonly MethodCall[];
  /** Why something unknown may have changed it. */
  readonly opened: readonly string[];
  readonly condition: Condition;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly node: New | Call;
}

/** A construct, or what is reached from it by members. */
export interface ConstructMember {
  readonly kind: "construct";
  readonly construct: ConstructInstance;
  /** Empty for the construct itself. */
  readonly members: readonly (string | number)[];
}

/** What a method of a construct or an object gave back, and members of that. */
export interface CallResult {
  readonly kind: "result";
  readonly of: ConstructMember | MadeObject | CallResult;
  readonly call: MethodCall;
  readonly members: readonly (string | number)[];
  /** What was called on the result. */
  readonly calls: readonly MethodCall[];
}

/** A member of an object that is no construct: `peer.canInlineRule`. */
export interface MadeMember {
  readonly kind: "member";
  readonly of: MadeObject;
  readonly members: readonly (string | number)[];
}

export type Carried = StaticMember | MadeObject | ConstructMember | CallResult | MadeMember;

/** What a value carries beyond data. */
export function carriedBy(value: Value): Carried | undefined {
  return (value as { readonly carried?: Carried }).carried;
}

/** The construct that a value is, when it is one and not a member of one. */
export function constructOf(value: Value): ConstructInstance | undefined {
  const carried = carriedBy(value);
  return carried?.kind === "construct" && carried.members.length === 0 ? carried.construct : undefined;
}

/** A value that carries something. `value` is a new one, that nobody else has yet: copying it takes longer than all else. */
export function carrying<V extends Value>(value: V, carried: Carried): V {
  (value as V & { carried: Carried }).carried = carried;
  return value;
}

/** The outcome of evaluating one app. */
export interface Evaluation {
  /** In the order in which they are made. */
  readonly constructs: readonly ConstructInstance[];
  /** Why there may be more constructs than these. */
  readonly open: readonly string[];
  /** Limits of the evaluation that were met: what lies behind them was not looked at. */
  readonly limits: readonly string[];
}
