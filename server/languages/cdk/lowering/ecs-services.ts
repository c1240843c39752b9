/** aws_ecs: services, and clusters with the instances that are added to them. */

import type { Resource } from "../../../core/resources.ts";
import {
  type Entry,
  entry,
  lazyEntry,
  list,
  object,
  piece,
  scalar,
  unknown,
  type Value,
} from "../../../core/values.ts";
import { type ConstructInstance, constructOf } from "../constructs.ts";
import { byDefault, each, entryOf, given, isGiven, nothing, orElse, placeOf } from "./given.ts";
import { groupIdsOf } from "./group-ids.ts";
import { groupEntries, groupResources } from "./launch-templates.ts";
import { attributeOf, type Model, ref, roleMember, to } from "./model.ts";
import { read } from "./references.ts";

const members = { serviceName: attributeOf("Name"), serviceArn: ref };
const props = {
  serviceName: to("ServiceName"),
  desiredCount: to("DesiredCount"),
  enableExecuteCommand: to("EnableExecuteCommand"),
};
const balancers = { LoadBalancers: { unknown: "load balancers are attached in ways that are not followed" } };

export const ecsServiceModels: readonly Model[] = [
  {
    classes: ["aws_ecs.FargateService"],
    type: "AWS::ECS::Service",
    l1: "aws_ecs.CfnService",
    l1Members: [],
    props,
    made: balancers,
    more: (c) => [
      ...shared(c, "FARGATE"),
      entry("SchedulingStrategy", nothing(c)),
      lazyEntry("NetworkConfiguration", () => ownNetwork(c)),
    ],
    opens: "the load balancer of an ECS service is not followed",
    members,
  },
  {
    classes: ["aws_ecs.Ec2Service"],
    type: "AWS::ECS::Service",
    l1: "aws_ecs.CfnService",
    l1Members: [],
    props,
    made: {
      ...balancers,
      NetworkConfiguration: { unknown: "the network mode of the task decides whether it is there" },
    },
    more: (c) => [...shared(c, "EC2"), entryOf(c, "SchedulingStrategy", "daemon", () => scheduling(c))],
    opens: "the load balancer of an ECS service is not followed",
    members,
  },
  {
    classes: ["aws_ecs.Cluster"],
    type: "AWS::ECS::Cluster",
    l1: "aws_ecs.CfnCluster",
    props: { clusterName: to("ClusterName") },
    made: { CapacityProviders: { unknown: "capacity providers are added in ways that are not followed" } },
    opens: "the capacity of an ECS cluster is not followed",
    members: { clusterName: ref, clusterArn: attributeOf("Arn") },
  },
  {
    // What `addCapacity` makes: see `addedCapacity`.
    classes: ["aws_ecs.Cluster.addCapacity"],
    type: "AWS::AutoScaling::AutoScalingGroup",
    l1: "aws_autoscaling.CfnAutoScalingGroup",
    props: {},
    more: groupEntries,
    beside: (c, flags) => groupResources(c, flags).map((r) => forContainers(c, r)),
    members: { autoScalingGroupName: ref, role: roleMember("role", "InstanceRole") },
  },
];

function shared(c: ConstructInstance, type: string): Entry[] {
  return [
    lazyEntry("LaunchType", () => {
      const strategies = given(c, "capacityProviderStrategies");
      if (isGiven(c, "deploymentController")) return unknown("the deployment controller may decide it", placeOf(c));
      if (strategies.kind === "absent") return byDefault(c, type);
      const isSome = strategies.kind === "list" && strategies.items.length > 0;
      return isSome ? nothing(c) : unknown("whether it has a strategy is not known", strategies.origin);
    }),
    entryOf(c, "CapacityProviderStrategy", "capacityProviderStrategies", () =>
      orElse(
        each(given(c, "capacityProviderStrategies"), (v) => unknown("the strategy is not followed", v.origin)),
        () => nothing(c),
      ),
    ),
    entryOf(c, "TaskDefinition", "taskDefinition", () =>
      isGiven(c, "deploymentController")
        ? unknown("the deployment controller may decide it", placeOf(c))
        : each(given(c, "taskDefinition"), (v) =>
            constructOf(v) ? read(v) : unknown("the task definition is not known", v.origin),
          ),
    ),
    entryOf(c, "Cluster", "cluster", () =>
      each(given(c, "cluster"), (v) => (constructOf(v) ? read(v) : unknown("the cluster is not known", v.origin))),
    ),
  ];
}

function scheduling(c: ConstructInstance): Value {
  return orElse(
    each(given(c, "daemon"), (v) => {
      const is = read(v);
      return is.kind === "scalar"
        ? scalar(is.value === true ? "DAEMON" : "REPLICA", v.origin)
        : unknown("whether it is a daemon is not known", v.origin);
    }),
    () => byDefault(c, "REPLICA"),
  );
}

/** A task of Fargate has an address of its own. */
function ownNetwork(c: ConstructInstance): Value {
  const here = placeOf(c);
  const address = orElse(
    each(given(c, "assignPublicIp"), (v) => {
      const is = read(v);
      return is.kind === "scalar"
        ? scalar(is.value === true ? "ENABLED" : "DISABLED", v.origin)
        : unknown("whether it has a public address is not known", v.origin);
    }),
    () => byDefault(c, "DISABLED"),
  );
  return object(
    [
      entry(
        "AwsvpcConfiguration",
        object(
          [
            entry("AssignPublicIp", address),
            lazyEntry("SecurityGroups", () => openList(groupIdsOf(c))),
            entry("Subnets", unknown("CDK chooses the subnets", here)),
          ],
          here,
        ),
      ),
    ],
    here,
  );
}

/** More groups may come by way of its connections. */
function openList(value: Value): Value {
  return value.kind === "list" ? list(value.items, value.origin, false) : value;
}

/** The groups of instances that a cluster is given, as constructs of their own. */
export function addedCapacity(c: ConstructInstance): ConstructInstance[] {
  if (c.fqn !== "aws-cdk-lib.aws_ecs.Cluster" || c.factory !== undefined) return [];
  const made: ConstructInstance[] = [];
  for (const call of c.calls) {
    const [id, options] = call.args;
    if (call.method !== "addCapacity" || call.path.length > 0 || !options) continue;
    const name = id && read(id);
    if (name?.kind !== "scalar") continue;
    made.push({
      ...c,
      fqn: "aws-cdk-lib.aws_ecs.Cluster.addCapacity",
      id: String(name.value),
      path: `${c.path}/${name.value}`,
      scope: c,
      args: call.args,
      argsClosed: call.argsClosed,
      props: options,
      calls: call.onResult ?? [],
      assignments: [],
      handedTo: [],
      condition: call.condition,
      span: call.span,
      nameSpan: call.nameSpan,
      opened: c.opened,
      node: call.node,
    });
  }
  return made;
}

/** The image that a cluster's instances have when none is given. */
const IMAGE = "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id";

/** ECS brings an image of its own, and writes lines of its own into the script of the instances. */
function forContainers(c: ConstructInstance, made: Resource): Resource {
  if (!/Launch/.test(made.type)) return made;
  const here = placeOf(c);
  const script = entry("UserData", unknown("ECS adds lines of its own", here));
  const image = entry("ImageId", {
    ...unknown("the image is looked up when it is deployed", here),
    foundBy: scalar(IMAGE, here, [piece(IMAGE, here.span)]),
  });
  const more = isGiven(c, "machineImage", "machineImageType") || c.opened.length > 0 ? [script] : [script, image];
  const { entries, origin, closed, nameSpan } = made.properties;
  const data = entries.get("LaunchTemplateData");
  const changed =
    data?.value.kind === "object"
      ? [
          ...entries.values(),
          entry(data.key, object([...data.value.entries.values(), ...more], data.value.origin, { closed: false })),
        ]
      : [...entries.values(), ...more];
  return { ...made, properties: object(changed, origin, { closed, ...(nameSpan && { nameSpan }) }) };
}
