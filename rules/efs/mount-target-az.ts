import { zonesOf } from "../../server/aws/ec2.ts";
import { FileSystem, type MountTarget, mountedFileSystem, mountSubnet } from "../../server/aws/efs.ts";
import type { Binding } from "../../server/core/binding.ts";
import { compare } from "../../server/core/compare.ts";
import { all, type Condition } from "../../server/core/conditions.ts";
import type { Reading, SubjectOf } from "../../server/core/kinds.ts";
import { rule } from "../../server/core/rules.ts";
import { canCoexist, together } from "../../server/core/together.ts";
import { createMountTarget } from "../facts/efs.ts";

type Target = SubjectOf<typeof MountTarget>;

export default rule({
  id: "efs-mount-target-az",
  title: "Mount targets that break the one-per-zone rule",
  category: "correctness",
  variants: {
    twice: { severity: "error", profile: "errors" },
    oneZone: { severity: "error", profile: "errors" },
    maxIO: { severity: "error", profile: "errors" },
  },
  notes: "EC2 Instance Storage › EFS",
  docs: createMountTarget,
  check(context) {
    const { every, referring, report } = context;
    for (const system of every(FileSystem)) {
      const targets = referring(mountedFileSystem, system).found.filter(
        ({ subject }) => subject.resource.key !== "symbolic",
      );
      for (const [i, second] of targets.entries())
        for (const first of targets.slice(0, i)) {
          const condition = all(first.condition, second.condition);
          const clash = sameZone(first.subject, second.subject, condition, context);
          if (!clash) continue;
          report(
            "twice",
            { ...clash.reading, condition: clash.condition },
            `${second.subject.name} is in the Availability Zone of ${first.subject.name}, and mounts the same file system. A file system has one mount target in each zone.`,
          ).related(first.subject.subnet.readings[0]!, `${first.subject.name} is in that zone.`);
          break;
        }
      for (const is of together({ zone: system.zone, mode: system.performanceMode })) {
        if (!is.zone.isKnown) continue;
        if (is.mode.isKnown && is.mode.value === "maxIO")
          report(
            "maxIO",
            is.mode,
            `${system.name} is a One Zone file system in Max I/O mode, which EFS does not have. Take generalPurpose.`,
          ).fix("Take generalPurpose", (edit) => edit.replace(is.mode, "generalPurpose"));
        for (const target of targets)
          for (const subnet of context.follow(mountSubnet, target.subject).found)
            for (const zone of zonesOf(subnet.subject, context)) {
              if (compare(zone.value, is.zone.value) !== "different") continue;
              const condition = all(target.condition, subnet.condition, zone.condition, is.condition);
              report(
                "oneZone",
                { ...target.subject.subnet.readings[0]!, condition },
                `${target.subject.name} is in another Availability Zone than ${system.name}, a One Zone file system, which can be mounted in its own zone only.`,
              ).related(is.zone, `The zone of ${system.name}.`);
            }
      }
    }
  },
});

/** Where two targets are certainly in one zone: they are in one subnet, or in two subnets of one zone. */
function sameZone(
  first: Target,
  second: Target,
  under: Condition,
  context: Binding,
): { readonly reading: Reading<unknown>; readonly condition: Condition } | undefined {
  for (const { a, b, condition } of together({ a: first.subnet, b: second.subnet }, under)) {
    if (a.isAbsent || b.isAbsent) continue;
    if (compare(a.raw, b.raw) === "same") return { reading: b, condition };
    for (const one of zonesOfSubnet(a.raw, context))
      for (const other of zonesOfSubnet(b.raw, context)) {
        const joint = all(condition, one.condition, other.condition);
        if (compare(one.value, other.value) === "same" && canCoexist(joint)) return { reading: b, condition: joint };
      }
  }
  return undefined;
}

function zonesOfSubnet(subnet: Reading<unknown>["raw"], context: Binding) {
  if (subnet.kind !== "reference") return [];
  return context.at(mountSubnet.to, subnet.target).flatMap((s) => zonesOf(s, context));
}
