/** Launch templates, and what an Auto Scaling group launches from: one that CDK makes, or a launch configuration. */
import type { Resource } from "../../../../core/resources.ts";
import {
  type Entry,
  entry,
  lazyEntry,
  list,
  missing,
  object,
  piece,
  reference,
  scalar,
  unknown,
  type Value,
} from "../../../../core/values.ts";
import type { ConstructInstance } from "../../constructs.ts";
import { beside, profileOf } from "../beside.ts";
import type { Flags } from "../feature-flags.ts";
import { each, entryOf, given, isGiven, keyOf, nothing, orElse, placeOf, plainProp, renamed } from "../given.ts";
import type { Model } from "../model.ts";
import { groupIdsOf } from "../network/group-ids.ts";
import { read } from "../references.ts";
import { instanceType } from "./instance-type.ts";
import { bootEntries, devicesEntry, inObject } from "./machines.ts";
import { metadataEntry } from "./metadata-options.ts";

/** `LaunchTemplateData` of an `ec2.LaunchTemplate`. */
export function launchTemplateEntries(c: ConstructInstance): Entry[] {
  return [
    entry(
      "LaunchTemplateData",
      object(
        [
          ...launchEntries(c, () => groupsOfTemplate(c)),
          metadataEntry(c),
          lazyEntry("IamInstanceProfile", () => profile(c)),
          entryOf(c, "InstanceMarketOptions", "spotOptions", () =>
            orElse(each(given(c, "spotOptions"), spotMarket), () => nothing(c)),
          ),
          inObject(c, "CreditSpecification", "CpuCredits", "cpuCredits"),
          inObject(c, "EnclaveOptions", "Enabled", "nitroEnclaveEnabled"),
          inObject(c, "HibernationOptions", "Configured", "hibernationConfigured"),
          inObject(c, "Monitoring", "Enabled", "detailedMonitoring"),
          ...["disableApiTermination", "ebsOptimized", "instanceInitiatedShutdownBehavior"].map((prop) =>
            entryOf(c, prop.charAt(0).toUpperCase() + prop.slice(1), prop, () => plainProp(c, prop)),
          ),
        ],
        placeOf(c),
        { closed: false },
      ),
    ),
  ];
}

/** What a launch template has whoever makes it. */
function launchEntries(c: ConstructInstance, groups: () => Value): Entry[] {
  const address = given(c, "associatePublicIpAddress");
  return [
    devicesEntry(c),
    ...bootEntries(c),
    lazyEntry("LaunchTemplate", () => nothing(c)),
    entryOf(c, "InstanceType", "instanceType", () =>
      orElse(each(given(c, "instanceType"), instanceType), () => nothing(c)),
    ),
    entryOf(c, "NetworkInterfaces", "associatePublicIpAddress", () =>
      orElse(
        each(address, (v) =>
          list(
            [
              object(
                [
                  entry("AssociatePublicIpAddress", read(v)),
                  entry("DeviceIndex", scalar(0, placeOf(c))),
                  lazyEntry("Groups", groups),
                ],
                v.origin,
              ),
            ],
            v.origin,
          ),
        ),
        () => nothing(c),
      ),
    ),
    lazyEntry("SecurityGroupIds", () => {
      if (address.kind === "absent") return groups();
      return address.kind === "scalar"
        ? nothing(c)
        : unknown("whether it has an interface is not known", address.origin);
    }),
  ];
}

/** A launch template without a group has none. */
function groupsOfTemplate(c: ConstructInstance): Value {
  const isAdded = c.calls.some((call) => call.method === "addSecurityGroup");
  if (isGiven(c, "securityGroup")) return groupIdsOf(c);
  return isAdded ? unknown("its security groups are added later", placeOf(c)) : nothing(c);
}

function profile(c: ConstructInstance): Value {
  const arn = (v: Value) => object([entry("Arn", v)], v.origin);
  if (isGiven(c, "instanceProfile"))
    return each(given(c, "instanceProfile"), (v) => {
      const made = read(v);
      return arn(
        made.kind === "reference" && made.attribute === undefined
          ? reference(made.target, "Arn", v.origin)
          : unknown("the instance profile is not known", v.origin),
      );
    });
  return orElse(
    each(given(c, "role"), (v) => arn(reference(`${c.path}/Profile`, "Arn", v.origin))),
    () => nothing(c),
  );
}

/** The instance profile that CDK makes for a role. */
export function launchTemplateResources(c: ConstructInstance): Resource[] {
  return isGiven(c, "role") ? profileOf(c, "Profile", "Role") : [];
}

function spotMarket(options: Value): Value {
  const spot = renamed(options, {
    interruptionBehavior: "InstanceInterruptionBehavior",
    requestType: "SpotInstanceType",
    maxPrice: ["MaxPrice", asText],
  });
  const none =
    spot.kind === "object" && spot.closed && [...spot.entries.values()].every((e) => e.value.kind === "absent");
  return object(
    [
      entry("MarketType", scalar("spot", options.origin, [piece("spot", options.origin.span)])),
      entry("SpotOptions", none ? missing(options.origin) : spot),
    ],
    options.origin,
  );
}

function asText(value: Value): Value {
  const plain = read(value);
  return plain.kind === "scalar" ? { ...plain, value: String(plain.value) } : plain;
}

const FLAG = "aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig";

/** The properties of an Auto Scaling group. */
export function groupEntries(c: ConstructInstance, flags: Flags): Entry[] {
  const least = () => plainProp(c, "minCapacity", 1);
  return [
    lazyEntry("MinSize", () => asText(least()), keyOf(c, "minCapacity")),
    lazyEntry("MaxSize", () => asText(most(c, least())), keyOf(c, "maxCapacity")),
    lazyEntry("DesiredCapacity", () => asText(plainProp(c, "desiredCapacity")), keyOf(c, "desiredCapacity")),
    ...launchedFrom(c, flags),
    entryOf(c, "MixedInstancesPolicy", "mixedInstancesPolicy", () =>
      orElse(
        each(given(c, "mixedInstancesPolicy"), (v) => unknown("the mix of instances is not followed", v.origin)),
        () => nothing(c),
      ),
    ),
  ];
}

function most(c: ConstructInstance, least: Value): Value {
  return orElse(each(given(c, "maxCapacity"), read), () =>
    orElse(each(given(c, "desiredCapacity"), read), () =>
      least.kind === "scalar" && typeof least.value === "number"
        ? { ...least, value: Math.max(1, least.value) }
        : unknown("the greatest size follows the least", least.origin),
    ),
  );
}

function launchedFrom(c: ConstructInstance, flags: Flags): Entry[] {
  const isMade = !isGiven(c, "launchTemplate", "mixedInstancesPolicy");
  const flag = flags(FLAG);
  const configuration = (): Value => {
    if (!isMade) return nothing(c);
    if (flag === undefined) return unknown("a feature flag decides whether it has a launch template", placeOf(c));
    return flag ? nothing(c) : reference(`${c.path}/LaunchConfig`, undefined, placeOf(c));
  };
  const template = (): Value => {
    const id = (target: Value) => object([entry("LaunchTemplateId", target)], target.origin, { closed: false });
    if (!isMade)
      return orElse(
        each(given(c, "launchTemplate"), (v) => id(read(v))),
        () => nothing(c),
      );
    if (flag === undefined) return unknown("a feature flag decides whether it has a launch template", placeOf(c));
    return flag ? id(reference(`${c.path}/LaunchTemplate`, undefined, placeOf(c))) : nothing(c);
  };
  return [
    lazyEntry("LaunchConfigurationName", configuration),
    entryOf(c, "LaunchTemplate", "launchTemplate", template),
  ];
}

/** Where the props of a group go that its launch configuration has. */
export const launchConfigurationModel: Model = {
  classes: [],
  type: "AWS::AutoScaling::LaunchConfiguration",
  l1: "aws_autoscaling.CfnLaunchConfiguration",
  l1Members: [],
  props: { instanceType: { to: "InstanceType", as: instanceType } },
};

/** What a group launches from, where CDK makes it, and the profile and role of its instances. */
export function groupResources(c: ConstructInstance, flags: Flags): Resource[] {
  if (isGiven(c, "launchTemplate", "mixedInstancesPolicy")) return [];
  return [launched(c, flags(FLAG)), ...profileOf(c, "InstanceProfile", "InstanceRole")];
}

function launched(c: ConstructInstance, isTemplate: boolean | undefined): Resource {
  const groups = () => groupIdsOf(c);
  if (isTemplate)
    return beside(c, "LaunchTemplate", "AWS::EC2::LaunchTemplate", [
      entry(
        "LaunchTemplateData",
        object(
          [
            ...launchEntries(c, groups),
            lazyEntry("IamInstanceProfile", () =>
              object([entry("Arn", reference(`${c.path}/InstanceProfile`, "Arn", placeOf(c)))], placeOf(c)),
            ),
            entryOf(c, "InstanceMarketOptions", "spotPrice", () =>
              orElse(
                each(given(c, "spotPrice"), (v) => unknown("the price of its Spot capacity", v.origin)),
                () => nothing(c),
              ),
            ),
            tokensOf(c),
          ],
          placeOf(c),
          { closed: false },
        ),
      ),
    ]);
  return beside(
    c,
    "LaunchConfig",
    "AWS::AutoScaling::LaunchConfiguration",
    [
      entryOf(c, "InstanceType", "instanceType", () => instanceType(given(c, "instanceType"))),
      devicesEntry(c),
      ...bootEntries(c),
      lazyEntry("LaunchTemplate", () => nothing(c)),
      lazyEntry("SecurityGroups", groups),
      lazyEntry("IamInstanceProfile", () => reference(`${c.path}/InstanceProfile`, undefined, placeOf(c))),
      entryOf(c, "SpotPrice", "spotPrice", () => plainProp(c, "spotPrice")),
      entryOf(c, "AssociatePublicIpAddress", "associatePublicIpAddress", () =>
        plainProp(c, "associatePublicIpAddress"),
      ),
      tokensOf(c),
      // It is named by CloudFormation; where a flag may make it a launch template, nothing is said of its name.
      ...(isTemplate === undefined
        ? [
            entry(
              "LaunchConfigurationName",
              unknown("a feature flag decides whether it is a launch template", placeOf(c)),
            ),
          ]
        : [lazyEntry("LaunchConfigurationName", () => nothing(c))]),
    ],
    { model: launchConfigurationModel },
  );
}

/** A group asks for tokens by one prop. */
function tokensOf(c: ConstructInstance): Entry {
  return entryOf(c, "MetadataOptions", "requireImdsv2", () =>
    orElse(
      each(given(c, "requireImdsv2"), (v) => {
        const is = read(v);
        if (is.kind === "scalar" && is.value === false) return missing(v.origin);
        return is.kind === "scalar"
          ? object([entry("HttpTokens", scalar("required", v.origin))], v.origin)
          : unknown("whether tokens are required is not known", v.origin);
      }),
      () => nothing(c),
    ),
  );
}
