/** aws_ecs: services and clusters. */

import { type Entry, entry, lazyEntry, list, object, scalar, unknown, type Value } from "../../../../core/values.ts";
import type { ConstructInstance } from "../../constructs.ts";
import { groupEntries, groupResources } from "../ec2/launch-templates.ts";
import { byDefault, each, entryOf, given, isGiven, nothing, orElse, placeOf } from "../given.ts";
import { attributeOf, type Model, ref, roleMember, to } from "../model.ts";
import { groupIdsOf } from "../network/group-ids.ts";
import { read } from "../references.ts";
import { forContainers } from "./ecs-capacity.ts";
import { constructIn } from "./ecs-patterns.ts";
import { providerModels, providersOf, strategyOf } from "./ecs-providers.ts";
import { scalingOf } from "./ecs-scaling.ts";

export { addedCapacity } from "./ecs-capacity.ts";

const members = { serviceName: attributeOf("Name"), serviceArn: ref };
const props = {
  serviceName: to("ServiceName"),
  desiredCount: to("DesiredCount"),
  enableExecuteCommand: to("EnableExecuteCommand"),
};
const balancers = { LoadBalancers: { unknown: "load balancers are attached in ways that are not followed" } };

/** Calls that put a service behind a load balancer, which its groups then admit. */
const ATTACHES = /^(attachTo\w+|loadBalancerTarget|registerLoadBalancerTargets)$/;

function whatServiceOpens(c: ConstructInstance): string | undefined {
  const isAttached = c.handedTo.length > 0 || c.calls.some((call) => ATTACHES.test(call.method));
  return isAttached ? "the load balancer of an ECS service is not followed" : undefined;
}

/** What may be called on a cluster without its making what is not followed. */
const CLUSTER_CALLS =
  /^(addCapacity|addAsgCapacityProvider|enableFargateCapacityProviders|addDefaultCapacityProviderStrategy|metric\w*|grant\w*|applyRemovalPolicy|allow\w*|addDependency)$/;

function whatClusterOpens(c: ConstructInstance): string | undefined {
  const isFollowed = isGiven(c, "vpc") && c.calls.every((call) => CLUSTER_CALLS.test(call.method));
  return isFollowed ? undefined : "the capacity of an ECS cluster is not followed";
}

export const ecsServiceModels: readonly Model[] = [
  ...providerModels,
  {
    classes: ["aws_ecs.FargateService"],
    type: "AWS::ECS::Service",
    l1: "aws_ecs.CfnService",
    beside: scalingOf,
    props,
    made: balancers,
    more: (c) => [
      ...shared(c, "FARGATE"),
      entry("SchedulingStrategy", nothing(c)),
      lazyEntry("NetworkConfiguration", () => ownNetwork(c)),
    ],
    opens: whatServiceOpens,
    members,
  },
  {
    classes: ["aws_ecs.Ec2Service"],
    type: "AWS::ECS::Service",
    l1: "aws_ecs.CfnService",
    beside: scalingOf,
    props,
    made: {
      ...balancers,
      NetworkConfiguration: { unknown: "the network mode of the task decides whether it is there" },
    },
    more: (c) => [...shared(c, "EC2"), entryOf(c, "SchedulingStrategy", "daemon", () => scheduling(c))],
    opens: whatServiceOpens,
    members,
  },
  {
    classes: ["aws_ecs.Cluster"],
    type: "AWS::ECS::Cluster",
    l1: "aws_ecs.CfnCluster",
    props: { clusterName: to("ClusterName") },
    made: { CapacityProviders: { unknown: "capacity providers are added in ways that are not followed" } },
    beside: providersOf,
    opens: whatClusterOpens,
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
      orElse(each(given(c, "capacityProviderStrategies"), strategyOf), () => nothing(c)),
    ),
    entryOf(c, "TaskDefinition", "taskDefinition", () =>
      isGiven(c, "deploymentController")
        ? unknown("the deployment controller may decide it", placeOf(c))
        : each(given(c, "taskDefinition"), (v) =>
            constructIn(v) ? read(v) : unknown("the task definition is not known", v.origin),
          ),
    ),
    entryOf(c, "Cluster", "cluster", () =>
      each(given(c, "cluster"), (v) => (constructIn(v) ? read(v) : unknown("the cluster is not known", v.origin))),
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
