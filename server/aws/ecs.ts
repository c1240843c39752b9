/** Amazon ECS, and what scales it. */
import { relation } from "../core/binding.ts";
import { anything, kind, number, type Reading, string } from "../core/kinds.ts";
import { type Lens, ofResource, property } from "../core/lenses.ts";
import { mapChoice } from "../core/lookup.ts";
import type { Value } from "../core/values.ts";

/** A list one of whose items is a choice, as a choice of lists: `[!If [Small, FARGATE, EC2]]`. */
const itemByItem = ({ path, read }: Lens): Lens => ({ ...(path && { path }), read: (place) => chosen(read(place)) });

function chosen(value: Value): Value {
  if (value.kind === "choice") return mapChoice(value, chosen);
  if (value.kind !== "list") return value;
  const at = value.items.findIndex((item) => item.kind === "choice");
  const item = value.items[at];
  if (item?.kind !== "choice") return value;
  return mapChoice(item, (one) => ({ ...value, items: value.items.with(at, one) }));
}

export const TaskDefinition = kind(
  "ECS task definition",
  {
    /** CPU units, or virtual processors ("1 vCPU"). */
    cpu: string,
    /** MiB, or gigabytes ("2 GB"). */
    memory: string,
    networkMode: string,
    /** A list: what it must be able to run on. */
    compatibilities: anything,
    operatingSystem: string,
    taskRole: anything,
    executionRole: anything,
    ipcMode: string,
    pidMode: string,
    placementConstraints: anything,
    volumes: anything,
  },
  {
    type: "AWS::ECS::TaskDefinition",
    read: {
      cpu: property("Cpu"),
      memory: property("Memory"),
      networkMode: property("NetworkMode"),
      compatibilities: itemByItem(property("RequiresCompatibilities")),
      operatingSystem: property("RuntimePlatform.OperatingSystemFamily"),
      taskRole: property("TaskRoleArn"),
      executionRole: property("ExecutionRoleArn"),
      ipcMode: property("IpcMode"),
      pidMode: property("PidMode"),
      placementConstraints: property("PlacementConstraints"),
      volumes: property("Volumes"),
    },
  },
  {
    type: "aws_ecs_task_definition",
    read: {
      cpu: property("cpu"),
      memory: property("memory"),
      networkMode: property("network_mode"),
      compatibilities: itemByItem(property("requires_compatibilities")),
      operatingSystem: property("runtime_platform.operating_system_family"),
      taskRole: property("task_role_arn"),
      executionRole: property("execution_role_arn"),
      ipcMode: property("ipc_mode"),
      pidMode: property("pid_mode"),
      placementConstraints: property("placement_constraints"),
      volumes: property("volume"),
    },
  },
);

export const EcsService = kind(
  "ECS service",
  {
    launchType: string,
    strategy: anything,
    scheduling: string,
    taskDefinition: anything,
    networkConfiguration: anything,
    desiredCount: number,
    cluster: anything,
    platformVersion: string,
    /** What deploys it: "ECS", "CODE_DEPLOY", "EXTERNAL". */
    controller: string,
    serviceName: anything,
  },
  {
    type: "AWS::ECS::Service",
    read: {
      launchType: property("LaunchType"),
      strategy: property("CapacityProviderStrategy"),
      scheduling: property("SchedulingStrategy"),
      taskDefinition: property("TaskDefinition"),
      networkConfiguration: property("NetworkConfiguration"),
      desiredCount: property("DesiredCount"),
      cluster: property("Cluster"),
      platformVersion: property("PlatformVersion"),
      controller: property("DeploymentController.Type", { absent: "ECS" }),
      serviceName: property("ServiceName"),
    },
  },
  {
    type: "aws_ecs_service",
    read: {
      launchType: property("launch_type"),
      strategy: property("capacity_provider_strategy"),
      scheduling: property("scheduling_strategy"),
      taskDefinition: property("task_definition"),
      networkConfiguration: property("network_configuration"),
      desiredCount: property("desired_count"),
      cluster: property("cluster"),
      platformVersion: property("platform_version"),
      controller: property("deployment_controller.type", { absent: "ECS" }),
      serviceName: property("name"),
    },
  },
);

/** Which task definition a service runs. */
export const serviceTask = relation(EcsService, "taskDefinition", TaskDefinition);

/** A load balancer that a service registers its tasks with. */
export const ServiceLoadBalancer = kind(
  "load balancer of an ECS service",
  {
    /** A Classic Load Balancer, by its name. */
    classic: anything,
    targetGroup: anything,
    launchType: string,
    taskDefinition: anything,
  },
  {
    type: "AWS::ECS::Service",
    each: "LoadBalancers",
    read: {
      classic: property("LoadBalancerName"),
      targetGroup: property("TargetGroupArn"),
      launchType: ofResource("LaunchType"),
      taskDefinition: ofResource("TaskDefinition"),
    },
  },
  {
    type: "aws_ecs_service",
    each: "load_balancer",
    read: {
      classic: property("elb_name"),
      targetGroup: property("target_group_arn"),
      launchType: ofResource("launch_type"),
      taskDefinition: ofResource("task_definition"),
    },
  },
);

export const TargetGroup = kind(
  "target group",
  { targetType: string },
  {
    type: "AWS::ElasticLoadBalancingV2::TargetGroup",
    read: { targetType: property("TargetType", { absent: "instance" }) },
  },
  ...["aws_lb_target_group", "aws_alb_target_group"].map((type) => ({
    type,
    read: { targetType: property("target_type", { absent: "instance" }) },
  })),
);

export const balancedGroup = relation(ServiceLoadBalancer, "targetGroup", TargetGroup);
export const balancedTask = relation(ServiceLoadBalancer, "taskDefinition", TaskDefinition);

/** What Application Auto Scaling may scale. */
export const ScalableTarget = kind(
  "scalable target",
  { namespace: string, dimension: string, least: number, most: number, resourceId: anything },
  {
    type: "AWS::ApplicationAutoScaling::ScalableTarget",
    read: {
      namespace: property("ServiceNamespace"),
      dimension: property("ScalableDimension"),
      least: property("MinCapacity"),
      most: property("MaxCapacity"),
      resourceId: property("ResourceId"),
    },
  },
  {
    type: "aws_appautoscaling_target",
    read: {
      namespace: property("service_namespace"),
      dimension: property("scalable_dimension"),
      least: property("min_capacity"),
      most: property("max_capacity"),
      resourceId: property("resource_id"),
    },
  },
);

/** A target tracking policy of Application Auto Scaling. */
export const ScalingPolicy = kind(
  "scaling policy",
  {
    /** "ecs", "dynamodb". */
    namespace: string,
    metric: string,
    resourceLabel: anything,
  },
  {
    type: "AWS::ApplicationAutoScaling::ScalingPolicy",
    read: {
      namespace: property("ServiceNamespace"),
      metric: property("TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.PredefinedMetricType"),
      resourceLabel: property("TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.ResourceLabel"),
    },
  },
  {
    type: "aws_appautoscaling_policy",
    read: {
      namespace: property("service_namespace"),
      metric: property(
        "target_tracking_scaling_policy_configuration.predefined_metric_specification.predefined_metric_type",
      ),
      resourceLabel: property(
        "target_tracking_scaling_policy_configuration.predefined_metric_specification.resource_label",
      ),
    },
  },
);

/** True for a list that certainly holds the text. */
export function holds(list: Reading<unknown>, text: string): boolean {
  const { raw } = list;
  return raw.kind === "list" && raw.items.some((i) => i.kind === "scalar" && String(i.value) === text);
}

/** True for a list with something in it. */
export function isFilled(list: Reading<unknown>): boolean {
  const { raw } = list;
  return raw.kind === "list" && raw.items.some((i) => i.kind !== "absent" && i.kind !== "choice");
}

/** CPU units: "256", "0.25 vCPU". Undefined for what is neither. */
export function cpuUnits(text: string): number | undefined {
  const found = /^\s*(\d*\.?\d+)\s*(vcpu)?\s*$/i.exec(text);
  if (!found) return undefined;
  return found[2] ? Number(found[1]) * 1024 : Number(found[1]);
}

/** MiB: "512", "2 GB". Undefined for what is neither. */
export function mebibytes(text: string): number | undefined {
  const found = /^\s*(\d*\.?\d+)\s*(gb)?\s*$/i.exec(text);
  if (!found) return undefined;
  return found[2] ? Number(found[1]) * 1024 : Number(found[1]);
}
