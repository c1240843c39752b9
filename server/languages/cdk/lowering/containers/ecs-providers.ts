/** aws_ecs: capacity providers, and the strategies that choose among them. */
import { lookup } from "../../../../core/lookup.ts";
import type { Resource } from "../../../../core/resources.ts";
import {
  type Entry,
  entry,
  lazyEntry,
  list,
  missing,
  object,
  reference,
  scalar,
  unknown,
  type Value,
} from "../../../../core/values.ts";
import type { ConstructInstance } from "../../constructs.ts";
import { beside } from "../beside.ts";
import { byDefault, each, entryOf, given, listed, nothing, orElse, placeOf, plainProp, renamed } from "../given.ts";
import { type Model, ref, to } from "../model.ts";
import { read } from "../references.ts";
import { constructIn } from "./ecs-patterns.ts";

export const providerModels: readonly Model[] = [
  {
    classes: ["aws_ecs.AsgCapacityProvider"],
    type: "AWS::ECS::CapacityProvider",
    l1: "aws_ecs.CfnCapacityProvider",
    l1Members: [],
    props: { capacityProviderName: to("Name", undefined, { otherwise: { unknown: "CDK may have to name it" } }) },
    more: (c) => [entryOf(c, "AutoScalingGroupProvider", "autoScalingGroup", () => groupProvider(c))],
    members: { capacityProviderName: ref },
  },
];

function groupProvider(c: ConstructInstance): Value {
  const isProtected = orElse(each(given(c, "enableManagedTerminationProtection"), read), () => byDefault(c, true));
  return object(
    [
      lazyEntry("AutoScalingGroupArn", () => {
        const group = constructIn(given(c, "autoScalingGroup"));
        return group ? reference(group.path, undefined, placeOf(c)) : unknown("the group is not known", placeOf(c));
      }),
      lazyEntry("ManagedScaling", () => managedScaling(c)),
      lazyEntry("ManagedTerminationProtection", () =>
        each(isProtected, (v) =>
          v.kind === "scalar"
            ? scalar(v.value === true ? "ENABLED" : "DISABLED", v.origin)
            : unknown("whether instances are protected is not known", v.origin),
        ),
      ),
    ],
    placeOf(c),
    { closed: false },
  );
}

function managedScaling(c: ConstructInstance): Value {
  const isOn = orElse(each(given(c, "enableManagedScaling"), read), () => byDefault(c, true));
  return each(isOn, (v) => {
    if (v.kind !== "scalar") return unknown("whether ECS scales it is not known", v.origin);
    if (v.value === false) return missing(v.origin);
    const target = entryOf(c, "TargetCapacity", "targetCapacityPercent", () =>
      plainProp(c, "targetCapacityPercent", 100),
    );
    return object([entry("Status", scalar("ENABLED", v.origin)), target], v.origin, { closed: false });
  });
}

/** A list of providers and their weights. */
export function strategyOf(value: Value): Value {
  return listed(value, (item) =>
    renamed(item, { base: "Base", weight: "Weight", capacityProvider: ["CapacityProvider", read] }),
  );
}

const ASSOCIATED = "AWS::ECS::ClusterCapacityProviderAssociations";

/** What associates a cluster with its providers, where it has any. */
export function providersOf(c: ConstructInstance): Resource[] {
  const written = given(c, "capacityProviders");
  const isOn = read(given(c, "enableFargateCapacityProviders"));
  const enabling = c.calls.filter((call) => call.path.length === 0 && call.method === "enableFargateCapacityProviders");
  const adding = c.calls.filter((call) => call.path.length === 0 && call.method === "addAsgCapacityProvider");
  const isEmpty = written.kind === "list" && written.closed && written.items.length === 0;
  const isOff = isOn.kind === "absent" || (isOn.kind === "scalar" && isOn.value !== true);
  if ((written.kind === "absent" || isEmpty) && isOff && enabling.length === 0 && adding.length === 0) return [];
  const names: Value[] = written.kind === "list" ? written.items.map((item) => each(item, read)) : [];
  let isAll = c.opened.length === 0 && (written.kind === "absent" || (written.kind === "list" && written.closed));
  const mayBeFargate = !isOff || enabling.length > 0;
  const isFargate =
    (isOn.kind === "scalar" && isOn.value === true) || enabling.some((e) => e.condition === c.condition);
  if (mayBeFargate && !isFargate) isAll = false;
  if (isFargate)
    for (const name of ["FARGATE", "FARGATE_SPOT"])
      if (!names.some((n) => n.kind === "scalar" && n.value === name)) names.push(scalar(name, placeOf(c)));
  for (const call of adding) {
    const provider = call.args[0] && constructIn(call.args[0]);
    if (provider?.fqn === "aws-cdk-lib.aws_ecs.AsgCapacityProvider" && call.condition === c.condition)
      names.push(reference(provider.path, undefined, { span: call.span }));
    else isAll = false;
  }
  // Which of them comes first is a matter of when each is called.
  const isOrdered = adding.length === 0 || enabling.length === 0;
  const entries: Entry[] = [
    entry("CapacityProviders", isOrdered ? list(names, placeOf(c), isAll) : unknown("their order", placeOf(c))),
    entry("Cluster", reference(c.path, undefined, placeOf(c))),
    lazyEntry("DefaultCapacityProviderStrategy", () => defaultStrategy(c)),
  ];
  return [beside(c, c.id, ASSOCIATED, entries)];
}

function defaultStrategy(c: ConstructInstance): Value {
  const calls = c.calls.filter((call) => call.method === "addDefaultCapacityProviderStrategy");
  const [only] = calls;
  if (!only) return c.opened.length === 0 ? list([], placeOf(c)) : nothing(c);
  const given = calls.length === 1 && only.condition === c.condition ? only.args[0] : undefined;
  return given ? strategyOf(lookup(given, [])) : unknown("the strategy is not known", { span: only.span });
}
