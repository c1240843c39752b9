import { partsOfType } from "../../server/aws/instance-types.ts";
import { InstanceState, Stoppable } from "../../server/aws/shutdown.ts";
import { bootScripts } from "../../server/aws/user-data.ts";
import { all, type Condition } from "../../server/core/conditions.ts";
import type { Reading, SubjectOf } from "../../server/core/kinds.ts";
import { rule } from "../../server/core/rules.ts";
import type { Command } from "../../server/core/scripts.ts";
import { together } from "../../server/core/together.ts";
import { hasInstanceStore } from "../facts/ec2.ts";

export default rule({
  id: "ec2-instance-store-stop",
  title: "Instance store that a stop erases",
  category: "reliability",
  variants: {
    data: { severity: "warning", profile: "recommended" },
    erased: { severity: "info", profile: "strict" },
  },
  notes: "EC2 Instance Storage › EC2 Instance Store",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-store-lifetime.html",
  check(context) {
    const disks = new Map<string, Command>();
    for (const { machine, script } of bootScripts(context)) {
      const used = script.commands.find(usesDisk);
      if (used) disks.set(machine.resource.address, used);
    }
    const told = (machine: SubjectOf<typeof Stoppable>, type: string, by: Reading<string>, when: Condition) => {
      const disk = disks.get(machine.resource.address);
      const store = `the instance store of ${machine.name} (${type})`;
      context.report(
        disk ? "data" : "erased",
        { ...by, condition: when },
        disk
          ? `A stop erases ${store}, and the user data puts a file system on it. Keep what has to last on EBS, or let it be terminated.`
          : `A stop erases ${store}. Keep what has to last on EBS.`,
      );
    };
    for (const machine of context.every(Stoppable))
      for (const { type, stop } of together({ type: machine.instanceType, stop: machine.interruption }))
        if (type.isKnown && hasStore(type.value) && stop.isKnown && /^(?:stop|hibernate)$/.test(stop.value))
          told(machine, type.value, stop, stop.condition);
    for (const { instance, state } of context.every(InstanceState))
      for (const is of together({ instance, state })) {
        const target = is.instance.raw.kind === "reference" ? is.instance.raw.target : undefined;
        if (target === undefined || !is.state.isKnown || is.state.value !== "stopped") continue;
        for (const machine of context.at(Stoppable, target))
          for (const type of machine.instanceType.readings)
            if (type.isKnown && hasStore(type.value))
              told(machine, type.value, is.state, all(is.condition, type.condition, machine.condition));
      }
  },
});

function hasStore(type: string): boolean {
  const parts = partsOfType(type);
  return parts !== undefined && hasInstanceStore(parts.family);
}

/** True for a command that makes or mounts a file system on a device as instance stores have them. */
function usesDisk({ words }: Command): boolean {
  const program = words[0]?.text?.replace(/^.*\//, "");
  if (program === undefined || !/^(?:mkfs(?:\.\w+)?|mount|mdadm|pvcreate|zpool)$/.test(program)) return false;
  return words.some((w) => w.text !== undefined && /^\/dev\/(?:nvme[1-9]n1|md\d+|xvdb|sdb)$/.test(w.text));
}
