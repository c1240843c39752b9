/** aws_ecs: task definitions. */
import type { Resource } from "../../../../core/resources.ts";
import {
  type Entry,
  entry,
  lazyEntry,
  list,
  object,
  reference,
  scalar,
  unknown,
  type Value,
} from "../../../../core/values.ts";
import { type ConstructInstance, carriedBy } from "../../constructs.ts";
import { madeRole } from "../beside.ts";
import {
  byDefault,
  each,
  entryOf,
  given,
  isGiven,
  nothing,
  orElse,
  placeOf,
  plainProp,
  type Renaming,
  renamed,
} from "../given.ts";
import { type Model, ref, roleMember, to } from "../model.ts";
import { read } from "../references.ts";
import { containersOf } from "./ecs-containers.ts";

const service = "ecs-tasks.amazonaws.com";
const base = {
  type: "AWS::ECS::TaskDefinition",
  l1: "aws_ecs.CfnTaskDefinition",
  props: { family: to("Family", undefined, { otherwise: { unknown: "CDK names it by its path" } }) },
  beside: taskRoles,
  members: { taskDefinitionArn: ref, taskRole: roleMember("taskRole", "TaskRole") },
} as const;

export const ecsTaskModels: readonly Model[] = [
  {
    ...base,
    classes: ["aws_ecs.FargateTaskDefinition"],
    more: (c) =>
      entriesOf(c, {
        cpu: numberText(plainProp(c, "cpu", 256)),
        memory: numberText(plainProp(c, "memoryLimitMiB", 512)),
        memoryProp: "memoryLimitMiB",
        mode: byDefault(c, "awsvpc"),
        compatibilities: compatibilities(c, ["FARGATE"]),
      }),
  },
  {
    ...base,
    classes: ["aws_ecs.Ec2TaskDefinition"],
    more: (c) =>
      entriesOf(c, {
        cpu: nothing(c),
        memory: nothing(c),
        memoryProp: "memoryMiB",
        mode: networkMode(c, () => byDefault(c, "bridge")),
        compatibilities: compatibilities(c, ["EC2"]),
      }),
  },
  {
    ...base,
    classes: ["aws_ecs.ExternalTaskDefinition"],
    more: (c) =>
      entriesOf(c, {
        cpu: nothing(c),
        memory: nothing(c),
        memoryProp: "memoryMiB",
        mode: networkMode(c, () => byDefault(c, "bridge")),
        compatibilities: compatibilities(c, ["EXTERNAL"]),
      }),
  },
  {
    ...base,
    classes: ["aws_ecs.TaskDefinition"],
    more: (c) => {
      const runsOn = compatibilityOf(c);
      return entriesOf(c, {
        cpu: plainProp(c, "cpu"),
        memory: plainProp(c, "memoryMiB"),
        memoryProp: "memoryMiB",
        mode: networkMode(c, () =>
          runsOn
            ? byDefault(c, runsOn.includes("FARGATE") ? "awsvpc" : "bridge")
            : unknown("what it runs on is not known", placeOf(c)),
        ),
        compatibilities: runsOn ? compatibilities(c, runsOn) : unknown("what it runs on is not known", placeOf(c)),
      });
    },
  },
];

interface Parts {
  readonly cpu: Value;
  readonly memory: Value;
  readonly memoryProp: string;
  readonly mode: Value;
  readonly compatibilities: Value;
}

function entriesOf(c: ConstructInstance, parts: Parts): Entry[] {
  return [
    entryOf(c, "Cpu", "cpu", () => parts.cpu),
    entryOf(c, "Memory", parts.memoryProp, () => parts.memory),
    entryOf(c, "NetworkMode", "networkMode", () => parts.mode),
    entry("RequiresCompatibilities", parts.compatibilities),
    entryOf(c, "RuntimePlatform", "runtimePlatform", () =>
      orElse(each(given(c, "runtimePlatform"), platform), () => nothing(c)),
    ),
    entryOf(c, "TaskRoleArn", "taskRole", () => taskRole(c)),
    entryOf(c, "ExecutionRoleArn", "executionRole", () => executionRole(c)),
    lazyEntry("ContainerDefinitions", () => containersOf(c, parts.mode)),
    entryOf(c, "Volumes", "volumes", () => volumesOf(c)),
    ...["pidMode", "ipcMode"].map((prop) =>
      entryOf(c, prop.charAt(0).toUpperCase() + prop.slice(1), prop, () => plainProp(c, prop)),
    ),
  ];
}

/** The volumes that a task is given, and those that are added. */
function volumesOf(c: ConstructInstance): Value {
  const written = given(c, "volumes");
  if (written.kind !== "absent" && written.kind !== "list") return unknown("the volumes are not known", written.origin);
  const added = c.calls.filter((call) => call.path.length === 0 && call.method === "addVolume");
  const items = [...(written.kind === "list" ? written.items : []), ...added.flatMap((call) => call.args)];
  const sure =
    c.opened.length === 0 &&
    c.handedTo.length === 0 &&
    (written.kind === "absent" || written.closed) &&
    added.every((call) => call.condition === c.condition && call.argsClosed);
  if (items.length === 0 && sure) return nothing(c);
  const origin = written.kind === "list" ? written.origin : placeOf(c);
  return list(
    items.map((item) => renamed(item, volume)),
    origin,
    sure,
  );
}

const volume: Renaming = {
  name: "Name",
  efsVolumeConfiguration: [
    "EFSVolumeConfiguration",
    (v) =>
      renamed(v, {
        fileSystemId: ["FilesystemId", read],
        rootDirectory: "RootDirectory",
        transitEncryption: "TransitEncryption",
        transitEncryptionPort: "TransitEncryptionPort",
        authorizationConfig: ["AuthorizationConfig", (a) => renamed(a, { accessPointId: "AccessPointId", iam: "IAM" })],
      }),
  ],
};

/** Numbers are text in a template. */
function numberText(value: Value): Value {
  return each(value, (v) => (v.kind === "scalar" ? { ...v, value: String(v.value) } : v));
}

function compatibilities(c: ConstructInstance, names: readonly string[]): Value {
  return list(
    names.map((name) => scalar(name, placeOf(c))),
    placeOf(c),
    c.opened.length === 0,
  );
}

function networkMode(c: ConstructInstance, otherwise: () => Value): Value {
  const mode = orElse(each(given(c, "networkMode"), read), otherwise);
  // That of Windows is written as nothing.
  return each(mode, (v) => (v.kind === "scalar" && v.value === "nat" ? nothing(c) : v));
}

/** What a `TaskDefinition` must be able to run on. */
function compatibilityOf(c: ConstructInstance): readonly string[] | undefined {
  const said = read(given(c, "compatibility"));
  const carried = carriedBy(given(c, "compatibility"));
  if (said.kind !== "scalar" || carried?.kind !== "static") return undefined;
  switch (carried.member) {
    case "EC2":
    case "FARGATE":
    case "EXTERNAL":
      return [carried.member];
    case "EC2_AND_FARGATE":
      return ["EC2", "FARGATE"];
  }
  return undefined;
}

function platform(value: Value): Value {
  const named = (prop: string, className: string): Value => {
    if (value.kind !== "object") return unknown("the platform is not known", value.origin);
    const given = value.entries.get(prop)?.value;
    if (!given)
      return value.closed
        ? { kind: "absent", written: false, origin: value.origin }
        : unknown(`${prop} is not known`, value.origin);
    return each(given, (v) => {
      const carried = carriedBy(v);
      return carried?.kind === "static" && carried.fqn === `aws-cdk-lib.aws_ecs.${className}`
        ? scalar(carried.member, v.origin)
        : unknown(`${prop} is not known`, v.origin);
    });
  };
  return object(
    [
      lazyEntry("CpuArchitecture", () => named("cpuArchitecture", "CpuArchitecture")),
      lazyEntry("OperatingSystemFamily", () => named("operatingSystemFamily", "OperatingSystemFamily")),
    ],
    value.origin,
  );
}

function taskRole(c: ConstructInstance): Value {
  return orElse(each(given(c, "taskRole"), roleArn), () => reference(`${c.path}/TaskRole`, "Arn", placeOf(c)));
}

/** CDK makes one where a container needs it. */
function executionRole(c: ConstructInstance): Value {
  return orElse(each(given(c, "executionRole"), roleArn), () =>
    unknown("CDK makes a role where a container needs one", placeOf(c)),
  );
}

function roleArn(role: Value): Value {
  const said = read(role);
  return said.kind === "reference" && said.attribute === undefined
    ? reference(said.target, "Arn", role.origin)
    : unknown("the role is not known", role.origin);
}

function taskRoles(c: ConstructInstance): Resource[] {
  return isGiven(c, "taskRole") ? [] : [madeRole(c, "TaskRole", service)];
}
