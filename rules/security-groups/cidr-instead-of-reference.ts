import { GroupRule, groupOfRule, type SecurityGroup } from "../../server/aws/group-rules.ts";
import { groupsOfMachine, Machine } from "../../server/aws/machines.ts";
import { Vpc } from "../../server/aws/vpcs.ts";
import type { Binding } from "../../server/core/binding.ts";
import { compare } from "../../server/core/compare.ts";
import { all } from "../../server/core/conditions.ts";
import type { SubjectOf } from "../../server/core/kinds.ts";
import { type RuleContext, rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import type { Value } from "../../server/core/values.ts";

type Group = SubjectOf<typeof SecurityGroup>;

/** By port the database that answers on it. */
const databases: Readonly<Record<number, string>> = {
  1433: "SQL Server",
  1521: "Oracle",
  3306: "MySQL",
  5432: "PostgreSQL",
  5439: "Redshift",
  6379: "Redis",
  11211: "Memcached",
  27017: "MongoDB",
};

export default rule({
  id: "sg-cidr-instead-of-reference",
  title: "Database open to the whole VPC instead of to who uses it",
  category: "security",
  variants: { range: { severity: "info", profile: "strict" } },
  notes: "EC2 › Introduction to Security Groups",
  docs: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  check(context) {
    const callers = onlyCallers(context);
    if (callers.length === 0) return;
    for (const entry of context.every(GroupRule))
      for (const is of together({
        direction: entry.direction,
        protocol: entry.protocol,
        from: entry.fromPort,
        to: entry.toPort,
        ranges: entry.ranges,
      })) {
        if (!is.direction.isKnown || is.direction.value !== "ingress" || !is.protocol.isKnown) continue;
        if (!/^(?:tcp|6)$/i.test(is.protocol.value) || !is.from.isKnown || !is.to.isKnown) continue;
        const database = is.from.value === is.to.value ? databases[is.from.value] : undefined;
        if (database === undefined || !is.ranges.isKnown) continue;
        for (const { subject: group, condition } of context.follow(groupOfRule, entry).found) {
          const [caller, ...others] = callers.filter((c) => c.resource.address !== group.resource.address);
          if (!caller || others.length > 0 || !isRangeOfVpc(is.ranges.raw, group, context)) continue;
          context
            .report(
              "range",
              { ...is.ranges, condition: all(is.condition, condition) },
              `${group.name} lets the whole VPC reach ${database} (port ${is.from.value}). Only ${caller.name} has anything to do with it here: admit that security group instead of a range.`,
            )
            .related(caller, "The group of what runs here.");
        }
      }
  },
});

/** The groups of all that runs here; none where something runs of which the groups are not known. */
function onlyCallers(context: RuleContext<"range">): Group[] {
  if (context.program.open.length > 0 || context.program.resources.some((r) => runsCode.test(r.type))) return [];
  const groups = new Map<string, Group>();
  for (const machine of context.every(Machine)) {
    const [known, ...others] = [...groupsOfMachine(machine, context)];
    if (!known || others.length > 0) return [];
    for (const group of known.groups) groups.set(group.resource.address, group);
  }
  return [...groups.values()];
}

/** What also reaches a database, from groups that are said elsewhere. */
const runsCode =
  /^(?:AWS::(?:Lambda::Function|Serverless::Function|ECS::Service|EKS::|Batch::|Glue::|ElasticBeanstalk::|EC2::EC2Fleet|EC2::SpotFleet|EC2::NetworkInterface|ElasticLoadBalancing)|aws_(?:lambda_function|ecs_service|eks_|batch_|glue_|elastic_beanstalk|network_interface|lb$|alb$|elb$|spot_fleet))/;

function isRangeOfVpc(ranges: Value, group: Group, binding: Pick<Binding, "at">): boolean {
  const only =
    ranges.kind === "list" ? (ranges.closed && ranges.items.length === 1 ? ranges.items[0] : undefined) : ranges;
  const [vpc] = group.vpc.readings;
  if (!only || vpc?.raw.kind !== "reference" || group.vpc.readings.length > 1) return false;
  const { target } = vpc.raw;
  if (only.kind === "reference")
    return only.target === target && /^(?:CidrBlock|cidr_block)$/.test(only.attribute ?? "");
  return binding
    .at(Vpc, target)
    .some((v) => v.range.readings.every((r) => r.isKnown && compare(r.raw, only) === "same"));
}
