import { ElasticIp } from "../../server/aws/ec2.ts";
import { attributeOwner } from "../../server/aws/iam-roles.ts";
import { DnsRecord } from "../../server/aws/route53.ts";
import { all } from "../../server/core/conditions.ts";
import { alternatives } from "../../server/core/lookup.ts";
import { type RuleContext, rule } from "../../server/core/rules.ts";

export default rule({
  id: "ec2-public-ip-in-dns",
  title: "DNS record with the changing public address of an instance",
  category: "reliability",
  variants: { address: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › EC2 Basics",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html",
  check(context) {
    for (const record of context.every(DnsRecord))
      for (const values of record.values.readings) {
        if (values.raw.kind !== "list") continue;
        for (const item of values.raw.items)
          for (const { value, condition } of alternatives(item, values.condition)) {
            const owner = attributeOwner(value);
            if (!owner || !/^(?:PublicIp|PublicDnsName|public_ip|public_dns)$/.test(owner.attribute)) continue;
            const instance = context.resource(owner.address);
            if (!instance || !/^(?:AWS::EC2::Instance|aws_instance)$/.test(instance.type)) continue;
            if (instance.mode !== "managed" || mayHaveElasticIp(instance.address, context)) continue;
            context.report(
              "address",
              { span: value.origin.span, condition: all(condition, instance.condition), resource: record.resource },
              `${record.name} holds the public address of ${instance.name}, which is another one whenever the instance was stopped. Give the instance an Elastic IP address, and put that here.`,
            );
          }
      }
  },
});

/** True where an Elastic IP address belongs to the instance, or may. */
function mayHaveElasticIp(instance: string, { everyKnown, program }: Pick<RuleContext, "everyKnown" | "program">) {
  if (program.open.length > 0) return true;
  return everyKnown(ElasticIp).some(({ instance: of }) =>
    of.readings.some(({ raw }) => (raw.kind === "reference" ? raw.target === instance : raw.kind !== "absent")),
  );
}
