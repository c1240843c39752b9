/** aws_route53: zones, and records with the names that CDK gives them. */

import { all, always } from "../../../core/conditions.ts";
import { alternatives, lookup, mapChoice } from "../../../core/lookup.ts";
import {
  choice,
  type Entry,
  entry,
  lazyEntry,
  list,
  missing,
  type Origin,
  piece,
  scalar,
  text,
  unknown,
  type Value,
} from "../../../core/values.ts";
import { type ConstructInstance, constructOf } from "../constructs.ts";
import { attributeOf, type Model, propOf, ref, to } from "./model.ts";

/** CDK ends a zone's name with a dot. */
function withDot(name: Value): Value {
  if (name.kind === "choice") return mapChoice(name, withDot);
  if (name.kind === "scalar") return String(name.value).endsWith(".") ? name : text([name, piece(".")], name.origin);
  return name.kind === "text" ? text([name, piece(".")], name.origin) : unknown("the name is not known", name.origin);
}

export const route53Models: readonly Model[] = [
  {
    classes: ["aws_route53.HostedZone", "aws_route53.PublicHostedZone", "aws_route53.PrivateHostedZone"],
    type: "AWS::Route53::HostedZone",
    l1: "aws_route53.CfnHostedZone",
    props: { zoneName: to("Name", withDot, { rivals: ["addTrailingDot"] }) },
    members: { hostedZoneId: ref, zoneName: propOf("zoneName"), hostedZoneNameServers: attributeOf("NameServers") },
  },
];

/** Record classes, with their type where the class says it, and the prop that holds their values. */
const records: Readonly<Record<string, { readonly type?: string; readonly values?: string }>> = {
  "aws_route53.CnameRecord": { type: "CNAME", values: "domainName" },
  "aws_route53.ARecord": { type: "A" },
  "aws_route53.AaaaRecord": { type: "AAAA" },
  "aws_route53.TxtRecord": { type: "TXT" },
  "aws_route53.MxRecord": { type: "MX" },
  "aws_route53.SrvRecord": { type: "SRV" },
  "aws_route53.CaaRecord": { type: "CAA" },
  "aws_route53.DsRecord": { type: "DS" },
  "aws_route53.RecordSet": {},
};

/** Whether a class makes a record set. */
export const isRecord = (className: string): boolean => Object.hasOwn(records, className);

/** The name of a zone: its own, or what an import says. Unknown where neither does. */
export function zoneName(zone: Value, read: (value: Value) => Value): Value {
  const construct = constructOf(zone);
  if (!construct) return unknown("the hosted zone is not known", zone.origin);
  const found = construct.factory === undefined ? lookup(construct.props, ["zoneName"]) : importedZoneName(construct);
  const name = found ? read(found) : undefined;
  return !name || name.kind === "absent" ? unknown("the zone's name is not known", zone.origin) : name;
}

/** The name of an imported zone as a property of it. */
export function importedZoneEntries(zone: ConstructInstance, read: (value: Value) => Value): Entry[] {
  const name = importedZoneName(zone);
  return name && name.kind !== "absent" ? [lazyEntry("Name", () => read(name))] : [];
}

function importedZoneName(zone: ConstructInstance): Value | undefined {
  if (zone.factory === "fromLookup") return lookup(zone.props, ["domainName"]);
  if (zone.factory?.endsWith("ZoneAttributes")) return lookup(zone.props, ["zoneName"]);
  return undefined;
}

/** The properties of a record that its rules look at. */
export function recordEntries(className: string, construct: ConstructInstance, read: (value: Value) => Value): Entry[] {
  const { type, values } = records[className]!;
  const prop = (name: string) => read(lookup(construct.props, [name]));
  const zone = lookup(construct.props, ["zone"]);
  const place = { span: construct.nameSpan };
  const recordType = type === undefined ? prop("recordType") : scalar(type, place);
  const entries = [
    entry("Type", recordType),
    entry("Name", recordName(prop("recordName"), zoneName(zone, read), place)),
    entry("HostedZoneId", read(zone)),
  ];
  if (values) {
    const value = prop(values);
    entries.push(entry("ResourceRecords", list([value], value.origin)), entry("AliasTarget", missing(place)));
  }
  return entries;
}

/** The full name that CDK writes for a record: relative names get the zone's, and every name a dot. */
export function recordName(given: Value, zone: Value, place: Origin): Value {
  const found = alternatives(given).flatMap((g) =>
    alternatives(zone).map((z) => ({ when: all(g.condition, z.condition), value: fullName(g.value, z.value, place) })),
  );
  return found.length === 1 && found[0]!.when === always ? found[0]!.value : choice(found, given.origin);
}

function fullName(given: Value, zone: Value, place: Origin): Value {
  const zoneText = zone.kind === "scalar" ? String(zone.value).replace(/\.$/, "") : undefined;
  if (given.kind === "absent" || (given.kind === "scalar" && given.value === "")) {
    // What is left out has the place of the record.
    const at = given.kind === "absent" ? place : given.origin;
    if (zoneText === undefined)
      return zone.kind === "text" ? text([zone, piece(".")], at) : unknown("the zone's name is not known", at);
    return scalar(`${zoneText}.`, at, [piece(`${zoneText}.`, at.span)]);
  }
  if (given.kind !== "scalar")
    return given.kind === "text" ? unknown("the record's name is not known", given.origin) : given;
  const name = String(given.value);
  const origin = given.origin;
  if (name.endsWith(".")) return given;
  if (zoneText === undefined) return text([given, piece("."), zone, piece(".")], origin);
  const full = name.endsWith(`.${zoneText}`) || name === zoneText ? `${name}.` : `${name}.${zoneText}.`;
  return scalar(full, origin, [piece(full, origin.span)]);
}
