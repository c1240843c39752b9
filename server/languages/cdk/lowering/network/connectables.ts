/** The security groups of what may be connected to: those that it is given, or the one that CDK makes for it. */
import { all, always, type Condition } from "../../../../core/conditions.ts";
import { alternatives } from "../../../../core/lookup.ts";
import { type Origin, reference, type Value } from "../../../../core/values.ts";
import { type ConstructInstance, carriedBy, constructOf } from "../../constructs.ts";
import { addedCapacity } from "../containers/ecs-capacity.ts";
import { behindPattern } from "../containers/ecs-patterns.ts";
import { given, isGiven } from "../given.ts";
import { madeGroupPath } from "./group-ids.ts";

const CDK = "aws-cdk-lib";
export const GROUP = `${CDK}.aws_ec2.SecurityGroup`;

/** One group of something. */
export interface GroupOf {
  /** The group itself, or what CDK makes a group for. */
  readonly owner: ConstructInstance;
  readonly isMade: boolean;
  readonly condition: Condition;
}

export interface Groups {
  readonly known: readonly GroupOf[];
  /** False where there may be another one. */
  readonly all: boolean;
}

/** Where a group stands in the program. */
export function addressOf({ owner, isMade }: GroupOf): string {
  return isMade ? madeGroupPath(owner) : owner.path;
}

/** A group as a rule refers to it. */
export function groupReference(group: GroupOf, origin: Origin): Value {
  return reference(addressOf(group), "GroupId", origin);
}

/** The construct that a value connects: the construct, its `connections`, or the listener of a load balancer. */
export function connectedBy(value: Value): ConstructInstance | undefined {
  const carried = carriedBy(value);
  if (carried?.kind === "construct") {
    const { construct, members } = behindPattern(carried.construct, carried.members) ?? carried;
    return /^(connections)?$/.test(members.join(".")) ? construct : undefined;
  }
  if (carried?.kind !== "result" || !/^(connections)?$/.test(carried.members.join("."))) return undefined;
  const { of, call } = carried;
  return call.method === "addListener" && call.path.length === 0 && of.kind === "construct" && of.members.length === 0
    ? of.construct
    : undefined;
}

/** Classes that make a group of their own when they are given none. */
const MAKES_GROUP =
  /^aws-cdk-lib\.(aws_ec2\.(Instance|BastionHostLinux|ClientVpnEndpoint|InterfaceVpcEndpoint)|aws_autoscaling\.AutoScalingGroup|aws_lambda(_\w+)?\.\w*Function|aws_elasticloadbalancingv2\.ApplicationLoadBalancer|aws_elasticloadbalancing\.LoadBalancer|aws_rds\.(Database|Serverless)\w+|aws_(docdb|neptune_alpha|redshift_alpha|neptune|redshift)\.DatabaseCluster|aws_redshift_alpha\.Cluster|aws_efs\.FileSystem|aws_fsx\.LustreFileSystem|aws_ecs\.((Fargate|Ec2|External)Service|Cluster\.addCapacity)|aws_opensearchservice\.Domain|aws_elasticsearch\.Domain|aws_codebuild\.\w*Project|aws_eks(_v2)?\.Cluster|aws_amazonmq\w*\.\w+|aws_msk_alpha\.Cluster|aws_synthetics\.Canary)$/;

const BALANCER = /\.(Application|Network)LoadBalancer$/;
const NOT_KNOWN: Groups = { known: [], all: false };
/** How far a group is looked for behind what has it. */
const DEEPEST = 5;

/** The groups that the rules of a construct go to. */
export function groupsOf(c: ConstructInstance, depth = 0): Groups {
  if (depth > DEEPEST) return NOT_KNOWN;
  if (c.fqn === GROUP) return { known: [{ owner: c, isMade: false, condition: always }], all: true };
  const added = c.calls.filter(
    (call) =>
      call.method === "addSecurityGroup" &&
      (call.path.join(".") === "connections" || (call.path.length === 0 && BALANCER.test(c.fqn))),
  );
  for (const name of ["securityGroup", "securityGroups"]) {
    const written = given(c, name);
    if (written.kind === "absent") continue;
    const items = written.kind === "list" ? written.items : [written];
    const isClosed = written.kind !== "list" || written.closed;
    return named([...items, ...added.flatMap((call) => call.args)], isClosed);
  }
  switch (c.fqn) {
    case `${CDK}.aws_ecs.Cluster`:
      return ofCluster(c, depth);
    case `${CDK}.aws_elasticloadbalancingv2.ApplicationListener`:
    case `${CDK}.aws_elasticloadbalancingv2.NetworkListener`:
      return behind(given(c, "loadBalancer"), depth);
    case `${CDK}.aws_autoscaling.AutoScalingGroup`:
      if (isGiven(c, "launchTemplate")) return behind(given(c, "launchTemplate"), depth);
      if (isGiven(c, "mixedInstancesPolicy")) return NOT_KNOWN;
  }
  if (c.factory !== undefined || !MAKES_GROUP.test(c.fqn) || c.props.kind === "unknown") return NOT_KNOWN;
  const made: GroupOf = { owner: c, isMade: true, condition: always };
  const more = named(
    added.flatMap((call) => call.args),
    true,
  );
  return { known: [made, ...more.known], all: more.all };
}

function behind(value: Value, depth: number): Groups {
  const construct = constructOf(value);
  return construct && construct.factory === undefined ? groupsOf(construct, depth + 1) : NOT_KNOWN;
}

function named(values: readonly Value[], isClosed: boolean): Groups {
  let isAll = isClosed;
  const known: GroupOf[] = [];
  for (const { value, condition } of values.flatMap((v) => alternatives(v))) {
    const owner = constructOf(value);
    if (owner?.fqn === GROUP) known.push({ owner, isMade: false, condition });
    else isAll = false;
  }
  return { known, all: isAll };
}

/** A cluster connects the instances that were added to it. */
function ofCluster(c: ConstructInstance, depth: number): Groups {
  const added = addedCapacity(c);
  const each = added.map((capacity) => groupsOf(capacity, depth + 1));
  const adding = c.calls.filter((call) => /^add(Capacity|AsgCapacityProvider|AutoScalingGroup)$/.test(call.method));
  return {
    known: each.flatMap((groups, i) =>
      groups.known.map((g) => ({ ...g, condition: all(g.condition, added[i]!.condition) })),
    ),
    all:
      c.factory === undefined &&
      c.opened.length === 0 &&
      adding.length + (given(c, "capacity").kind === "absent" ? 0 : 1) === added.length &&
      each.every((groups) => groups.all),
  };
}
