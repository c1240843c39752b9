/** The instances that an ECS cluster is given: `addCapacity`, and the `capacity` that it is made with. */
import type { Resource } from "../../../../core/resources.ts";
import { entry, object, piece, scalar, unknown, type Value } from "../../../../core/values.ts";
import type { ConstructInstance, MethodCall } from "../../constructs.ts";
import { given, isGiven, placeOf } from "../given.ts";
import { read } from "../references.ts";
import { constructIn } from "./ecs-patterns.ts";

const CLUSTER = "aws-cdk-lib.aws_ecs.Cluster";
const SERVICE = "aws-cdk-lib.aws_ecs.Ec2Service";

/** The groups of instances that a cluster is given, as constructs of their own. */
export function addedCapacity(c: ConstructInstance): ConstructInstance[] {
  if (c.fqn !== CLUSTER || c.factory !== undefined) return [];
  const { variable: _, ...rest } = c;
  const base = { ...rest, fqn: `${CLUSTER}.addCapacity`, scope: c, assignments: [], handedTo: [] };
  const made: ConstructInstance[] = [];
  const first = given(c, "capacity");
  if (first.kind === "object")
    made.push({ ...base, id: FIRST, path: `${c.path}/${FIRST}`, props: first, calls: [], argsClosed: true });
  for (const call of c.calls) {
    const [id, options] = call.args;
    if (call.method !== "addCapacity" || call.path.length > 0 || !options) continue;
    const name = id && read(id);
    if (name?.kind !== "scalar") continue;
    made.push({
      ...base,
      id: String(name.value),
      path: `${c.path}/${name.value}`,
      args: call.args,
      argsClosed: call.argsClosed,
      props: options,
      calls: call.onResult ?? [],
      condition: call.condition,
      span: call.span,
      nameSpan: call.nameSpan,
      node: call.node,
    });
  }
  return made;
}

/** What the group is called that a cluster is made with. */
const FIRST = "DefaultAutoScalingGroup";

/**
 * The constructs with what others call on them: services whose tasks have no network of their own connect through the
 * instances of their cluster, and a capacity provider writes into the script of its instances.
 */
export function withIndirectCalls(constructs: readonly ConstructInstance[]): readonly ConstructInstance[] {
  const moved = new Map<string, MethodCall[]>();
  const add = (path: string, calls: readonly MethodCall[]) => moved.set(path, [...(moved.get(path) ?? []), ...calls]);
  const shown = constructs.map((c) => {
    if (c.fqn === CLUSTER)
      for (const call of c.calls) {
        const machine = call.method === "addAsgCapacityProvider" && call.args[0] ? machineOf(call.args[0]) : undefined;
        if (machine !== undefined) add(machine, [scriptCall(call)]);
      }
    const calls = c.calls.filter(isConnection);
    const cluster = calls.length > 0 ? clusterOfShared(c) : undefined;
    if (cluster === undefined) return c;
    add(cluster, calls);
    return { ...c, calls: c.calls.filter((call) => !isConnection(call)) };
  });
  if (moved.size === 0) return constructs;
  return shown.map((c) => {
    const calls = moved.get(c.path);
    return calls ? { ...c, calls: inOrder([...c.calls, ...calls]) } : c;
  });
}

/** The path of what the instances of a capacity provider start from. */
function machineOf(value: Value): string | undefined {
  const provider = constructIn(value);
  if (provider?.fqn !== "aws-cdk-lib.aws_ecs.AsgCapacityProvider") return undefined;
  const group = constructIn(given(provider, "autoScalingGroup"));
  if (group?.fqn !== "aws-cdk-lib.aws_autoscaling.AutoScalingGroup" || group.factory !== undefined) return undefined;
  const template = constructIn(given(group, "launchTemplate"));
  return (template ?? group).path;
}

function scriptCall(call: MethodCall): MethodCall {
  const line = unknown("ECS adds lines of its own", { span: call.nameSpan });
  return { ...call, path: [], method: "addUserData", args: [line], argsClosed: true, onResult: [] };
}

/** Calls in the order in which they stand, where they stand in one place. */
function inOrder(calls: readonly MethodCall[]): MethodCall[] {
  const [first] = calls;
  const isOnePlace = calls.every((call) => call.span.chunk === first!.span.chunk);
  return isOnePlace ? [...calls].sort((a, b) => a.span.start - b.span.start) : [...calls];
}

const isConnection = (call: MethodCall): boolean => call.path.join(".") === "connections" && /^allow/.test(call.method);

/** The path of the cluster whose instances a service shares the network of. */
function clusterOfShared(c: ConstructInstance): string | undefined {
  if (c.fqn !== SERVICE || c.factory !== undefined || isGiven(c, "securityGroup", "securityGroups")) return undefined;
  const cluster = constructIn(given(c, "cluster"));
  const task = constructIn(given(c, "taskDefinition"));
  return cluster?.fqn === CLUSTER && cluster.factory === undefined && task && isShared(task) ? cluster.path : undefined;
}

/** Whether a task runs in the network of its instance. */
function isShared(task: ConstructInstance): boolean {
  if (task.fqn !== "aws-cdk-lib.aws_ecs.Ec2TaskDefinition" || task.factory !== undefined) return false;
  const mode = read(given(task, "networkMode"));
  return mode.kind === "absent" || (mode.kind === "scalar" && mode.value !== "awsvpc");
}

/** The image that a cluster's instances have when none is given. */
const IMAGE = "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id";

/** ECS brings an image of its own, and writes lines of its own into the script of the instances. */
export function forContainers(c: ConstructInstance, made: Resource): Resource {
  if (!/Launch/.test(made.type)) return made;
  const here = placeOf(c);
  const script = entry("UserData", unknown("ECS adds lines of its own", here));
  const image = entry("ImageId", {
    ...unknown("the image is looked up when it is deployed", here),
    foundBy: scalar(IMAGE, here, [piece(IMAGE, here.span)]),
  } as Value);
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
