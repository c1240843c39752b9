/** The containers of a task definition: what `addContainer` was given, and what was called on what it gave back. */
import { always } from "../../../../core/conditions.ts";
import { lookup } from "../../../../core/lookup.ts";
import {
  choice,
  type Entry,
  entry,
  lazyEntry,
  list,
  missing,
  object,
  scalar,
  unknown,
  type Value,
} from "../../../../core/values.ts";
import { type ConstructInstance, carriedBy, type MethodCall } from "../../constructs.ts";
import { each, listed, orElse, placeOf, renamed } from "../given.ts";
import { read } from "../references.ts";

/** Classes that put themselves among the containers of a task definition that they are handed. */
const CONTAINERS = /aws_ecs\.(ContainerDefinition|FirelensLogRouter)$/;
/** Calls that add containers that are not followed. */
const ADDS = /^(addFirelensLogRouter|addExtension)$/;

/** `ContainerDefinitions`; `mode` is the network mode of the task definition. */
export function containersOf(c: ConstructInstance, mode: Value): Value {
  const added = c.calls.filter((call) => call.path.length === 0 && call.method === "addContainer");
  const closed =
    c.opened.length === 0 &&
    !c.calls.some((call) => ADDS.test(call.method)) &&
    !c.handedTo.some((h) => CONTAINERS.test(h.to)) &&
    added.every((call) => call.argsClosed);
  const first = added.findIndex((call) => !isSecondary(call));
  const items = added.map((call, i) => {
    const container = containerOf(c, i === first ? withDefaults(c, call) : call, mode);
    return call.condition === always || call.condition === c.condition
      ? container
      : choice([{ when: call.condition, value: container }], container.origin);
  });
  return list(items, placeOf(c), closed);
}

/** Whether a container is one that a task can do without: such a one is not its default. */
function isSecondary({ args }: MethodCall): boolean {
  const essential = args[1] ? read(lookup(args[1], ["essential"])) : undefined;
  return essential?.kind === "scalar" && essential.value === false;
}

/** The first container with what is called on the default one of its task definition. */
function withDefaults(c: ConstructInstance, call: MethodCall): MethodCall {
  const later = c.calls.filter((l) => l.path[0] === "defaultContainer");
  return later.length === 0
    ? call
    : { ...call, onResult: [...(call.onResult ?? []), ...later.map((l) => ({ ...l, path: l.path.slice(1) }))] };
}

const plainProps: Readonly<Record<string, string>> = {
  cpu: "Cpu",
  memoryLimitMiB: "Memory",
  memoryReservationMiB: "MemoryReservation",
  command: "Command",
  entryPoint: "EntryPoint",
  user: "User",
  workingDirectory: "WorkingDirectory",
  privileged: "Privileged",
  readonlyRootFilesystem: "ReadonlyRootFilesystem",
  hostname: "Hostname",
  disableNetworking: "DisableNetworking",
  dnsSearchDomains: "DnsSearchDomains",
  dnsServers: "DnsServers",
  dockerSecurityOptions: "DockerSecurityOptions",
};

/** Props that are there or not; what they say is not followed. Methods that add to them. */
const othersOf: Readonly<Record<string, readonly [string, RegExp | undefined]>> = {
  extraHosts: ["ExtraHosts", undefined],
  healthCheck: ["HealthCheck", undefined],
  linuxParameters: ["LinuxParameters", undefined],
  gpuCount: ["ResourceRequirements", /^addInferenceAcceleratorResource$/],
  environmentFiles: ["EnvironmentFiles", undefined],
  secrets: ["Secrets", /^addSecret$/],
  ulimits: ["Ulimits", /^addUlimits$/],
  links: ["Links", /^addLink$/],
};

function containerOf(c: ConstructInstance, call: MethodCall, mode: Value): Value {
  const [id = missing({ span: call.nameSpan }), options = missing({ span: call.nameSpan })] = call.args;
  const origin = { span: call.span };
  const later = call.onResult ?? [];
  const keyOf = (prop: string) => (options.kind === "object" ? options.entries.get(prop)?.keySpan : undefined);
  const prop = (name: string) => lookup(options, [name]);
  const none = () => missing({ span: call.nameSpan });
  const entries: Entry[] = [
    lazyEntry("Name", () => orElse(each(prop("containerName"), read), () => read(id)), keyOf("containerName")),
    lazyEntry("Image", () => each(prop("image"), imageName), keyOf("image")),
    lazyEntry(
      "Essential",
      () => orElse(each(prop("essential"), read), () => scalar(true, { span: call.nameSpan })),
      keyOf("essential"),
    ),
    lazyEntry("Environment", () => environment(prop("environment"), later, call), keyOf("environment")),
    lazyEntry("PortMappings", () => ports(prop("portMappings"), later, mode, call), keyOf("portMappings")),
    lazyEntry("LogConfiguration", () => orElse(each(prop("logging"), logging), none), keyOf("logging")),
    lazyEntry("RepositoryCredentials", () => each(prop("image"), credentials), keyOf("image")),
    lazyEntry("MountPoints", () =>
      later.some((l) => l.method === "addMountPoints") ? unknown("mount points are not followed", origin) : none(),
    ),
  ];
  for (const [name, key] of Object.entries(plainProps))
    entries.push(lazyEntry(key, () => orElse(each(prop(name), readList), none), keyOf(name)));
  for (const [name, [key, method]] of Object.entries(othersOf)) {
    const isAdded = method && later.some((l) => method.test(l.method));
    const given = prop(name);
    entries.push(
      lazyEntry(
        key,
        () =>
          isAdded || given.kind !== "absent"
            ? unknown(`what ${name} becomes is not followed`, given.kind === "absent" ? origin : given.origin)
            : none(),
        keyOf(name),
      ),
    );
  }
  const open = c.opened.length > 0 || (options.kind !== "object" && options.kind !== "absent");
  return object(open ? entries.filter((e) => e.value.kind !== "absent") : entries, origin, {
    closed: false,
    nameSpan: call.nameSpan,
  });
}

/** A list of plain values, or one. */
function readList(value: Value): Value {
  return value.kind === "list" ? listed(value, read) : read(value);
}

function imageName(image: Value): Value {
  const carried = carriedBy(image);
  return carried?.kind === "made" &&
    carried.fqn === "aws-cdk-lib.aws_ecs.ContainerImage" &&
    carried.member === "fromRegistry" &&
    carried.args[0]
    ? read(carried.args[0])
    : unknown("where the image is stored", image.origin);
}

function credentials(image: Value): Value {
  const carried = carriedBy(image);
  if (carried?.kind !== "made") return unknown("the image is not known", image.origin);
  const options = carried.member === "fromRegistry" ? carried.args[1] : undefined;
  const given = options ? lookup(options, ["credentials"]) : missing(image.origin);
  return given.kind === "absent" ? given : unknown("the secret that holds them", given.origin);
}

/** Drivers by the factory or class that makes them. */
const DRIVERS: Readonly<Record<string, string>> = {
  awsLogs: "awslogs",
  AwsLogDriver: "awslogs",
  fluentd: "fluentd",
  FluentdLogDriver: "fluentd",
  gelf: "gelf",
  GelfLogDriver: "gelf",
  journald: "journald",
  JournaldLogDriver: "journald",
  jsonFile: "json-file",
  JsonFileLogDriver: "json-file",
  splunk: "splunk",
  SplunkLogDriver: "splunk",
  syslog: "syslog",
  SyslogLogDriver: "syslog",
  firelens: "awsfirelens",
  FireLensLogDriver: "awsfirelens",
};

function logging(driver: Value): Value {
  const carried = carriedBy(driver);
  if (carried?.kind !== "made" || !/aws_ecs\.\w*LogDrivers?$/.test(carried.fqn))
    return unknown("the log driver is not known", driver.origin);
  const name = DRIVERS[carried.member ?? carried.fqn.slice(carried.fqn.lastIndexOf(".") + 1)];
  return object(name === undefined ? [] : [entry("LogDriver", scalar(name, driver.origin))], driver.origin, {
    closed: false,
  });
}

/** Variables, in the order in which they are written. */
function environment(given: Value, later: readonly MethodCall[], call: MethodCall): Value {
  if (given.kind === "choice") return each(given, (v) => environment(v, later, call));
  if (given.kind !== "object" && given.kind !== "absent") return unknown("the environment is not known", given.origin);
  const items: Value[] = [];
  if (given.kind === "object")
    for (const e of given.entries.values()) {
      const place = { span: e.keySpan ?? e.value.origin.span };
      items.push(
        object([entry("Name", scalar(e.key, place)), lazyEntry("Value", () => each(e.value, read), e.keySpan)], place),
      );
    }
  const added = later.filter((l) => l.path.length === 0 && l.method === "addEnvironment");
  for (const { args, span, condition } of added) {
    const [name, value] = args;
    if (!name || !value) continue;
    const item = object([entry("Name", read(name)), entry("Value", read(value))], { span });
    items.push(condition === call.condition ? item : choice([{ when: condition, value: item }], item.origin));
  }
  const closed = given.kind === "absent" || given.closed;
  if (items.length === 0 && closed) return missing({ span: call.nameSpan });
  return list(items, given.kind === "object" ? given.origin : { span: call.span }, closed);
}

function ports(given: Value, later: readonly MethodCall[], mode: Value, call: MethodCall): Value {
  if (given.kind !== "list" && given.kind !== "absent") return unknown("the port mappings are not known", given.origin);
  const added = later.filter((l) => l.path.length === 0 && l.method === "addPortMappings");
  const sure = added.every((l) => l.condition === call.condition && l.argsClosed);
  const items = [...(given.kind === "list" ? given.items : []), ...added.flatMap((l) => l.args)].map((item) =>
    each(item, (v) => portMapping(v, mode)),
  );
  const closed = (given.kind === "absent" || given.closed) && sure;
  if (items.length === 0 && closed) return missing({ span: call.nameSpan });
  return list(items, given.kind === "list" ? given.origin : { span: call.span }, closed);
}

function portMapping(mapping: Value, mode: Value): Value {
  const said = renamed(mapping, {
    containerPort: "ContainerPort",
    hostPort: "HostPort",
    protocol: "Protocol",
    name: "Name",
  });
  if (said.kind !== "object") return said;
  const more: Entry[] = [];
  if (!said.entries.has("Protocol")) more.push(entry("Protocol", scalar("tcp", said.origin)));
  // In bridge mode CDK asks for a free port of the host.
  if (!said.entries.has("HostPort") && mode.kind === "scalar" && mode.value === "bridge")
    more.push(entry("HostPort", scalar(0, said.origin)));
  else if (!said.entries.has("HostPort") && mode.kind !== "scalar")
    more.push(entry("HostPort", unknown("the network mode decides it", said.origin)));
  return object([...said.entries.values(), ...more], said.origin, { closed: said.closed });
}
