/**
 * Makes an alias record of a `CnameRecord`: another class, and a target in place of the domain name. CDK has no prop
 * for either, so what a rule says of the CloudFormation properties is written in CDK's own way.
 */
import type ts from "typescript";
import type { Expression, Path } from "../../../../core/fixes.ts";
import type { Resource } from "../../../../core/resources.ts";
import type { Native } from "../../lowering/lower.ts";
import { knownAs, knownOrImportedAs } from "./class-names.ts";
import type { Edits, Writing } from "./index.ts";
import { argumentsOf, plainExpression, propertyOf } from "./props.ts";

const ALIASED: Readonly<Record<string, { readonly name: string; readonly members: readonly string[] }>> = {
  "AWS::ElasticLoadBalancingV2::LoadBalancer": { name: "LoadBalancerTarget", members: ["loadBalancerDnsName"] },
  "AWS::CloudFront::Distribution": {
    name: "CloudFrontTarget",
    members: ["distributionDomainName", "domainName"],
  },
};

export function isCnameRecord(resource: Resource): boolean {
  return (resource.native as Native | undefined)?.construct.fqn === "aws-cdk-lib.aws_route53.CnameRecord";
}

/** Sets the type or the alias target of a record; undefined for anything else, and for targets without an alias. */
export function setOfCname(resource: Resource, path: Path, to: Expression, writing: Writing): Edits {
  if (path[0] === "Type") return to.kind === "literal" && to.value === "A" ? makeARecord(resource, writing) : undefined;
  return path[0] === "AliasTarget" ? setTarget(resource, to, writing) : undefined;
}

/** The records go with the domain name that the target replaces; CDK leaves out the TTL of an alias by itself. */
export function removeOfCname(path: Path): Edits {
  return path[0] === "ResourceRecords" || path[0] === "TTL" ? [] : undefined;
}

function makeARecord(resource: Resource, writing: Writing): Edits {
  const made = argumentsOf(resource, writing);
  if (made?.node.kind !== made?.tree.ts.SyntaxKind.NewExpression) return undefined;
  const { tree, node } = made!;
  const { expression } = node;
  // A subclass keeps its own name.
  if (!/(^|\.)CnameRecord$/.test(tree.textOf(expression))) return undefined;
  const known = knownAs(tree, { module: "aws-route53", name: "ARecord" });
  return known && [tree.edit(tree.start(expression), expression.end, known.name), ...known.edits];
}

function setTarget(resource: Resource, to: Expression, writing: Writing): Edits {
  const dnsName = to.kind === "object" ? to.entries.DNSName : undefined;
  const aliased = dnsName?.kind === "attribute" ? ALIASED[dnsName.of.type] : undefined;
  const made = aliased && argumentsOf(resource, writing);
  const props = made?.args[2] && plainExpression(made.tree, made.args[2]);
  if (!aliased || !made || props?.kind !== made.tree.ts.SyntaxKind.ObjectLiteralExpression) return undefined;
  const { tree } = made;
  const K = tree.ts.SyntaxKind;
  const written = propertyOf(tree, props as ts.ObjectLiteralExpression, "domainName");
  if (!written || written === "unclear" || written.kind !== K.PropertyAssignment) return undefined;
  const value = plainExpression(tree, (written as ts.PropertyAssignment).initializer);
  if (value.kind !== K.PropertyAccessExpression) return undefined;
  const { expression: target, name } = value as ts.PropertyAccessExpression;
  if (!aliased.members.includes(tree.textOf(name))) return undefined;
  const recordTarget = knownAs(tree, { module: "aws-route53", name: "RecordTarget" });
  const alias = knownOrImportedAs(tree, { module: "aws-route53-targets", name: aliased.name }, "targets");
  if (!recordTarget || !alias) return undefined;
  const text = `target: ${recordTarget.name}.fromAlias(new ${alias.name}(${tree.textOf(target)}))`;
  return [tree.edit(tree.start(written), written.end, text), ...recordTarget.edits, ...alias.edits];
}
