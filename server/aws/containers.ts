/** The containers of ECS task definitions: properties in CloudFormation, a JSON document in Terraform. */
import {
  type AnySubject,
  anything,
  type FieldType,
  type Kind,
  kind,
  number,
  type SubjectOf,
  string,
} from "../core/kinds.ts";
import { element, type Lens, property } from "../core/lenses.ts";
import { lookup, mapChoice, path } from "../core/lookup.ts";
import type { Resource } from "../core/resources.ts";
import type { Readers } from "../core/scripts.ts";
import { subjectsOf } from "../core/subjects.ts";
import { lazyEntry, list, missing, object, type Value } from "../core/values.ts";

const CLOUDFORMATION = "AWS::ECS::TaskDefinition";
const TERRAFORM = "aws_ecs_task_definition";
const DEFINITIONS = "ContainerDefinitions";
const DOCUMENT = "container_definitions";

/** In a document nothing can be written by a path. */
const readOnly = ({ read }: Lens): Lens => ({ read });

/** A property of the item that a source spreads over. */
const ofItem = (dotted: string): Lens => ({
  read: ({ element: item, object: holder }) => (item ? lookup(item, path(dotted)) : missing(holder.origin)),
});

/** A kind of what stands in a container definition, in CloudFormation's spelling for both languages. */
function inContainer<F extends Readonly<Record<string, FieldType<unknown>>>>(
  name: string,
  fields: F,
  lenses: { readonly [K in keyof F]: Lens },
  over?: string,
): Kind<F> {
  const spread = over === undefined ? {} : { over: [over] };
  const inDocument = Object.fromEntries(Object.entries<Lens>(lenses).map(([field, lens]) => [field, readOnly(lens)]));
  return kind<F>(
    name,
    fields as never,
    { type: CLOUDFORMATION, each: DEFINITIONS, ...spread, read: lenses },
    { type: TERRAFORM, each: DOCUMENT, ...spread, read: inDocument as never },
  );
}

export const Container = inContainer(
  "container",
  {
    containerName: string,
    image: anything,
    cpu: number,
    memory: number,
    memoryReservation: number,
    logDriver: string,
    secrets: anything,
    repositoryCredentials: anything,
    disableNetworking: anything,
    dnsSearchDomains: anything,
    dnsServers: anything,
    dockerSecurityOptions: anything,
    extraHosts: anything,
    links: anything,
    privileged: anything,
    devices: anything,
    sharedMemorySize: anything,
    maxSwap: anything,
    swappiness: anything,
  },
  {
    containerName: property("Name"),
    image: property("Image"),
    cpu: property("Cpu", { absent: 0 }),
    memory: property("Memory"),
    memoryReservation: property("MemoryReservation"),
    logDriver: property("LogConfiguration.LogDriver"),
    secrets: property("Secrets"),
    repositoryCredentials: property("RepositoryCredentials.CredentialsParameter"),
    disableNetworking: property("DisableNetworking"),
    dnsSearchDomains: property("DnsSearchDomains"),
    dnsServers: property("DnsServers"),
    dockerSecurityOptions: property("DockerSecurityOptions"),
    extraHosts: property("ExtraHosts"),
    links: property("Links"),
    privileged: property("Privileged"),
    devices: property("LinuxParameters.Devices"),
    sharedMemorySize: property("LinuxParameters.SharedMemorySize"),
    maxSwap: property("LinuxParameters.MaxSwap"),
    swappiness: property("LinuxParameters.Swappiness"),
  },
);

/** A capability that a container is given beside the usual ones. */
export const AddedCapability = inContainer(
  "capability of a container",
  { capability: string },
  { capability: element() },
  "LinuxParameters.Capabilities.Add",
);

/** GPUs and accelerators that a container asks for. */
export const ContainerResource = inContainer(
  "resource of a container",
  { resourceType: string },
  { resourceType: ofItem("Type") },
  "ResourceRequirements",
);

export const ContainerPort = inContainer(
  "port of a container",
  { containerPort: number, hostPort: number },
  { containerPort: ofItem("ContainerPort"), hostPort: ofItem("HostPort") },
  "PortMappings",
);

/** A variable of a container's environment that is written out. */
export const ContainerVariable = inContainer(
  "variable of a container",
  { variable: string, text: anything },
  { variable: ofItem("Name"), text: ofItem("Value") },
  "Environment",
);

/** A volume of the task, where a container sees it. */
export const ContainerMount = inContainer(
  "mount of a container",
  { volume: string },
  { volume: ofItem("SourceVolume") },
  "MountPoints",
);

/** What of a kind stands in the containers of a task definition; nothing where they cannot be read. */
export function inContainersOf<K extends Kind>(of: K, task: Resource, readers: Readers): readonly SubjectOf<K>[] {
  if (task.type === CLOUDFORMATION) return subjectsOf(of, task, undefined) as unknown as readonly SubjectOf<K>[];
  const read = withDocumentRead(task, readers);
  return read ? (subjectsOf(of, read, undefined) as unknown as readonly SubjectOf<K>[]) : [];
}

/** What a message calls a container: "container web of Task". */
export function containerTitle(of: AnySubject): string {
  const name = lookup(of.object, ["Name"]);
  return name.kind === "scalar" ? `container ${name.value} of ${of.name}` : `a container of ${of.name}`;
}

const readTasks = new WeakMap<Resource, Resource>();

/** The resource with its document in the place of the text, in CloudFormation's spelling. */
function withDocumentRead(task: Resource, readers: Readers): Resource | undefined {
  let read = readTasks.get(task);
  if (!read) {
    const definitions = documentOf(lookup(task.properties, [DOCUMENT]), readers);
    if (!definitions) return undefined;
    const { entries, origin, closed, nameSpan } = task.properties;
    const others = [...entries.values()].filter((e) => e.key !== DOCUMENT);
    const properties = object([...others, { key: DOCUMENT, value: definitions }], origin, {
      closed,
      ...(nameSpan && { nameSpan }),
    });
    read = { ...task, properties };
    readTasks.set(task, read);
  }
  return read;
}

function documentOf(value: Value, readers: Readers): Value | undefined {
  if (value.kind === "choice") {
    const alternatives = value.alternatives.map((a) => ({ when: a.when, value: documentOf(a.value, readers) }));
    return alternatives.every((a) => a.value !== undefined)
      ? { ...value, alternatives: alternatives as { when: (typeof alternatives)[number]["when"]; value: Value }[] }
      : undefined;
  }
  if (value.kind === "absent" || (value.kind === "unknown" && !value.madeFrom)) return value;
  const document = readers.document(value);
  return document && capitalised(document, 0);
}

/** Definitions are nested less deep than this. */
const DEEPEST = 12;

/** A document with CloudFormation's names: ECS's JSON differs from them in the first letter alone. */
function capitalised(value: Value, depth: number): Value {
  if (depth > DEEPEST) return value;
  switch (value.kind) {
    case "choice":
      return mapChoice(value, (v) => capitalised(v, depth + 1));
    case "list":
      return list(
        value.items.map((item) => capitalised(item, depth + 1)),
        value.origin,
        value.closed,
      );
    case "object": {
      const entries = [...value.entries.values()].map((e) =>
        lazyEntry(e.key.charAt(0).toUpperCase() + e.key.slice(1), () => capitalised(e.value, depth + 1), e.keySpan),
      );
      const { closed, nameSpan } = value;
      return object(entries, value.origin, { closed, ...(nameSpan && { nameSpan }) });
    }
    default:
      return value;
  }
}
