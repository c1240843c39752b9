/** aws_efs. */
import { lookup } from "../../../../core/lookup.ts";
import type { Resource } from "../../../../core/resources.ts";
import { entry, lazyEntry, reference, unknown, type Value } from "../../../../core/values.ts";
import type { ConstructInstance } from "../../constructs.ts";
import { beside } from "../beside.ts";
import { each, entryOf, given, nothing, orElse, placeOf } from "../given.ts";
import { attributeOf, type Model, ref, to } from "../model.ts";
import { groupIdsOf } from "../network/group-ids.ts";
import { size } from "../plain-values.ts";
import { read } from "../references.ts";
import { constructIn } from "./ecs-patterns.ts";

const FILE_SYSTEM = "aws-cdk-lib.aws_efs.FileSystem";

export const efsModels: readonly Model[] = [
  {
    classes: ["aws_efs.FileSystem"],
    type: "AWS::EFS::FileSystem",
    l1: "aws_efs.CfnFileSystem",
    props: {
      encrypted: to("Encrypted", undefined, { otherwise: { constant: true } }),
      performanceMode: to("PerformanceMode", member),
      throughputMode: to("ThroughputMode", member),
      provisionedThroughputPerSecond: to("ProvisionedThroughputInMibps", size("mebibytes")),
    },
    more: (c) => [entryOf(c, "AvailabilityZoneName", "oneZone", () => zoneOf(c))],
    beside: (c) => [mountTargets(c)],
    kept: "retain",
    members: { fileSystemId: ref, fileSystemArn: attributeOf("Arn") },
  },
  {
    classes: ["aws_efs.AccessPoint"],
    type: "AWS::EFS::AccessPoint",
    l1: "aws_efs.CfnAccessPoint",
    props: { path: to("RootDirectory.Path") },
    more: (c) => [entryOf(c, "FileSystemId", "fileSystem", () => each(given(c, "fileSystem"), fileSystem))],
    members: { accessPointId: ref },
  },
];

/** A member of an enum, which is not written as plain data. */
function member(value: Value): Value {
  const is = read(value);
  return is.kind === "scalar" || is.kind === "absent" ? is : unknown("the member is not known", value.origin);
}

function fileSystem(value: Value): Value {
  const system = constructIn(value);
  return system?.fqn === FILE_SYSTEM && system.factory === undefined
    ? reference(system.path, undefined, value.origin)
    : unknown("the file system is not known", value.origin);
}

/** The zone of a One Zone file system: the first that is named, or the first of its network. */
function zoneOf(c: ConstructInstance): Value {
  return orElse(
    each(given(c, "oneZone"), (v) => {
      const is = read(v);
      if (is.kind !== "scalar") return unknown("whether it has one zone is not known", v.origin);
      if (is.value !== true) return nothing(c);
      return orElse(each(lookup(c.props, ["vpcSubnets", "availabilityZones", 0]), read), () =>
        unknown("CDK takes the first zone of the network", v.origin),
      );
    }),
    () => nothing(c),
  );
}

/** CDK makes a mount target in each zone of the network: this one stands for all of them. */
function mountTargets(c: ConstructInstance): Resource {
  const made = beside(
    c,
    "EfsMountTarget1",
    "AWS::EFS::MountTarget",
    [
      entry("FileSystemId", reference(c.path, undefined, placeOf(c))),
      lazyEntry("SecurityGroups", () => groups(c)),
      entry("SubnetId", unknown("CDK chooses the subnets", placeOf(c))),
    ],
    { closed: false },
  );
  return { ...made, key: "symbolic" };
}

/** What a file system or an access point of it is handed to may admit itself. */
function groups(c: ConstructInstance): Value {
  const isHanded = c.handedTo.length > 0 || c.calls.some((call) => call.method === "addAccessPoint");
  return isHanded ? unknown("it is handed to what may admit itself", placeOf(c)) : groupIdsOf(c);
}
