/** aws_eks and aws_eks_v2: node groups, and clusters as far as they are resources of CloudFormation's own. */
import {
  type Entry,
  entry,
  lazyEntry,
  list,
  missing,
  object,
  reference,
  scalar,
  unknown,
  type Value,
} from "../../../../core/values.ts";
import { type ConstructInstance, carriedBy, carrying } from "../../constructs.ts";
import { instanceType } from "../ec2/instance-type.ts";
import type { Flags } from "../feature-flags.ts";
import {
  byDefault,
  each,
  entryOf,
  given,
  isGiven,
  keyOf,
  listed,
  nothing,
  orElse,
  placeOf,
  renamed,
} from "../given.ts";
import { attributeOf, type Model, ref, to } from "../model.ts";
import { groupId } from "../network/group-ids.ts";
import { read } from "../references.ts";
import { constructIn } from "./ecs-patterns.ts";

const V1 = "aws-cdk-lib.aws_eks.";
const V2 = "aws-cdk-lib.aws_eks_v2.";

const cluster: Omit<Model, "classes"> = {
  type: "AWS::EKS::Cluster",
  l1: "aws_eks.CfnCluster",
  props: { clusterName: to("Name") },
  more: clusterEntries,
  opens: "what an EKS cluster makes is not followed",
  members: { clusterName: ref, clusterArn: attributeOf("Arn") },
};

export const eksModels: readonly Model[] = [
  {
    classes: ["aws_eks.Nodegroup", "aws_eks_v2.Nodegroup"],
    type: "AWS::EKS::Nodegroup",
    l1: "aws_eks.CfnNodegroup",
    props: {
      nodegroupName: to("NodegroupName"),
      diskSize: to("DiskSize"),
      capacityType: to("CapacityType", (value) => read(value)),
    },
    never: ["Version"],
    more: nodeGroupEntries,
  },
  { ...cluster, classes: ["aws_eks_v2.Cluster", "aws_eks_v2.FargateCluster"] },
];

/** How the public and the private endpoint are, by the member of `EndpointAccess`. */
const ENDPOINTS: Readonly<Record<string, { readonly isPublic: boolean; readonly isPrivate: boolean }>> = {
  PUBLIC: { isPublic: true, isPrivate: false },
  PRIVATE: { isPublic: false, isPrivate: true },
  PUBLIC_AND_PRIVATE: { isPublic: true, isPrivate: true },
};

function clusterEntries(c: ConstructInstance): Entry[] {
  return [
    entryOf(c, "ResourcesVpcConfig", "endpointAccess", () =>
      orElse(each(given(c, "endpointAccess"), endpoints), () =>
        c.opened.length === 0 ? endpointsOf("PUBLIC_AND_PRIVATE", placeOf(c)) : nothing(c),
      ),
    ),
    entryOf(c, "ComputeConfig", "defaultCapacityType", () =>
      object([lazyEntry("Enabled", () => autoMode(c))], placeOf(c), { closed: false }),
    ),
  ];
}

function endpoints(value: Value): Value {
  const carried = carriedBy(value);
  return carried?.kind === "static" && Object.hasOwn(ENDPOINTS, carried.member)
    ? endpointsOf(carried.member, value.origin)
    : unknown("who may reach the endpoint is not known", value.origin);
}

function endpointsOf(member: string, origin: Value["origin"]): Value {
  const { isPublic, isPrivate } = ENDPOINTS[member]!;
  return object(
    [
      entry("EndpointPublicAccess", scalar(isPublic, origin)),
      entry("EndpointPrivateAccess", scalar(isPrivate, origin)),
      entry("PublicAccessCidrs", missing(origin)),
    ],
    origin,
    { closed: false },
  );
}

function autoMode(c: ConstructInstance): Value {
  if (c.fqn.endsWith(".FargateCluster")) return byDefault(c, false);
  const type = given(c, "defaultCapacityType");
  return orElse(
    each(type, (v) => {
      const carried = carriedBy(v);
      return carried?.kind === "static" && /^[A-Z0-9]+$/.test(carried.member)
        ? scalar(carried.member === "AUTOMODE", v.origin)
        : unknown("the capacity is not known", v.origin);
    }),
    () => byDefault(c, true),
  );
}

function nodeGroupEntries(c: ConstructInstance, flags: Flags): Entry[] {
  return [
    entryOf(c, "ClusterName", "cluster", () =>
      each(given(c, "cluster"), (v) => {
        const home = constructIn(v);
        return home?.fqn.startsWith(V2) && home.factory === undefined
          ? reference(home.path, undefined, v.origin)
          : unknown("the name of the cluster is not known", v.origin);
      }),
    ),
    lazyEntry("InstanceTypes", () => instanceTypes(c), keyOf(c, "instanceTypes")),
    entryOf(c, "AmiType", "amiType", () => orElse(each(given(c, "amiType"), read), () => chosenImage(c, flags))),
    entryOf(c, "LaunchTemplate", "launchTemplateSpec", () =>
      orElse(
        each(given(c, "launchTemplateSpec"), (v) => renamed(v, { id: ["Id", read], version: ["Version", read] })),
        () => nothing(c),
      ),
    ),
    entryOf(c, "RemoteAccess", "remoteAccess", () =>
      orElse(
        each(given(c, "remoteAccess"), (v) =>
          renamed(v, {
            sshKeyName: "Ec2SshKey",
            sourceSecurityGroups: ["SourceSecurityGroups", (groups) => listed(groups, groupId)],
          }),
        ),
        () => nothing(c),
      ),
    ),
  ];
}

function instanceTypes(c: ConstructInstance): Value {
  return orElse(
    each(given(c, "instanceTypes"), (v) => listed(v, instanceType)),
    () =>
      orElse(
        each(given(c, "instanceType"), (v) => list([instanceType(v)], v.origin)),
        () => nothing(c),
      ),
  );
}

const FLAG = "aws-eks:defaultToAL2023";
/** Families for whose processors there are images of their own. */
const ACCELERATED = /^(p|g|gr|inf|trn|dl|vt|f)\d/;

/** The image that CDK chooses by the instance types; none where there are none, or where a launch template may say it. */
function chosenImage(c: ConstructInstance, flags: Flags): Value {
  if (isGiven(c, "launchTemplateSpec")) return nothing(c);
  const types = instanceTypes(c);
  if (types.kind === "absent" || (types.kind === "list" && types.closed && types.items.length === 0)) return nothing(c);
  const [first] = types.kind === "list" ? types.items : [];
  const family = first?.kind === "scalar" ? String(first.value).split(".")[0]! : undefined;
  const isNew = flags(FLAG);
  if (family === undefined || isNew === undefined || ACCELERATED.test(family) || c.opened.length > 0)
    return unknown("CDK chooses the image by the instance types", placeOf(c));
  const isArm = /^(a1$|[a-z]+\d+g)/.test(family);
  if (isNew) return scalar(isArm ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD", placeOf(c));
  return scalar(isArm ? "AL2_ARM_64" : "AL2_x86_64", placeOf(c));
}

/** The node groups that a cluster makes, as constructs of their own. */
export function nodeGroupsOf(c: ConstructInstance): ConstructInstance[] {
  if (!/^aws-cdk-lib\.aws_eks(_v2)?\.(Fargate)?Cluster$/.test(c.fqn) || c.factory !== undefined) return [];
  const { variable: _, ...rest } = c;
  const base = { ...rest, fqn: `${c.fqn.startsWith(V1) ? V1 : V2}Nodegroup`, scope: c, assignments: [], handedTo: [] };
  const home = carrying(reference(c.path, undefined, placeOf(c)), { kind: "construct", construct: c, members: [] });
  const made: ConstructInstance[] = [];
  if (makesNodes(c)) {
    const types = lazyEntry("instanceTypes", () =>
      orElse(
        each(given(c, "defaultCapacityInstance"), (v) => list([v], v.origin)),
        () => list([largeOne(c)], placeOf(c)),
      ),
    );
    const path = `${c.path}/NodegroupDefaultCapacity`;
    made.push({ ...base, path, props: object([types, entry("cluster", home)], placeOf(c)), calls: [] });
  }
  for (const call of c.calls) {
    const [id, options = missing({ span: call.nameSpan })] = call.args;
    const name = id && read(id);
    if (call.method !== "addNodegroupCapacity" || call.path.length > 0 || name?.kind !== "scalar") continue;
    const entries = options.kind === "object" ? [...options.entries.values()] : [];
    const closed = options.kind === "absent" || (options.kind === "object" && options.closed);
    made.push({
      ...base,
      id: String(name.value),
      path: `${c.path}/Nodegroup${name.value}`,
      props: object([...entries, entry("cluster", home)], options.origin, { closed }),
      args: call.args,
      argsClosed: call.argsClosed,
      calls: call.onResult ?? [],
      condition: call.condition,
      span: call.span,
      nameSpan: call.nameSpan,
      node: call.node,
    });
  }
  return made;
}

/** A cluster of the first kind has two nodes unless it is told something else. */
function makesNodes(c: ConstructInstance): boolean {
  if (c.fqn !== `${V1}Cluster` || c.opened.length > 0) return false;
  const count = read(given(c, "defaultCapacity"));
  const isSome =
    count.kind === "absent" || (count.kind === "scalar" && typeof count.value === "number" && count.value > 0);
  const type = carriedBy(given(c, "defaultCapacityType"));
  return isSome && (!isGiven(c, "defaultCapacityType") || (type?.kind === "static" && type.member === "NODEGROUP"));
}

function largeOne(c: ConstructInstance): Value {
  const { condition, span, nameSpan, node } = c;
  const args = [scalar("m5.large", placeOf(c))];
  const made = { kind: "made", fqn: "aws-cdk-lib.aws_ec2.InstanceType", args, argsClosed: true } as const;
  return carrying(unknown("an instance type", placeOf(c)), {
    ...made,
    calls: [],
    opened: [],
    condition,
    span,
    nameSpan,
    node,
  });
}
