import { GroupRule, type GroupRuleSubject } from "../../server/aws/group-rules.ts";
import { networkOfHostRange, rangeFault } from "../../server/aws/network.ts";
import { all } from "../../server/core/conditions.ts";
import { literal } from "../../server/core/fixes.ts";
import type { Reading } from "../../server/core/kinds.ts";
import { alternatives } from "../../server/core/lookup.ts";
import { type RuleContext, rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import type { Value } from "../../server/core/values.ts";

type Context = RuleContext<"malformed" | "family" | "host" | "missing">;

export default rule({
  id: "sg-invalid-source",
  title: "Source of a security group rule is malformed or missing",
  category: "correctness",
  variants: {
    malformed: { severity: "error", profile: "errors" },
    family: { severity: "error", profile: "errors" },
    host: { severity: "error", profile: "errors" },
    missing: { severity: "warning", profile: "recommended" },
  },
  notes: "EC2 › Security Groups",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-rules.html",
  alone: [GroupRule],
  check(context) {
    for (const of of context.every(GroupRule)) {
      for (const reading of of.ranges.readings) checkRanges(of, reading, 4, context);
      for (const reading of of.ipv6Ranges.readings) checkRanges(of, reading, 6, context);
      if (isStandalone(of)) checkMissing(of, context);
    }
  },
});

/** Inline blocks of Terraform may have empty lists, and then are sent as they are. */
function isStandalone({ resource }: GroupRuleSubject): boolean {
  return resource.vocabulary === "cloudformation" || !/^aws_(default_)?security_group$/.test(resource.type);
}

function checkRanges(of: GroupRuleSubject, reading: Reading<Value>, family: 4 | 6, context: Context): void {
  const items = reading.raw.kind === "list" ? reading.raw.items : [reading.raw];
  for (const item of items)
    for (const { value, condition } of alternatives(item, reading.condition))
      if (value.kind === "scalar") checkRange(of, { reading, value, condition }, family, context);
}

interface Range {
  readonly reading: Reading<Value>;
  readonly value: Value & { readonly kind: "scalar" };
  readonly condition: Reading<Value>["condition"];
}

function checkRange(of: GroupRuleSubject, { reading, value, condition }: Range, family: 4 | 6, context: Context): void {
  const cidr = String(value.value);
  const spot = { ...reading, raw: value, condition };
  const fault = rangeFault(cidr, family);
  if (fault === "other family")
    context.report(
      "family",
      spot,
      `${of.name} has ${cidr} where IPv${family} ranges stand; EC2 refuses it. IPv${family === 4 ? 6 : 4} ranges have a property of their own.`,
    );
  else if (fault === "no prefix") {
    const bits = family === 4 ? 32 : 128;
    const whole = /^(0\.0\.0\.0|::)$/.test(cidr.trim());
    const found = context.report(
      "malformed",
      spot,
      `${of.name} has ${cidr}, an address without a prefix length, where EC2 wants a range.${whole ? "" : ` One address is ${cidr}/${bits}.`}`,
    );
    if (!whole)
      found.fix(`Make it ${cidr}/${bits}`, (edit) =>
        edit.intents.push({ do: "replace", value, resource: of.resource, with: literal(`${cidr}/${bits}`) }),
      );
  } else if (fault === "malformed")
    context.report("malformed", spot, `${of.name} has ${cidr}, which is no IPv4 range: EC2 refuses it.`);
  else if (family === 4 && of.resource.vocabulary === "terraform") {
    const network = networkOfHostRange(cidr);
    if (network !== undefined)
      context
        .report(
          "host",
          spot,
          `${of.name} has ${cidr}, an address in a range; the provider takes the network itself only, ${network}.`,
        )
        .fix(`Make it ${network}`, (edit) =>
          edit.intents.push({ do: "replace", value, resource: of.resource, with: literal(network) }),
        );
  }
}

function checkMissing(of: GroupRuleSubject, { report }: Context): void {
  for (const is of together({
    direction: of.direction,
    ranges: of.ranges,
    ipv6Ranges: of.ipv6Ranges,
    peerGroup: of.peerGroup,
    prefixLists: of.prefixLists,
    self: of.self,
  })) {
    const { direction, condition, ...sources } = is;
    if (!direction.isKnown || Object.values(sources).some((s) => !s.isAbsent)) continue;
    const from = direction.value === "egress" ? "where to" : "from where";
    report(
      "missing",
      { span: of.nameSpan, condition: all(condition, of.condition), resource: of.resource },
      `A rule of ${of.name} does not say ${from}: it has no range, no security group and no prefix list, so it admits nobody, if EC2 takes it at all.`,
    );
  }
}
