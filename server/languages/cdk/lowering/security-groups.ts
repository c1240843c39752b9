/** Which security group a rule goes to: the one it is called on, those of a construct, or the one CDK makes for it. */
import { all, always, type Condition } from "../../../core/conditions.ts";
import { alternatives, lookup } from "../../../core/lookup.ts";
import type { Resource } from "../../../core/resources.ts";
import { choice, entry, list, object, reference, type Value } from "../../../core/values.ts";
import { type ConstructInstance, constructOf } from "../constructs.ts";
import { type Admission, admissions, isAdmission } from "./ingress.ts";
import { read } from "./references.ts";
import { nameOf, resourceOf } from "./resource.ts";

const GROUP = "aws-cdk-lib.aws_ec2.SecurityGroup";

/** The rules of a program's groups. */
export interface Rules {
  /** The rules that are written in a group of the program. */
  inlineOf(group: ConstructInstance): Value;
  /** Groups that CDK makes, and rules that are resources of their own. */
  readonly resources: readonly Resource[];
  /** Why some rules could not be put into a group. */
  readonly open: readonly string[];
}

export function rulesOf(constructs: readonly ConstructInstance[]): Rules {
  const inline = new Map<ConstructInstance, Admission[]>();
  const resources: Resource[] = [];
  const open: string[] = [];
  for (const c of constructs) {
    const rules = c.calls.filter(isAdmission).flatMap((call) => admissions(call, defaultPort(c), read));
    if (rules.length === 0) continue;
    const groups = groupsOf(c);
    if (groups === "made") resources.push(madeGroup(c, rules));
    else if (groups === "not known") open.push(`the security groups of ${nameOf(c)} are not known`);
    else
      for (const { value, condition } of groups.flatMap((g) => alternatives(g))) {
        const group = constructOf(value);
        if (group?.fqn !== GROUP) open.push(`a security group of ${nameOf(c)} is not known`);
        else addTo(group, c, rules, condition, inline, resources);
      }
  }
  return { inlineOf: (group) => ingressList(group, inline.get(group) ?? []), resources, open };
}

function addTo(
  group: ConstructInstance,
  by: ConstructInstance,
  rules: readonly Admission[],
  condition: Condition,
  inline: Map<ConstructInstance, Admission[]>,
  resources: Resource[],
): void {
  if (group.factory !== undefined && !mayChange(group)) return;
  const under = rules.map((r) => ({ ...r, condition: all(r.condition, condition) }));
  const apart = lookup(group.props, ["disableInlineRules"]).kind !== "absent";
  const written = inline.get(group) ?? [];
  under.forEach((rule, i) => {
    if (group.factory === undefined && rule.inline && !apart) written.push(rule);
    else resources.push(standalone(group, by, rule, i));
  });
  inline.set(group, written);
}

/** An imported group that may not be changed takes no rules; of one that perhaps may not, nothing is known. */
function mayChange(group: ConstructInstance): boolean {
  const options = group.factory === "fromSecurityGroupId" ? group.args[3] : undefined;
  if (!options || options.kind === "absent") return true;
  const mutable = lookup(options, ["mutable"]);
  return mutable.kind === "absent" || (mutable.kind === "scalar" && mutable.value === true);
}

/** Classes that make a group of their own when they are given none. */
const MAKES_GROUP =
  /^aws-cdk-lib\.(aws_ec2\.(Instance|BastionHostLinux|ClientVpnEndpoint|InterfaceVpcEndpoint)|aws_autoscaling\.AutoScalingGroup|aws_lambda(_\w+)?\.\w*Function|aws_elasticloadbalancingv2\.ApplicationLoadBalancer|aws_elasticloadbalancing\.LoadBalancer|aws_rds\.(Database|Serverless)\w+|aws_(docdb|neptune_alpha|redshift_alpha|neptune|redshift)\.DatabaseCluster|aws_redshift_alpha\.Cluster|aws_efs\.FileSystem|aws_fsx\.LustreFileSystem|aws_ecs\.((Fargate|Ec2|External)Service|Cluster\.addCapacity)|aws_opensearchservice\.Domain|aws_elasticsearch\.Domain|aws_codebuild\.\w*Project|aws_eks(_v2)?\.Cluster|aws_amazonmq\w*\.\w+|aws_msk_alpha\.Cluster|aws_synthetics\.Canary)$/;

/** The groups that the rules of a construct go to. */
function groupsOf(c: ConstructInstance): readonly Value[] | "made" | "not known" {
  if (c.fqn === GROUP) return [selfOf(c)];
  const added = c.calls.filter((call) => call.method === "addSecurityGroup" && call.path.join(".") === "connections");
  const more = added.flatMap((call) => call.args);
  for (const name of ["securityGroup", "securityGroups"]) {
    const given = lookup(c.props, [name]);
    if (given.kind === "absent") continue;
    return given.kind === "list" ? [...given.items, ...more] : [given, ...more];
  }
  return c.factory === undefined && MAKES_GROUP.test(c.fqn) && c.props.kind !== "unknown" ? "made" : "not known";
}

function selfOf(c: ConstructInstance): Value {
  const carried = { kind: "construct", construct: c, members: [] } as const;
  return { ...reference(c.path, undefined, { span: c.nameSpan }), carried } as Value;
}

function defaultPort(c: ConstructInstance): Value | undefined {
  const port = lookup(c.props, ["port"]);
  return port.kind === "scalar" ? port : undefined;
}

function ingressList(c: ConstructInstance, rules: readonly Admission[]): Value {
  const items = rules.map(({ item, condition }) =>
    condition === always ? item : choice([{ when: condition, value: item }], item.origin),
  );
  const closed = c.opened.length === 0 && c.handedTo.length === 0 && rules.every((r) => r.certain);
  return list(items, { span: c.nameSpan }, closed);
}

/** The group that CDK makes for a construct. What was written over the construct is not written over its group. */
function madeGroup(c: ConstructInstance, rules: readonly Admission[]): Resource {
  const items = rules.filter((r) => r.inline);
  const group = resourceOf(c, {
    type: "AWS::EC2::SecurityGroup",
    entries: [entry("SecurityGroupIngress", { ...ingressList(c, items), closed: false } as Value)],
    native: { construct: c },
    closed: false,
  });
  return { ...group, address: `${c.path}/SecurityGroup`, module: c.path, mode: "managed" };
}

function standalone(group: ConstructInstance, by: ConstructInstance, rule: Admission, index: number): Resource {
  const item = rule.item.kind === "object" ? [...rule.item.entries.values()] : [];
  const groupId = reference(group.path, "GroupId", { span: rule.call.span });
  const made = resourceOf(by, {
    type: "AWS::EC2::SecurityGroupIngress",
    entries: [],
    native: { construct: by },
    closed: true,
  });
  return {
    ...made,
    address: `${by.path}/rule ${index} of ${group.path}`,
    name: nameOf(group),
    module: group.path,
    mode: "managed",
    condition: rule.condition,
    properties: object([entry("GroupId", groupId), ...item], rule.item.origin, {
      closed: false,
      nameSpan: rule.call.nameSpan,
    }),
    span: rule.call.span,
    nameSpan: rule.call.nameSpan,
  };
}
