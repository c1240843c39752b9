/** The security groups that a construct is in, by id. */
import { always } from "../../../../core/conditions.ts";
import { list, reference, unknown, type Value } from "../../../../core/values.ts";
import { type ConstructInstance, constructOf } from "../../constructs.ts";
import { each, given, placeOf } from "../given.ts";

const GROUP = "aws-cdk-lib.aws_ec2.SecurityGroup";

/** The address of the group that CDK makes for a construct that is given none. */
export const madeGroupPath = (c: ConstructInstance): string => `${c.path}/SecurityGroup`;

/** A security group as a template refers to it. */
export function groupId(value: Value): Value {
  return each(value, (v) => {
    const group = constructOf(v);
    return group?.fqn === GROUP
      ? reference(group.path, "GroupId", v.origin)
      : unknown("the security group is not known", v.origin);
  });
}

/** Those that a construct is given, or the one that is made for it, and those that are added to it. */
export function groupIdsOf(c: ConstructInstance): Value {
  const one = given(c, "securityGroup");
  const several = given(c, "securityGroups");
  const adding = c.calls.filter((call) => call.method === "addSecurityGroup");
  const added = adding.filter((call) => call.path.length === 0);
  const more = added.flatMap((call) => call.args.map(groupId));
  const sure =
    c.opened.length === 0 &&
    added.every((call) => call.condition === always && call.argsClosed) &&
    // What is added to its connections becomes a group of some constructs, and of others not.
    (added.length === adding.length || c.fqn === "aws-cdk-lib.aws_ec2.Instance");
  if (several.kind !== "absent") {
    if (several.kind !== "list") return unknown("the security groups are not known", several.origin);
    return list([...several.items.map(groupId), ...more], several.origin, sure && several.closed);
  }
  if (one.kind === "absent")
    return list([reference(madeGroupPath(c), "GroupId", placeOf(c)), ...more], placeOf(c), sure);
  return list([groupId(one), ...more], one.origin, sure);
}
