import { aliasTargetOf, compareNames, DnsRecord, HostedZone } from "../../server/aws/route53.ts";
import { shown } from "../../server/core/compare.ts";
import { all, always } from "../../server/core/conditions.ts";
import { attribute, type Expression, literal } from "../../server/core/fixes.ts";
import type { SubjectOf } from "../../server/core/kinds.ts";
import { type Report, type RuleContext, rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import type { Value } from "../../server/core/values.ts";

export default rule({
  id: "route53-cname-apex",
  title: "CNAME at the zone apex",
  category: "correctness",
  variants: { apex: { severity: "error", profile: "errors" } },
  notes: "Route 53 › CNAME vs Alias",
  docs: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html",
  check(context) {
    for (const record of context.every(DnsRecord))
      for (const is of together({
        name: record.recordName,
        type: record.type,
        zone: record.zone,
        zoneName: record.zoneName,
      })) {
        if (!is.type.isKnown || is.type.value !== "CNAME") continue;
        for (const zone of zoneNames(is.zone.raw, is.zoneName.raw, context)) {
          if (!isApex(is.name.raw, zone.name, record)) continue;
          const report = context.report(
            "apex",
            { ...is.name, condition: all(is.condition, zone.condition) },
            `${record.name} is a CNAME for ${shown(zone.name).replace(/\.$/, "")} itself, the apex of its zone, where DNS allows no CNAME: Route 53 refuses it. Use an alias A record.`,
          );
          offerAlias(report, record, context);
        }
      }
  },
});

/** The names that the record's zone may have: by its own word, or by the zone that it refers to. */
function* zoneNames(zone: Value, zoneName: Value, { at }: Pick<RuleContext, "at">) {
  if (zoneName.kind !== "absent" && zoneName.kind !== "unknown") yield { name: zoneName, condition: always };
  if (zone.kind !== "reference") return;
  for (const hosted of at(HostedZone, zone.target))
    for (const { raw, condition, isAbsent } of hosted.zoneName.readings) if (!isAbsent) yield { name: raw, condition };
}

/** Terraform's names are relative to the zone unless they end with it: no name is the apex. */
function isApex(name: Value, zone: Value, record: SubjectOf<typeof DnsRecord>): boolean {
  if (record.resource.vocabulary === "terraform" && name.kind === "scalar" && name.value === "") return true;
  return name.kind !== "absent" && compareNames(name, zone) === "same";
}

/** An alias record in its place, where the target is a resource that has one. */
function offerAlias(
  report: Report,
  record: SubjectOf<typeof DnsRecord>,
  { resource }: Pick<RuleContext, "resource">,
): void {
  const [values] = record.values.readings;
  if (record.values.readings.length !== 1 || values?.raw.kind !== "list" || values.raw.items.length !== 1) return;
  const [name] = values.raw.items;
  if (name?.kind !== "reference") return;
  const target = resource(name.target);
  const alias = target && aliasTargetOf(target);
  if (!target || !alias || alias.dnsName !== name.attribute) return;
  const zoneId: Expression =
    "fixed" in alias.zoneId ? literal(alias.zoneId.fixed) : attribute(target, alias.zoneId.attribute);
  const dnsName = attribute(target, alias.dnsName);
  const terraform = record.resource.vocabulary === "terraform";
  report.fix(`Make it an alias of ${target.name}`, (edit) => {
    edit.set(record.type, "A");
    for (const old of [record.ttl.readings[0]!, values]) if (!old.isAbsent) edit.remove(old);
    edit.setProperty(record.resource, [...record.path, terraform ? "alias" : "AliasTarget"], {
      kind: "object",
      entries: terraform
        ? { name: dnsName, zone_id: zoneId, evaluate_target_health: literal(false) }
        : { DNSName: dnsName, HostedZoneId: zoneId },
    });
  });
}
