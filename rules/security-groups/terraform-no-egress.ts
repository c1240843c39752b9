import { groupOfRule, type SecurityGroup } from "../../server/aws/group-rules.ts";
import { groupsOfMachine, Machine } from "../../server/aws/machines.ts";
import { bootScripts, UserData } from "../../server/aws/user-data.ts";
import type { Binding } from "../../server/core/binding.ts";
import { all } from "../../server/core/conditions.ts";
import type { FixBuilder } from "../../server/core/fix-builder.ts";
import { attribute, type Expression, literal } from "../../server/core/fixes.ts";
import type { SubjectOf } from "../../server/core/kinds.ts";
import type { Resource } from "../../server/core/resources.ts";
import { rule } from "../../server/core/rules.ts";
import type { Command } from "../../server/core/scripts.ts";
import { canCoexist } from "../../server/core/together.ts";

export default rule({
  id: "sg-terraform-no-egress",
  title: "No egress rule in Terraform, so the boot script cannot reach the network",
  category: "correctness",
  variants: { closed: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › Security Groups",
  docs: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group",
  alone: [UserData],
  check(context) {
    for (const { machine, script, condition, at } of bootScripts(context)) {
      if (machine.resource.vocabulary !== "terraform") continue;
      const command = script.commands.find(reachesOut);
      if (!command) continue;
      for (const of of context.at(Machine, machine.resource.address))
        for (const { groups, condition: ofGroups } of groupsOfMachine(of, context)) {
          if (!groups.every((g) => hasNoEgress(g, context)) || !canCoexist(condition, ofGroups)) continue;
          const names = groups.map((g) => g.name).join(", ");
          const found = context.report(
            "closed",
            { ...at(command.span), condition: all(condition, ofGroups) },
            `${command.words[0]!.text} reaches for the network, and the security groups of ${machine.name} (${names}) have no egress rule. AWS gives a new group one for everything, Terraform takes it away: say what may go out.`,
          );
          for (const group of groups) {
            found.related(group, `${group.name} lets nothing out.`);
            if (group.egress.readings.some(({ raw }) => raw.kind !== "absent" || raw.written)) continue;
            const rules = context.referring(groupOfRule, group).found.map(({ subject }) => subject.resource);
            const others = rules.filter((r) => r !== group.resource);
            // JSON takes a rule of a group in another form.
            if (others.length === 0 && group.resource.nameSpan.chunk.path.endsWith(".json")) continue;
            found.fix(`Let ${group.name} reach everything`, (edit) => letOut(group, others, edit));
          }
        }
    }
  },
});

/** Commands that are of no use without a network. */
function reachesOut({ words }: Command): boolean {
  const [name, ...rest] = words.map((w) => w.text);
  switch (name) {
    case "yum":
    case "dnf":
    case "apt":
    case "apt-get":
      return rest.some((w) => w === "install" || w === "update" || w === "upgrade");
    case "curl":
    case "wget":
      return rest.some((w) => w !== undefined && /^(https?|ftp):\/\/(?!localhost|127\.|169\.254\.)/.test(w));
    case "docker":
      return rest[0] === "pull";
    default:
      return false;
  }
}

type Group = SubjectOf<typeof SecurityGroup>;

function hasNoEgress(group: Group, binding: Binding): boolean {
  if (!group.resource.closed) return false;
  const none = group.egress.readings.every(
    ({ isAbsent, raw }) => isAbsent || (raw.kind === "list" && raw.closed && raw.items.length === 0),
  );
  if (!none) return false;
  const { found, complete } = binding.referring(groupOfRule, group);
  return (
    complete &&
    found.every(({ subject }) => subject.direction.readings.every((d) => d.isKnown && d.value === "ingress"))
  );
}

/** An egress rule for everything, written the way that the group has its other rules. */
function letOut({ resource }: Group, others: readonly Resource[], edit: FixBuilder): void {
  const everything = { from_port: literal(0), to_port: literal(0), protocol: literal("-1"), cidr_blocks: world };
  const [own] = others;
  if (!own) edit.setProperty(resource, ["egress"], { kind: "object", entries: everything });
  else {
    const of = { security_group_id: attribute(resource, "id") };
    const isOlder = own.type === "aws_security_group_rule";
    edit.addResource(
      own,
      isOlder ? own.type : "aws_vpc_security_group_egress_rule",
      "all_out",
      isOlder
        ? { type: literal("egress"), ...of, ...everything }
        : { ...of, ip_protocol: literal("-1"), cidr_ipv4: literal("0.0.0.0/0") },
    );
  }
}

const world: Expression = { kind: "list", items: [literal("0.0.0.0/0")] };
