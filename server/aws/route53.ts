/** Route 53 zones and records. */
import { compare } from "../core/compare.ts";
import { anything, kind, string } from "../core/kinds.ts";
import { ofResource, property } from "../core/lenses.ts";
import type { Resource } from "../core/resources.ts";
import { type Piece, piece, scalar, text, type Value } from "../core/values.ts";

export const HostedZone = kind(
  "hosted zone",
  { zoneName: anything },
  { type: "AWS::Route53::HostedZone", read: { zoneName: property("Name") } },
  { type: "aws_route53_zone", read: { zoneName: property("name") } },
);

export const DnsRecord = kind(
  "DNS record",
  {
    recordName: anything,
    type: string,
    /** Its zone, by reference or id. */
    zone: anything,
    /** Its zone, by name. */
    zoneName: anything,
    values: anything,
    ttl: anything,
    alias: anything,
  },
  {
    type: "AWS::Route53::RecordSet",
    read: {
      recordName: property("Name"),
      type: property("Type"),
      zone: property("HostedZoneId"),
      zoneName: property("HostedZoneName"),
      values: property("ResourceRecords"),
      ttl: property("TTL"),
      alias: property("AliasTarget"),
    },
  },
  {
    type: "AWS::Route53::RecordSetGroup",
    each: "RecordSets",
    read: {
      recordName: property("Name"),
      type: property("Type"),
      zone: ofResource("HostedZoneId"),
      zoneName: ofResource("HostedZoneName"),
      values: property("ResourceRecords"),
      ttl: property("TTL"),
      alias: property("AliasTarget"),
    },
  },
  {
    type: "aws_route53_record",
    read: {
      recordName: property("name"),
      type: property("type"),
      zone: property("zone_id"),
      values: property("records"),
      ttl: property("ttl"),
      alias: property("alias"),
    },
  },
);

/** Whether two DNS names are the same: case and a trailing dot do not count. */
export function compareNames(a: Value, b: Value): ReturnType<typeof compare> {
  return compare(canonical(a), canonical(b));
}

function canonical(name: Value): Value {
  if (name.kind === "scalar") return scalar(String(name.value).toLowerCase().replace(/\.$/, ""), name.origin);
  if (name.kind !== "text") return name;
  const parts = name.parts.map((p: Piece | Value) => (p.kind === "piece" ? piece(p.text.toLowerCase()) : p));
  const last = parts.at(-1);
  if (last?.kind === "piece") parts[parts.length - 1] = piece(last.text.replace(/\.$/, ""));
  const written = parts.filter((p) => p.kind !== "piece" || p.text !== "");
  const [only] = written;
  return written.length === 1 && only!.kind !== "piece" ? (only as Value) : text(written, name.origin);
}

/** An AWS resource that an alias record can point to, by the attribute that holds its DNS name. */
export interface AliasTarget {
  readonly dnsName: string;
  /** The attribute of its hosted zone id, or the fixed id. */
  readonly zoneId: { readonly attribute: string } | { readonly fixed: string };
}

/**
 * The zone of every CloudFront distribution outside of China.
 * Source: docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_route53_targets.CloudFrontTarget.html, read 2026-11-25.
 */
const CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

/** By resource type; the attributes are those of the resource type's own vocabulary. */
const aliasTargets: Readonly<Record<string, AliasTarget>> = {
  "AWS::ElasticLoadBalancingV2::LoadBalancer": {
    dnsName: "DNSName",
    zoneId: { attribute: "CanonicalHostedZoneID" },
  },
  "AWS::ElasticLoadBalancing::LoadBalancer": {
    dnsName: "DNSName",
    zoneId: { attribute: "CanonicalHostedZoneNameID" },
  },
  "AWS::CloudFront::Distribution": { dnsName: "DomainName", zoneId: { fixed: CLOUDFRONT_ZONE } },
  aws_lb: { dnsName: "dns_name", zoneId: { attribute: "zone_id" } },
  aws_alb: { dnsName: "dns_name", zoneId: { attribute: "zone_id" } },
  aws_elb: { dnsName: "dns_name", zoneId: { attribute: "zone_id" } },
  aws_cloudfront_distribution: { dnsName: "domain_name", zoneId: { attribute: "hosted_zone_id" } },
};

/** What an alias record to a resource is made of; undefined where it can have none, or where that is not known. */
export function aliasTargetOf({ type, region }: Resource): AliasTarget | undefined {
  const target = aliasTargets[type];
  const inChina = region?.kind === "scalar" && String(region.value).startsWith("cn-");
  return target && "fixed" in target.zoneId && inChina ? undefined : target;
}
