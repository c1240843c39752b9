/** aws_iam: roles with their trust policies, and instance profiles. */
import { always } from "../../../core/conditions.ts";
import {
  type Entry,
  entry,
  lazyEntry,
  list,
  object,
  piece,
  reference,
  scalar,
  text,
  unknown,
  type Value,
} from "../../../core/values.ts";
import { type ConstructInstance, carriedBy } from "../constructs.ts";
import { madeRole, roleOf } from "./beside.ts";
import { each, entryOf, given, isGiven, placeOf } from "./given.ts";
import { attributeOf, type Model, ref, roleMember, to } from "./model.ts";
import { read } from "./references.ts";

export const iamModels: readonly Model[] = [
  {
    classes: ["aws_iam.Role"],
    type: "AWS::IAM::Role",
    l1: "aws_iam.CfnRole",
    props: {
      roleName: to("RoleName"),
      path: to("Path"),
      description: to("Description"),
    },
    more: (c) => [
      entryOf(c, "AssumeRolePolicyDocument", "assumedBy", () => trust(c)),
      entryOf(c, "ManagedPolicyArns", "managedPolicies", () => managedPolicies(c)),
    ],
    members: { roleName: ref, roleArn: attributeOf("Arn"), roleId: attributeOf("RoleId") },
  },
  {
    classes: ["aws_iam.InstanceProfile"],
    type: "AWS::IAM::InstanceProfile",
    l1: "aws_iam.CfnInstanceProfile",
    props: { instanceProfileName: to("InstanceProfileName"), path: to("Path") },
    more: (c) => [lazyEntry("Roles", () => list([roleOf(c, "role", "InstanceRole")], placeOf(c)))],
    beside: (c) => (isGiven(c, "role") ? [] : [madeRole(c, "InstanceRole", "ec2.amazonaws.com")]),
    members: {
      instanceProfileName: ref,
      instanceProfileArn: attributeOf("Arn"),
      role: roleMember("role", "InstanceRole"),
    },
  },
];

const IAM = "aws-cdk-lib.aws_iam";
/** Functions at the edge of CloudFront are trusted by their roles, whoever made these. */
const MAY_TRUST_MORE = /lambda|cloudfront/i;

/** The trust policy of a role. */
function trust(c: ConstructInstance): Value {
  const closed =
    c.opened.length === 0 &&
    !c.calls.some((call) => call.path[0] === "assumeRolePolicy") &&
    !c.handedTo.some((h) => MAY_TRUST_MORE.test(h.to));
  return each(given(c, "assumedBy"), (principal) => {
    const statements = statementsOf(principal, 0);
    return object(
      [
        entry("Statement", list(statements ?? [], principal.origin, closed && statements !== undefined)),
        entry("Version", scalar("2012-10-17", principal.origin)),
      ],
      principal.origin,
    );
  });
}

/** One statement for each principal; undefined where they are not known. */
function statementsOf(value: Value, depth: number): Value[] | undefined {
  const carried = carriedBy(value);
  if (carried?.kind !== "made" || depth > 5 || !carried.argsClosed || carried.opened.length > 0) return undefined;
  const [first, options] = carried.args;
  if (carried.fqn === `${IAM}.CompositePrincipal` && carried.member === undefined) {
    // More may be added to it by a method.
    if (carried.calls.length > 0) return undefined;
    const all = carried.args.map((arg) => statementsOf(arg, depth + 1));
    return all.every((s) => s !== undefined) ? all.flat() : undefined;
  }
  if (carried.fqn !== `${IAM}.ServicePrincipal` || carried.member !== undefined || !first) return undefined;
  const more: Entry[] =
    options && options.kind !== "absent"
      ? [entry("Condition", unknown("conditions are not followed", options.origin))]
      : [];
  return [
    object(
      [
        entry("Action", scalar("sts:AssumeRole", value.origin)),
        entry("Effect", scalar("Allow", value.origin)),
        entry("Principal", object([entry("Service", read(first))], value.origin)),
        ...more,
      ],
      value.origin,
      { closed: more.length === 0 },
    ),
  ];
}

/** The policies that a role is given, and those that are added. */
function managedPolicies(c: ConstructInstance): Value {
  const written = given(c, "managedPolicies");
  if (written.kind !== "absent" && written.kind !== "list")
    return unknown("the managed policies are not known", written.origin);
  const added = c.calls.filter((call) => call.path.length === 0 && call.method === "addManagedPolicy");
  const items = [...(written.kind === "list" ? written.items : []), ...added.flatMap((call) => call.args.slice(0, 1))];
  const closed =
    c.opened.length === 0 &&
    c.handedTo.length === 0 &&
    (written.kind !== "list" || written.closed) &&
    added.every((call) => call.condition === always);
  const origin = written.kind === "list" ? written.origin : placeOf(c);
  return list(
    items.map((item) => each(item, policyArn)),
    origin,
    closed,
  );
}

function policyArn(policy: Value): Value {
  const { origin } = policy;
  const carried = carriedBy(policy);
  if (carried?.kind === "construct" && carried.members.length === 0) {
    const { construct } = carried;
    if (construct.factory === undefined) return reference(construct.path, undefined, origin);
    if (construct.factory === "fromManagedPolicyArn" && construct.args[2]) return read(construct.args[2]);
  }
  if (carried?.kind !== "made" || carried.fqn !== `${IAM}.ManagedPolicy` || !carried.args[0])
    return unknown("the managed policy is not known", origin);
  if (carried.member !== "fromAwsManagedPolicyName") return unknown("the managed policy is not known", origin);
  const partition = unknown("the partition is where it is deployed to", origin, "AWS::Partition");
  return text([piece("arn:"), partition, piece(":iam::aws:policy/"), read(carried.args[0])], origin);
}
