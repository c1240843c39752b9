/** Every kind, for what looks at all of them. */
import type { Kind } from "../core/kinds.ts";
import { Instance, Subnet, Volume, VolumeAttachment } from "./ec2.ts";
import { LambdaFunction } from "./lambda.ts";
import { DnsRecord, HostedZone } from "./route53.ts";
import { IngressRule } from "./security-group.ts";
import { UserData } from "./user-data.ts";

export const kinds = [
  LambdaFunction,
  Instance,
  Subnet,
  Volume,
  VolumeAttachment,
  IngressRule,
  DnsRecord,
  HostedZone,
  UserData,
] as unknown as readonly Kind[];
