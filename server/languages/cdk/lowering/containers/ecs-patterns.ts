/** aws_ecs_patterns: the services and task definitions that patterns make. The rest of a pattern is not followed. */
import {
  type Entry,
  entry,
  lazyEntry,
  missing,
  object,
  reference,
  scalar,
  unknown,
  type Value,
} from "../../../../core/values.ts";
import { type ConstructInstance, carriedBy, carrying, type MethodCall } from "../../constructs.ts";
import { each, given, keyOf, orElse, placeOf } from "../given.ts";
import { read } from "../references.ts";
import { partOf, propsFrom } from "./ecs-parts.ts";

/** How a pattern makes its parts. */
interface Pattern {
  readonly on: "Fargate" | "Ec2";
  /** The path of the task definition that it makes when it is given none. */
  readonly task: string;
  /** Where the options of the image stand: a prop, or the props themselves. */
  readonly image: readonly string[];
  /** Where it is given a task definition of the program's. */
  readonly given: readonly string[];
  readonly container: string;
  /** The port that is mapped when none is said. */
  readonly port?: number;
  readonly service?: string;
  /** Where CPU and memory stand. */
  readonly size: readonly string[];
  /** True where it scales the service by itself. */
  readonly scales?: boolean;
  /** True where it adds to the environment of the container. */
  readonly adds?: boolean;
  /** True for patterns with several target groups: what they map is another matter. */
  readonly several?: boolean;
}

const balanced = (on: Pattern["on"]): Pattern => ({
  on,
  task: "TaskDef",
  image: ["taskImageOptions"],
  given: ["taskDefinition"],
  container: "web",
  port: 80,
  service: "Service",
  size: [],
});
const several = (on: Pattern["on"]): Pattern => ({ ...balanced(on), several: true });
const queue = (on: Pattern["on"], service: string): Pattern => ({
  on,
  task: "QueueProcessingTaskDef",
  image: [],
  given: ["taskDefinition"],
  container: "QueueProcessingContainer",
  service,
  size: [],
  scales: true,
  adds: true,
});
const scheduled = (on: Pattern["on"]): Pattern => ({
  on,
  task: "ScheduledTaskDef",
  image: [`scheduled${on}TaskImageOptions`],
  given: [`scheduled${on}TaskDefinitionOptions`, "taskDefinition"],
  container: "ScheduledContainer",
  size: [`scheduled${on}TaskImageOptions`],
});

const patterns: Readonly<Record<string, Pattern>> = {
  ApplicationLoadBalancedFargateService: balanced("Fargate"),
  ApplicationLoadBalancedEc2Service: balanced("Ec2"),
  NetworkLoadBalancedFargateService: balanced("Fargate"),
  NetworkLoadBalancedEc2Service: balanced("Ec2"),
  ApplicationMultipleTargetGroupsFargateService: several("Fargate"),
  ApplicationMultipleTargetGroupsEc2Service: several("Ec2"),
  NetworkMultipleTargetGroupsFargateService: several("Fargate"),
  NetworkMultipleTargetGroupsEc2Service: several("Ec2"),
  QueueProcessingFargateService: queue("Fargate", "QueueProcessingFargateService"),
  QueueProcessingEc2Service: queue("Ec2", "QueueProcessingService"),
  ScheduledFargateTask: scheduled("Fargate"),
  ScheduledEc2Task: scheduled("Ec2"),
};

const MODULE = "aws-cdk-lib.aws_ecs_patterns.";

function patternOf(c: ConstructInstance): Pattern | undefined {
  const name = c.fqn.startsWith(MODULE) ? c.fqn.slice(MODULE.length) : "";
  return c.factory === undefined && Object.hasOwn(patterns, name) ? patterns[name] : undefined;
}

/** The parts of a pattern, by the member that each of them is. */
type Parts = ReadonlyMap<string, ConstructInstance>;

const partsOf = new WeakMap<ConstructInstance, Parts>();

/** What a pattern makes; undefined for what is none. */
function parts(c: ConstructInstance): Parts | undefined {
  const pattern = patternOf(c);
  if (!pattern) return undefined;
  let made = partsOf.get(c);
  if (!made) {
    made = partsMade(c, pattern);
    partsOf.set(c, made);
  }
  return made;
}

function partsMade(c: ConstructInstance, pattern: Pattern): Parts {
  const made = new Map<string, ConstructInstance>();
  const task = given(c, ...pattern.given).kind === "absent" ? taskOf(c, pattern) : undefined;
  if (task) made.set("taskDefinition", task);
  if (pattern.service !== undefined)
    made.set(
      "service",
      partOf(c, {
        fqn: `aws-cdk-lib.aws_ecs.${pattern.on}Service`,
        path: pattern.service,
        member: "service",
        props: propsFrom(c, serviceProps(pattern), [
          lazyEntry(
            "cluster",
            () => orElse(given(c, "cluster"), () => unknown("CDK makes a cluster for the stack", placeOf(c))),
            keyOf(c, "cluster"),
          ),
          lazyEntry("taskDefinition", () => (task ? itself(task) : given(c, ...pattern.given))),
        ]),
        calls: pattern.scales ? [scaling(c)] : [],
      }),
    );
  return made;
}

function serviceProps({ on, scales, several: isSeveral }: Pattern): Readonly<Record<string, readonly string[]>> {
  const names = ["serviceName", "enableExecuteCommand"];
  // A pattern that reads a queue leaves the number to what scales it.
  if (!scales) names.push("desiredCount");
  if (on === "Fargate") names.push("assignPublicIp");
  if (!isSeveral) names.push("deploymentController", "capacityProviderStrategies");
  if (!isSeveral && on === "Fargate") names.push("securityGroups");
  return Object.fromEntries(names.map((name) => [name, [name]]));
}

/** A construct as a value. */
function itself(c: ConstructInstance): Value {
  return carrying(reference(c.path, undefined, placeOf(c)), { kind: "construct", construct: c, members: [] });
}

function taskOf(c: ConstructInstance, pattern: Pattern): ConstructInstance {
  const { on, size, image } = pattern;
  const props: Record<string, readonly string[]> = {};
  if (on === "Fargate") {
    props.cpu = [...size, "cpu"];
    props.memoryLimitMiB = [...size, "memoryLimitMiB"];
    if (size.length === 0) props.runtimePlatform = ["runtimePlatform"];
  }
  if (pattern.service !== undefined) props.family = [...image, "family"];
  if (image.length > 0 && pattern.service !== undefined) {
    props.executionRole = [...image, "executionRole"];
    props.taskRole = [...image, "taskRole"];
  }
  return partOf(c, {
    fqn: `aws-cdk-lib.aws_ecs.${on}TaskDefinition`,
    path: pattern.task,
    member: "taskDefinition",
    props: propsFrom(c, props),
    calls: [container(c, pattern)],
  });
}

/** A call that a pattern makes by itself. */
function call(
  c: ConstructInstance,
  method: string,
  args: readonly Value[],
  onResult: readonly MethodCall[] = [],
): MethodCall {
  return {
    path: [],
    method,
    args,
    argsClosed: true,
    condition: c.condition,
    span: c.span,
    nameSpan: c.nameSpan,
    onResult,
    node: c.node as MethodCall["node"],
  };
}

function container(c: ConstructInstance, pattern: Pattern): MethodCall {
  const { image, size, on, port } = pattern;
  const here = placeOf(c);
  const option = (name: string) => given(c, ...image, name);
  const entries: Entry[] = ["image", "secrets", "command", "entryPoint"].map((name) =>
    lazyEntry(name, () => option(name)),
  );
  entries.push(
    lazyEntry("environment", () =>
      pattern.adds ? unknown("CDK adds the name of the queue", here) : option("environment"),
    ),
    lazyEntry("logging", () => logging(c, pattern)),
    lazyEntry("healthCheck", () => given(c, "healthCheck")),
  );
  const cpu = on === "Ec2" ? [...size, "cpu"] : ["containerCpu"];
  const memory = on === "Ec2" ? [...size, "memoryLimitMiB"] : ["containerMemoryLimitMiB"];
  entries.push(
    lazyEntry("cpu", () => given(c, ...cpu)),
    lazyEntry("memoryLimitMiB", () => given(c, ...memory)),
  );
  if (on === "Ec2") entries.push(lazyEntry("memoryReservationMiB", () => given(c, ...size, "memoryReservationMiB")));
  const name = orElse(option("containerName"), () => scalar(pattern.container, here));
  const mapped: MethodCall[] = [];
  if (pattern.several)
    entries.push(entry("portMappings", unknown("its target groups decide which ports it maps", here)));
  else if (port !== undefined) {
    const number = lazyEntry("containerPort", () => orElse(option("containerPort"), () => scalar(port, here)));
    mapped.push(call(c, "addPortMappings", [object([number], here)]));
  }
  return call(c, "addContainer", [name, object(entries, here)], mapped);
}

/** A pattern logs to CloudWatch unless it is told not to. */
function logging(c: ConstructInstance, { image, service }: Pattern): Value {
  return orElse(given(c, ...image, "logDriver"), () => {
    const isOn = service === undefined ? missing(placeOf(c)) : given(c, ...image, "enableLogging");
    return each(
      orElse(isOn, () => scalar(true, placeOf(c))),
      (v) => {
        if (v.kind !== "scalar") return unknown("whether it logs is not known", v.origin);
        return v.value === true ? cloudWatch(c) : missing(v.origin);
      },
    );
  });
}

function cloudWatch(c: ConstructInstance): Value {
  return carrying(unknown("a log driver", placeOf(c)), {
    kind: "made",
    fqn: "aws-cdk-lib.aws_ecs.AwsLogDriver",
    args: [],
    argsClosed: false,
    calls: [],
    opened: [],
    condition: c.condition,
    span: c.span,
    nameSpan: c.nameSpan,
    node: c.node,
  });
}

/** What a pattern that reads a queue scales by. */
function scaling(c: ConstructInstance): MethodCall {
  const here = placeOf(c);
  const desired = () => each(given(c, "desiredTaskCount"), read);
  const bound = (prop: string, name: string, otherwise: () => Value) =>
    lazyEntry(name, () => orElse(each(given(c, prop), read), otherwise), keyOf(c, prop));
  const least = () => orElse(desired(), () => scalar(1, here));
  const most = () =>
    orElse(
      each(desired(), (v) =>
        v.kind === "scalar" && typeof v.value === "number"
          ? scalar(2 * v.value, v.origin)
          : unknown("CDK makes it from the desired count", here),
      ),
      () => scalar(2, here),
    );
  const bounds = [bound("minScalingCapacity", "minCapacity", least), bound("maxScalingCapacity", "maxCapacity", most)];
  return call(c, "autoScaleTaskCount", [object(bounds, here)]);
}

/** What a pattern makes, as constructs of their own. */
export function patternConstructs(c: ConstructInstance): ConstructInstance[] {
  return [...(parts(c)?.values() ?? [])];
}

/** The part of a pattern that a member of it is, and what is left of the members. */
export function behindPattern(
  construct: ConstructInstance,
  members: readonly (string | number)[],
): { readonly construct: ConstructInstance; readonly members: readonly (string | number)[] } | undefined {
  const [first, ...rest] = members;
  const part = first === undefined ? undefined : parts(construct)?.get(String(first));
  return part && { construct: part, members: rest };
}

/** The construct that a value is, or the part of a pattern. */
export function constructIn(value: Value): ConstructInstance | undefined {
  const carried = carriedBy(value);
  if (carried?.kind !== "construct") return undefined;
  if (carried.members.length === 0) return carried.construct;
  const behind = behindPattern(carried.construct, carried.members);
  return behind?.members.length === 0 ? behind.construct : undefined;
}
