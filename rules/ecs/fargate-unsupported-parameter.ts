import {
  AddedCapability,
  Container,
  ContainerPort,
  ContainerResource,
  containerTitle,
  inContainersOf,
} from "../../server/aws/containers.ts";
import { holds, TaskDefinition } from "../../server/aws/ecs.ts";
import { TaskVolume } from "../../server/aws/task-volumes.ts";
import type { Field, Reading, SubjectOf } from "../../server/core/kinds.ts";
import { rule } from "../../server/core/rules.ts";
import type { Readers } from "../../server/core/scripts.ts";
import { subjectsOf } from "../../server/core/subjects.ts";
import { together } from "../../server/core/together.ts";
import type { Value } from "../../server/core/values.ts";
import { fargateLogDrivers, fargateSource } from "../facts/containers.ts";

/** Settings of a container that only an instance could follow. */
const OF_CONTAINER = {
  disableNetworking: "disableNetworking",
  dnsSearchDomains: "dnsSearchDomains",
  dnsServers: "dnsServers",
  dockerSecurityOptions: "dockerSecurityOptions",
  extraHosts: "extraHosts",
  links: "links",
  privileged: "privileged",
  devices: "linuxParameters.devices",
  sharedMemorySize: "linuxParameters.sharedMemorySize",
  maxSwap: "linuxParameters.maxSwap",
  swappiness: "linuxParameters.swappiness",
} as const;

export default rule({
  id: "ecs-fargate-unsupported-parameter",
  title: "A setting that Fargate does not take",
  category: "correctness",
  variants: { unsupported: { severity: "error", profile: "errors" } },
  notes: "ECS › Fargate Launch type",
  docs: fargateSource,
  alone: [TaskDefinition],
  check({ every, readers, report }) {
    for (const task of every(TaskDefinition)) {
      if (!task.compatibilities.readings.some((r) => holds(r, "FARGATE"))) continue;
      for (const refused of [...ofTask(task), ...ofVolumes(task), ...ofContainers(task, readers)]) {
        const { is, what, why, remove } = refused;
        const said = report("unsupported", is, `${what.charAt(0).toUpperCase()}${what.slice(1)}; ${why}.`);
        if (remove) said.fix(`Remove ${remove}`, (edit) => edit.remove(is));
      }
    }
  },
});

interface Refused {
  readonly is: Reading<unknown>;
  readonly what: string;
  readonly why: string;
  /** What a fix takes away, where all of it goes. */
  readonly remove?: string;
}

type Task = SubjectOf<typeof TaskDefinition>;

/** What a field is when the task has to run on Fargate. */
function onFargate<T>(field: Field<T>, { compatibilities }: Task): Reading<T>[] {
  return together({ is: field as Field<unknown>, on: compatibilities }).flatMap(({ is, on }) =>
    holds(on, "FARGATE") ? [is as Reading<T>] : [],
  );
}

function* ofTask(task: Task): Generator<Refused> {
  for (const [field, name] of [
    [task.ipcMode, "ipcMode"],
    [task.placementConstraints, "placementConstraints"],
  ] as const)
    for (const is of onFargate<unknown>(field, task))
      if (isSet(is.raw)) yield { is, what: `${task.name} sets ${name}`, why: "Fargate does not take it", remove: name };
  for (const is of onFargate(task.pidMode, task))
    if (is.isKnown && is.value !== "" && is.value !== "task")
      yield { is, what: `${task.name} has the pidMode ${is.value}`, why: "on Fargate it can be task alone" };
}

function* ofVolumes(task: Task): Generator<Refused> {
  for (const volume of subjectsOf(TaskVolume, task.resource, undefined)) {
    for (const is of onFargate(volume.sourcePath, task))
      if (isSet(is.raw))
        yield { is, what: `${task.name} mounts a folder of its host`, why: "on Fargate the host is not yours" };
    for (const is of onFargate(volume.docker, task))
      if (isSet(is.raw)) yield { is, what: `${task.name} has a Docker volume`, why: "Fargate does not take it" };
  }
}

function* ofContainers(task: Task, readers: Readers): Generator<Refused> {
  for (const container of inContainersOf(Container, task.resource, readers)) {
    const title = containerTitle(container);
    for (const [field, name] of Object.entries(OF_CONTAINER) as [keyof typeof OF_CONTAINER, string][])
      for (const is of onFargate(container[field], task))
        if (isSet(is.raw)) yield { is, what: `${title} sets ${name}`, why: "Fargate does not take it", remove: name };
    for (const is of onFargate(container.logDriver, task))
      if (is.isKnown && is.value !== "" && !fargateLogDrivers.includes(is.value))
        yield { is, what: `${title} logs with ${is.value}`, why: `Fargate has ${fargateLogDrivers.join(", ")}` };
  }
  for (const added of inContainersOf(AddedCapability, task.resource, readers))
    for (const is of onFargate(added.capability, task))
      if (is.isKnown && !/^(?:CAP_)?SYS_PTRACE$/.test(is.value))
        yield {
          is,
          what: `${containerTitle(added)} adds the capability ${is.value}`,
          why: "on Fargate only SYS_PTRACE can be added",
        };
  for (const asked of inContainersOf(ContainerResource, task.resource, readers))
    for (const is of onFargate(asked.resourceType, task))
      if (is.isKnown && is.value === "GPU")
        yield { is, what: `${containerTitle(asked)} asks for a GPU`, why: "Fargate has none" };
  for (const port of inContainersOf(ContainerPort, task.resource, readers))
    for (const { inside, outside, on } of together({
      inside: port.containerPort,
      outside: port.hostPort,
      on: task.compatibilities,
    }))
      if (holds(on, "FARGATE") && inside.isKnown && outside.isKnown && ![0, inside.value].includes(outside.value))
        yield {
          is: outside,
          what: `${containerTitle(port)} maps port ${inside.value} to port ${outside.value} of its host`,
          why: "on Fargate both are the same",
        };
}

/** True for a value that certainly says something: exported definitions are full of empty lists and zeros. */
function isSet(value: Value): boolean {
  switch (value.kind) {
    case "scalar":
      return !["", "0", "false"].includes(String(value.value).toLowerCase());
    case "list":
      return value.items.some(isSet);
    case "object":
      return [...value.entries.values()].some((e) => isSet(e.value));
    case "text":
    case "reference":
      return true;
    default:
      return false;
  }
}
