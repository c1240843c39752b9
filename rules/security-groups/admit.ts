/** Offers a rule for a port that no security group admits, where it is known who should come in. */
import { GroupRule, groupOfRule, groupsOf, type SecurityGroup } from "../../server/aws/group-rules.ts";
import { LoadBalancer } from "../../server/aws/load-balancers.ts";
import { groupsOfMachine, Machine } from "../../server/aws/machines.ts";
import type { Binding } from "../../server/core/binding.ts";
import { attribute, type Expression, literal } from "../../server/core/fixes.ts";
import type { SubjectOf } from "../../server/core/kinds.ts";
import type { Resource } from "../../server/core/resources.ts";
import type { Report } from "../../server/core/rules.ts";

type Group = SubjectOf<typeof SecurityGroup>;

/** Who may come in: a group of the program, or a network. */
export interface Source {
  readonly of: Resource | string;
  /** For a title: "Balancers, the group of Front". */
  readonly title: string;
}

/** Offers to admit a source on a TCP port, where it is clear into which group. */
export function offerAdmission(
  found: Report,
  groups: readonly Group[],
  port: number,
  source: Source | undefined,
  binding: Binding,
): void {
  const [group] = groups;
  if (!group || groups.length > 1 || !source || group.resource.condition.kind !== "always") return;
  const { resource } = group;
  const title = `Admit TCP port ${port} to ${group.name} from ${source.title}`;
  const name = `${labelOf(resource)}_${port}`;
  if (resource.vocabulary === "cloudformation") {
    const properties = {
      GroupId: attribute(resource, "GroupId"),
      IpProtocol: literal("tcp"),
      FromPort: literal(port),
      ToPort: literal(port),
      ...(typeof source.of === "string"
        ? { CidrIp: literal(source.of) }
        : { SourceSecurityGroupId: attribute(source.of, "GroupId") }),
    };
    const id = name.replace(/\W|_/g, "");
    found.fix(title, (edit) => edit.addResource(resource, "AWS::EC2::SecurityGroupIngress", id, properties));
    return;
  }
  const rules = binding.referring(groupOfRule, group).found.map(({ subject }) => subject.resource);
  const inline = binding.at(GroupRule, resource.address).filter(isIngress).length;
  const other = rules.find((r) => r !== resource);
  const ports = { from_port: literal(port), to_port: literal(port) };
  if (inline > 0 || other?.type === "aws_security_group_rule") {
    // Rules in the group and rules beside it take each other away.
    const peer: Record<string, Expression> =
      typeof source.of === "string"
        ? { cidr_blocks: { kind: "list", items: [literal(source.of)] } }
        : { security_groups: { kind: "list", items: [attribute(source.of, "id")] } };
    if (inline > 0) {
      if (resource.nameSpan.chunk.path.endsWith(".json")) return;
      const entries = { ...ports, protocol: literal("tcp"), ...peer };
      found.fix(title, (edit) => edit.setProperty(resource, ["ingress", inline], { kind: "object", entries }));
      return;
    }
    const from = typeof source.of === "string" ? peer : { source_security_group_id: attribute(source.of, "id") };
    const of = { type: literal("ingress"), security_group_id: attribute(resource, "id") };
    const properties = { ...of, ...ports, protocol: literal("tcp"), ...from };
    found.fix(title, (edit) => edit.addResource(resource, "aws_security_group_rule", name, properties));
    return;
  }
  const properties = {
    security_group_id: attribute(resource, "id"),
    ...ports,
    ip_protocol: literal("tcp"),
    ...(typeof source.of === "string"
      ? { cidr_ipv4: literal(source.of) }
      : { referenced_security_group_id: attribute(source.of, "id") }),
  };
  found.fix(title, (edit) => edit.addResource(resource, "aws_vpc_security_group_ingress_rule", name, properties));
}

/** The group of the load balancers, where there is one for all of them. */
export function groupOfBalancers(except: readonly Group[], binding: Binding): Source | undefined {
  const candidates: Candidate[] = [];
  for (const balancer of binding.everyKnown(LoadBalancer))
    for (const { raw } of balancer.groups.readings) candidates.push([balancer.name, groupsOf(raw, binding)]);
  return onlyOne(candidates, except, binding);
}

/** The group of the instances, where there is one for all of them. */
export function groupOfMachines(except: readonly Group[], binding: Binding): Source | undefined {
  const candidates: Candidate[] = [];
  for (const machine of binding.everyKnown(Machine)) {
    const known = [...groupsOfMachine(machine, binding)];
    if (known.length === 0) candidates.push([machine.name, undefined]);
    for (const { groups } of known) candidates.push([machine.name, groups]);
  }
  return onlyOne(candidates, except, binding);
}

/** What is in groups, and in which; undefined where they are not known. */
type Candidate = readonly [name: string, groups: readonly Group[] | undefined];

function onlyOne(candidates: readonly Candidate[], except: readonly Group[], binding: Binding): Source | undefined {
  const [first] = candidates;
  const group = first?.[1]?.[0];
  if (!first || !group || group.resource.condition.kind !== "always" || isAmong(group, except)) return undefined;
  if (!candidates.every(([, groups]) => groups?.length === 1 && groups[0] === group)) return undefined;
  // Two groups whose rules name each other cannot be made.
  const namesOther = binding
    .at(GroupRule, group.resource.address)
    .some(({ peerGroup }) => peerGroup.readings.some(({ isAbsent }) => !isAbsent));
  return namesOther ? undefined : { of: group.resource, title: `${group.name}, the group of ${first[0]}` };
}

function isAmong({ resource }: Group, groups: readonly Group[]): boolean {
  return groups.some((g) => g.resource === resource);
}

/** The network that a group admits on other ports, where it is one for all of them. */
export function networkAdmitted(group: Group | undefined, binding: Binding): Source | undefined {
  const rules = group ? binding.referring(groupOfRule, group).found.map(({ subject }) => subject) : [];
  const networks = rules.filter(isIngress).map((rule) => {
    const others = [rule.ipv6Ranges, rule.peerGroup, rule.prefixLists, rule.self];
    const [range, ...more] = rule.ranges.readings;
    if (!range || more.length > 0 || others.some((field) => field.readings.some((r) => !r.isAbsent))) return undefined;
    const value = range.raw.kind === "list" && range.raw.items.length === 1 ? range.raw.items[0]! : range.raw;
    return value.kind === "scalar" ? String(value.value) : undefined;
  });
  const [network] = networks;
  return network !== undefined && networks.every((n) => n === network)
    ? { of: network, title: `${network}, which it admits on other ports` }
    : undefined;
}

function isIngress({ direction }: SubjectOf<typeof GroupRule>): boolean {
  return direction.readings.every((d) => d.isKnown && d.value === "ingress");
}

/** `Access`, `access` of `aws_security_group.access[0]`. */
function labelOf({ name, vocabulary }: Resource): string {
  return vocabulary === "terraform" ? (/([\w-]+)(?:\[[^[\]]*\])?$/.exec(name)?.[1] ?? "group") : name;
}
