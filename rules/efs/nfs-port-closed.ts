import { MountTarget } from "../../server/aws/efs.ts";
import { admitsTcp, groupsOf } from "../../server/aws/group-rules.ts";
import { rule } from "../../server/core/rules.ts";
import { nfsPort } from "../facts/efs.ts";
import { groupOfMachines, offerAdmission } from "../security-groups/admit.ts";

export default rule({
  id: "efs-nfs-port-closed",
  title: "Mount target whose security group does not admit NFS",
  category: "correctness",
  variants: { closed: { severity: "error", profile: "errors" } },
  notes: "EC2 Instance Storage › EFS",
  docs: nfsPort.source,
  check(context) {
    for (const target of context.every(MountTarget))
      for (const reading of target.securityGroups.readings) {
        const groups = groupsOf(reading.raw, context);
        if (!groups || groups.some((g) => admitsTcp(g, nfsPort.value, context) !== false)) continue;
        const names = groups.map((g) => g.name).join(", ");
        const found = context.report(
          "closed",
          reading,
          `No security group of ${target.name} (${names}) admits TCP port 2049, which NFS answers on: mounting times out. Admit it from the security group of the clients.`,
        );
        offerAdmission(found, groups, nfsPort.value, groupOfMachines(groups, context), context);
      }
  },
});
