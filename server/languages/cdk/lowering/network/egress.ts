/** What a security group lets out: all by default, or just what its rules say. */
import { always } from "../../../../core/conditions.ts";
import { entry, list, missing, object, scalar, unknown, type Value } from "../../../../core/values.ts";
import type { ConstructInstance } from "../../constructs.ts";
import { given, placeOf } from "../given.ts";
import { read } from "../references.ts";
import type { GroupOf } from "./connectables.ts";
import type { GroupRule } from "./flows.ts";

/** Whether a group takes a rule about what it lets out; undefined where that is not known. */
export function takesEgress({ owner, isMade }: GroupOf, rule: GroupRule): boolean | undefined {
  if (owner.factory !== undefined) {
    const options = owner.factory === "fromSecurityGroupId" ? owner.args[3] : undefined;
    if (!options || options.kind === "absent") return false;
    return options.kind === "object" ? not(said(options.entries.get("allowAllOutbound")?.value, true)) : undefined;
  }
  if (rule.isIpv6 && !isMade) return not(said(given(owner, "allowAllIpv6Outbound"), false));
  return not(outbound(owner, isMade));
}

/** Whether a group certainly takes no rule about what it lets out over IPv4: most let out everything. */
export function letsOutAll({ owner, isMade }: GroupOf): boolean {
  return owner.factory === undefined && outbound(owner, isMade) === true;
}

const not = (is: boolean | undefined) => (is === undefined ? undefined : !is);

/** A flag's value, or what it is when it is left out; undefined where that is not known. */
function said(value: Value | undefined, otherwise: boolean): boolean | undefined {
  if (!value || value.kind === "absent") return otherwise;
  const is = read(value);
  return is.kind === "scalar" ? is.value === true : undefined;
}

/** Whether a group lets out everything over IPv4. */
function outbound(c: ConstructInstance, isMade: boolean): boolean | undefined {
  if (!isMade || /\.(Instance|AutoScalingGroup|Cluster\.addCapacity)$/.test(c.fqn))
    return said(given(c, "allowAllOutbound"), true);
  if (/\.ApplicationLoadBalancer$/.test(c.fqn)) return false;
  return /\.BastionHostLinux$/.test(c.fqn) ? true : undefined;
}

/** `SecurityGroupEgress` with the rules that it takes. `isSettled`: nothing else may add to them. */
export function egressOf({ owner, isMade }: GroupOf, rules: readonly GroupRule[], isSettled: boolean): Value {
  const origin = placeOf(owner);
  const everything = outbound(owner, isMade);
  const ipv6 = isMade ? false : said(given(owner, "allowAllIpv6Outbound"), false);
  if (everything === undefined || ipv6 === undefined || isApart(owner) || owner.opened.length > 0)
    return unknown("what the group lets out is not known", origin);
  const inline = rules.filter((r) => r.inline && r.condition === always);
  const items: Value[] = inline.map((r) => r.item);
  if (everything) items.unshift(range("0.0.0.0/0", "CidrIp", owner));
  else if (!rules.some((r) => !r.isIpv6)) {
    if (!isSettled) return unknown("it is not known whether the group lets anything out", origin);
    // CDK says "nothing" by a rule that nothing matches.
    items.unshift(nowhere(owner));
  }
  if (ipv6) items.splice(1, 0, range("::/0", "CidrIpv6", owner));
  return list(items, origin, isSettled && rules.every((r) => r.certain && r.condition === always));
}

/** Whether CDK writes every rule of a group as a resource of its own. */
export function isApart(c: ConstructInstance): boolean {
  const written = given(c, "disableInlineRules");
  return written.kind !== "absent" && !(written.kind === "scalar" && written.value === false);
}

function range(cidr: string, key: string, c: ConstructInstance): Value {
  const here = placeOf(c);
  return object(
    [
      entry(key, scalar(cidr, here)),
      entry("IpProtocol", scalar("-1", here)),
      entry("Description", unknown("CDK describes the rule", here)),
    ],
    here,
  );
}

function nowhere(c: ConstructInstance): Value {
  const here = placeOf(c);
  return object(
    [
      entry("CidrIp", scalar("255.255.255.255/32", here)),
      entry("IpProtocol", scalar("icmp", here)),
      entry("FromPort", scalar(252, here)),
      entry("ToPort", scalar(86, here)),
      entry("Description", unknown("CDK describes the rule", here)),
      entry("DestinationSecurityGroupId", missing(here)),
    ],
    here,
  );
}
