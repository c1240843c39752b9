/** What `autoScaleTaskCount` makes of an ECS service: a scalable target, and the policies that scale it. */
import { lookup } from "../../../../core/lookup.ts";
import type { Resource } from "../../../../core/resources.ts";
import {
  type Entry,
  entry,
  lazyEntry,
  missing,
  type Origin,
  object,
  piece,
  reference,
  scalar,
  text,
  unknown,
  type Value,
} from "../../../../core/values.ts";
import type { ConstructInstance, MethodCall } from "../../constructs.ts";
import { beside } from "../beside.ts";
import { each, given, orElse } from "../given.ts";
import { read } from "../references.ts";
import { constructIn } from "./ecs-patterns.ts";

/** The metrics that have a method of their own. */
const METRICS: Readonly<Record<string, string>> = {
  scaleOnCpuUtilization: "ECSServiceAverageCPUUtilization",
  scaleOnMemoryUtilization: "ECSServiceAverageMemoryUtilization",
  scaleOnRequestCount: "ALBRequestCountPerTarget",
};

/** The scalable target of a service, and its target tracking policies. */
export function scalingOf(c: ConstructInstance): Resource[] {
  const made: Resource[] = [];
  for (const call of c.calls) {
    if (call.method !== "autoScaleTaskCount" || call.path.length > 0) continue;
    const path = "TaskCount/Target";
    made.push(placed(beside(c, path, "AWS::ApplicationAutoScaling::ScalableTarget", targetEntries(c, call)), call));
    for (const policy of call.onResult ?? []) {
      const id = policy.args[0] && read(policy.args[0]);
      if (id?.kind !== "scalar" || policy.path.length > 0) continue;
      const entries = policyEntries(`${c.path}/${path}`, policy);
      if (entries)
        made.push(
          placed(beside(c, `${path}/${id.value}`, "AWS::ApplicationAutoScaling::ScalingPolicy", entries), policy),
        );
    }
    // CDK refuses a second one.
    break;
  }
  return made;
}

/** A resource that stands where a call does. */
function placed(made: Resource, call: MethodCall): Resource {
  const { nameSpan, span, condition } = call;
  return {
    ...made,
    name: call.method,
    span,
    nameSpan,
    condition,
    closed: made.closed && call.argsClosed,
    properties: { ...made.properties, origin: { span }, nameSpan },
  };
}

function targetEntries(c: ConstructInstance, call: MethodCall): Entry[] {
  const here: Origin = { span: call.nameSpan };
  const options = call.args[0] ?? missing(here);
  const bound = (prop: string, key: string, otherwise: () => Value) =>
    lazyEntry(
      key,
      () => orElse(each(lookup(options, [prop]), read), otherwise),
      options.kind === "object" ? options.entries.get(prop)?.keySpan : undefined,
    );
  return [
    entry("ServiceNamespace", scalar("ecs", here)),
    entry("ScalableDimension", scalar("ecs:service:DesiredCount", here)),
    bound("minCapacity", "MinCapacity", () => scalar(1, here)),
    bound("maxCapacity", "MaxCapacity", () => unknown("the most is not known", here)),
    lazyEntry("ResourceId", () => resourceId(c, here)),
  ];
}

/** `service/<cluster>/<service>`. */
function resourceId(c: ConstructInstance, here: Origin): Value {
  const cluster = constructIn(given(c, "cluster"));
  const home =
    cluster?.fqn === "aws-cdk-lib.aws_ecs.Cluster" && cluster.factory === undefined
      ? reference(cluster.path, undefined, here)
      : unknown("the name of the cluster is not known", here);
  return text([piece("service/"), home, piece("/"), reference(c.path, "Name", here)], here);
}

/** The properties of a policy that tracks a metric; undefined for one that does not. */
function policyEntries(target: string, call: MethodCall): Entry[] | undefined {
  const here: Origin = { span: call.nameSpan };
  const metric = Object.hasOwn(METRICS, call.method) ? METRICS[call.method] : undefined;
  if (metric === undefined && call.method !== "scaleToTrackCustomMetric") return undefined;
  const label =
    call.method === "scaleOnRequestCount" ? unknown("the target group that is counted", here) : missing(here);
  const specification =
    metric === undefined
      ? missing(here)
      : object([entry("PredefinedMetricType", scalar(metric, here)), entry("ResourceLabel", label)], here);
  return [
    entry("PolicyType", scalar("TargetTrackingScaling", here)),
    entry("ScalingTargetId", reference(target, undefined, here)),
    lazyEntry("ServiceNamespace", () => missing(here)),
    entry(
      "TargetTrackingScalingPolicyConfiguration",
      object([entry("PredefinedMetricSpecification", specification)], here, { closed: false }),
    ),
  ];
}
