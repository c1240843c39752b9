/** Every kind, for what looks at all of them. */
import type { Kind } from "../core/kinds.ts";
import { AppRunnerService } from "./app-runner.ts";
import { Instance, Subnet, Volume, VolumeAttachment } from "./ec2.ts";
import { EcsService, ScalingPolicy, TaskDefinition } from "./ecs.ts";
import { FileSystem, MountTarget } from "./efs.ts";
import { EksCluster, NodeGroup } from "./eks.ts";
import { GroupRule, SecurityGroup } from "./group-rules.ts";
import { LambdaFunction } from "./lambda.ts";
import { Listener, LoadBalancer } from "./load-balancers.ts";
import { Machine } from "./machines.ts";
import { DnsRecord, HostedZone } from "./route53.ts";
import { IngressRule } from "./security-group.ts";
import { UserData } from "./user-data.ts";
import { EbsStorage } from "./volumes.ts";

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
  EbsStorage,
  GroupRule,
  SecurityGroup,
  FileSystem,
  MountTarget,
  LoadBalancer,
  Listener,
  Machine,
  TaskDefinition,
  EcsService,
  ScalingPolicy,
  EksCluster,
  NodeGroup,
  AppRunnerService,
] as unknown as readonly Kind[];
