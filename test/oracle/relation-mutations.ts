/** Defects that lie between resources: one says what does not fit what another one says. */
import type { Expression, Intent } from "../../server/core/fixes.ts";
import { literal } from "../../server/core/fixes.ts";
import type { Program, Resource } from "../../server/core/resources.ts";
import { type Span, spanText } from "../../server/core/span.ts";
import { literalOf, type Value } from "../../server/core/values.ts";
import {
  at,
  beside,
  type Change,
  expression,
  expressionOf,
  type Mutation,
  mutationOf,
  refer,
  set,
  source,
  steps,
  where,
} from "./changes.ts";

const itself = (of: Resource, attribute?: string): Expression =>
  attribute === undefined ? { kind: "attribute", of } : { kind: "attribute", of, attribute };

/** What a property refers to, or an item of a list there. */
function targetsOf(value: Value, program: Program): Resource[] {
  if (value.kind === "list") return value.items.flatMap((i) => targetsOf(i, program));
  if (value.kind !== "reference") return [];
  return program.resources.filter((r) => r.address === value.target && r.mode === "managed");
}

const setting = (resource: Resource, path: string, to: Expression): Intent => ({
  do: "set",
  resource,
  path: steps(path),
  to,
});

/** Two zones for a volume and the instance that it is attached to. */
function twoZones(volume: string, instance: string, zone: string): Change {
  return (resource, program) => {
    const [v] = targetsOf(at(resource, volume), program);
    const [i] = targetsOf(at(resource, instance), program);
    if (!v || !i || v.module !== i.module) return [];
    return [[setting(v, zone, literal("eu-west-1a")), setting(i, zone, literal("eu-west-1b"))]];
  };
}

/** A volume that is attached to an instance of another zone. */
function attached(type: string, instances: string, zone: string, ids: readonly [string, string, string]): Change {
  return (volume, program) => {
    const [of, id] = [program.resources.find((r) => r.type === instances && r.module === volume.module), ids[0]];
    if (!of || isOneOfMany(of) || isOneOfMany(volume)) return [];
    const properties = {
      [id]: itself(volume, "id" === ids[2] ? "id" : undefined),
      [ids[1]]: itself(of, "id" === ids[2] ? "id" : undefined),
      [ids[2] === "id" ? "device_name" : "Device"]: literal("/dev/sdx"),
    };
    return [
      [
        setting(volume, zone, literal("eu-west-1a")),
        setting(of, zone, literal("eu-west-1b")),
        { do: "addResource", near: volume, name: "mutant", type, properties },
      ],
    ];
  };
}

/** Made by count or for_each: what refers to it has to say which. */
const isOneOfMany = (resource: Resource): boolean => resource.address.endsWith("]");

/** A volume on two instances. */
function twice(type: string, ids: readonly [string, string, string], attribute?: string): Change {
  return (volume) =>
    isOneOfMany(volume)
      ? []
      : [
          ["i-0123456789abcdef0", "i-0123456789abcdef1"].map((instance, i) => ({
            do: "addResource",
            near: volume,
            name: `mutant${i}`,
            type,
            properties: {
              [ids[0]]: itself(volume, attribute),
              [ids[1]]: literal(instance),
              [ids[2]]: literal("/dev/sdx"),
            },
          })),
        ];
}

/** The images by Region that a property takes one of: two or more, as they are written. */
function imageTable(resource: Resource): Span[] {
  const image = at(resource, resource.type.includes("::") ? "ImageId" : "ami");
  const table = image.kind === "unknown" ? image.foundBy : undefined;
  if (table?.kind !== "object") return [];
  const spans = [...table.entries.values()].flatMap(({ value }) =>
    value.kind === "scalar" && String(value.value).startsWith("ami-") ? [literalOf(value.origin)] : [],
  );
  return spans.every((s) => s.chunk === spans[0]!.chunk) && spans.length > 1 ? spans : [];
}

/** Another one of a type that belongs to the same thing takes this one's property. */
function likeItsSibling(type: string, owner: string, path: string): Change {
  return (resource, program) => {
    const [of] = targetsOf(at(resource, owner), program);
    const other = program.resources.find(
      (r) => r.type === type && r !== resource && of && targetsOf(at(r, owner), program).includes(of),
    );
    const to = other && expressionOf(at(other, path), program);
    return to ? [[setting(resource, path, to)]] : [];
  };
}

/** Everything of a type goes that refers to this one. */
function without(type: string, owner: string): Change {
  return (resource, program) => {
    const all = program.resources.filter((r) => r.type === type && targetsOf(at(r, owner), program).includes(resource));
    return all.length === 0 ? [] : [all.map((r) => ({ do: "removeResource", resource: r }))];
  };
}

/** A web server's script, on an instance whose groups admit nothing but SSH. */
function webServerBehindSsh(groups: string, data: Change, rules: (group: Resource) => Intent[]): Change {
  return (resource, program) => {
    const all = targetsOf(at(resource, groups), program);
    const [script] = data(resource, program);
    return all.length === 0 || !script ? [] : [[...script, ...all.flatMap(rules)]];
  };
}

const serves = "#!/bin/bash\nyum -y install httpd\nsystemctl start httpd\n";
const ssh = [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, CidrIp: "10.0.0.0/8" }];

/** A record named like the zone that it is in. */
function apex(zone: string, zoneName: string, name: string): Change {
  return (resource, program) => {
    const [of] = targetsOf(at(resource, zone), program);
    const named = of && expressionOf(at(of, zoneName), program);
    return named ? [[setting(resource, name, named)]] : [];
  };
}

/** A subnet whose name says that it is public. */
function publicSubnet(type: string, path: string, attribute?: string): Change {
  return (resource, program) => {
    const of = program.resources.find((r) => r.type === type && /public/i.test(r.name) && r.mode === "managed");
    return of ? [[setting(resource, path, { kind: "list", items: [itself(of, attribute)] })]] : [];
  };
}

const trustsAnother = source(/ecs-tasks\.amazonaws\.com/, "lambda.amazonaws.com");
const trustsNoInstance = source(/(["'\s])ec2\.amazonaws\.com/, "$1lambda.amazonaws.com");

export const relationMutations: readonly Mutation[] = [
  mutationOf("ebs-az-mismatch", {
    "AWS::EC2::VolumeAttachment": twoZones("VolumeId", "InstanceId", "AvailabilityZone"),
    aws_volume_attachment: twoZones("volume_id", "instance_id", "availability_zone"),
  }),
  mutationOf("ebs-az-mismatch", {
    "AWS::EC2::Volume": attached("AWS::EC2::VolumeAttachment", "AWS::EC2::Instance", "AvailabilityZone", [
      "VolumeId",
      "InstanceId",
      "",
    ]),
    aws_ebs_volume: attached("aws_volume_attachment", "aws_instance", "availability_zone", [
      "volume_id",
      "instance_id",
      "id",
    ]),
  }),
  mutationOf("ebs-multi-attach-required", {
    "AWS::EC2::Volume": twice("AWS::EC2::VolumeAttachment", ["VolumeId", "InstanceId", "Device"]),
    aws_ebs_volume: twice("aws_volume_attachment", ["volume_id", "instance_id", "device_name"], "id"),
  }),
  mutationOf("ami-same-id-two-regions", {
    "AWS::EC2::Instance": (resource) => {
      const [one, other] = imageTable(resource);
      return one && other ? [[{ do: "replaceText", span: other, text: spanText(one) }]] : [];
    },
  }),
  mutationOf("ami-region-missing", {
    "AWS::EC2::Instance": (resource) => {
      const spans = imageTable(resource).sort((a, b) => a.start - b.start);
      const [first, last] = [spans[0], spans.at(-1)];
      if (!first || !last) return [];
      return [[{ do: "replaceText", span: { ...first, start: first.end, end: last.end }, text: "" }]];
    },
  }),
  mutationOf("ec2-dedicated-host-mismatch", {
    "AWS::EC2::Instance": beside("AWS::EC2::Host", () => ({
      AvailabilityZone: literal("eu-west-1a"),
      InstanceType: literal("m5.large"),
      InstanceFamily: literal("m5"),
    })),
    aws_instance: beside("aws_ec2_host", () => ({
      availability_zone: literal("eu-west-1a"),
      instance_type: literal("m5.large"),
      instance_family: literal("m5"),
    })),
  }),
  mutationOf("ec2-public-ip-in-dns", {
    "AWS::EC2::Instance": beside("AWS::Route53::RecordSet", (of) => ({
      HostedZoneId: literal("Z0123456789ABCDEFGHIJ"),
      Name: literal("www.example.com"),
      Type: literal("A"),
      TTL: literal("300"),
      ResourceRecords: { kind: "list", items: [itself(of, "PublicIp")] },
    })),
    aws_instance: (resource, program) =>
      isOneOfMany(resource)
        ? []
        : beside("aws_route53_record", (of) => ({
            zone_id: literal("Z0123456789ABCDEFGHIJ"),
            name: literal("www.example.com"),
            type: literal("A"),
            ttl: literal(300),
            records: { kind: "list", items: [itself(of, "public_ip")] },
          }))(resource, program),
  }),
  mutationOf("ec2-private-key-in-state", {
    aws_key_pair: refer("public_key", "tls_private_key", "public_key_openssh"),
  }),
  mutationOf("ec2-role-trust-mismatch", {
    "AWS::IAM::Role": trustsNoInstance,
    aws_iam_role: trustsNoInstance,
    "data.aws_iam_policy_document": trustsNoInstance,
  }),
  mutationOf("ecs-role-trust-mismatch", {
    "AWS::IAM::Role": trustsAnother,
    aws_iam_role: trustsAnother,
    "data.aws_iam_policy_document": trustsAnother,
  }),
  mutationOf("ecs-autoscaled-desired-count", {
    "AWS::ECS::Service": (resource, program) =>
      program.resources.some((r) => r.type === "AWS::ApplicationAutoScaling::ScalableTarget")
        ? where({ DesiredCount: "absent" }, set({ DesiredCount: 2 }))(resource, program)
        : [],
    aws_ecs_service: source(/ignore_changes\s*=\s*\[[^\]]*desired_count[^\]]*\]/, "ignore_changes = [tags]"),
  }),
  mutationOf("ecs-ec2-no-capacity", {
    "AWS::ECS::Service": where({ LaunchType: "FARGATE" }, set({ LaunchType: "EC2" })),
    aws_ecs_service: where({ launch_type: "FARGATE" }, set({ launch_type: "EC2" })),
  }),
  mutationOf("ecs-fargate-compatibility", {
    "AWS::ECS::TaskDefinition": where(
      { "RequiresCompatibilities.0": "FARGATE" },
      set({ RequiresCompatibilities: ["EC2"], NetworkMode: "bridge" }),
    ),
    aws_ecs_task_definition: where(
      { "requires_compatibilities.0": "FARGATE" },
      set({ requires_compatibilities: ["EC2"], network_mode: "bridge" }),
    ),
  }),
  mutationOf("efs-mount-target-az", {
    "AWS::EFS::MountTarget": likeItsSibling("AWS::EFS::MountTarget", "FileSystemId", "SubnetId"),
    aws_efs_mount_target: likeItsSibling("aws_efs_mount_target", "file_system_id", "subnet_id"),
  }),
  mutationOf("efs-no-mount-target", {
    "AWS::EFS::FileSystem": without("AWS::EFS::MountTarget", "FileSystemId"),
    aws_efs_file_system: without("aws_efs_mount_target", "file_system_id"),
  }),
  mutationOf("eks-fargate-public-subnet", {
    "AWS::EKS::FargateProfile": publicSubnet("AWS::EC2::Subnet", "Subnets"),
    aws_eks_fargate_profile: publicSubnet("aws_subnet", "subnet_ids", "id"),
  }),
  mutationOf("route53-cname-apex", {
    "AWS::Route53::RecordSet": where({ Type: "CNAME" }, apex("HostedZoneId", "Name", "Name")),
    aws_route53_record: where({ type: "CNAME" }, apex("zone_id", "name", "name")),
  }),
  mutationOf("sg-inline-and-standalone-rules", {
    aws_security_group: where(
      { "ingress.0": "there" },
      beside("aws_security_group_rule", (of) => ({
        type: literal("ingress"),
        security_group_id: itself(of, "id"),
        protocol: literal("tcp"),
        from_port: literal(8080),
        to_port: literal(8080),
        cidr_blocks: expression(["10.0.0.0/8"]),
      })),
    ),
  }),
  mutationOf("sg-lb-listener-port-closed", {
    "AWS::ElasticLoadBalancingV2::Listener": set({ Port: 8123 }),
    aws_lb_listener: set({ port: 8123 }),
    aws_alb_listener: set({ port: 8123 }),
  }),
  mutationOf("sg-terraform-no-egress", {
    aws_instance: webServerBehindSsh("vpc_security_group_ids", set({ user_data: serves }), (group) =>
      at(group, "egress").kind === "absent" ? [] : [{ do: "remove", resource: group, path: ["egress", 0] }],
    ),
  }),
  mutationOf("sg-web-server-port-closed", {
    "AWS::EC2::Instance": webServerBehindSsh(
      "SecurityGroupIds",
      set({ UserData: { "Fn::Base64": serves } }),
      (group) => [setting(group, "SecurityGroupIngress", expression(ssh))],
    ),
    aws_instance: webServerBehindSsh("vpc_security_group_ids", set({ user_data: serves }), (group) =>
      (["from_port", "to_port"] as const).flatMap((name) =>
        at(group, "ingress.0").kind === "absent" ? [] : [setting(group, `ingress.0.${name}`, literal(22))],
      ),
    ),
  }),
  mutationOf("sg-cidr-instead-of-reference", {
    "AWS::EC2::SecurityGroup": (resource, program) => {
      const [vpc] = targetsOf(at(resource, "VpcId"), program);
      return vpc ? [[setting(resource, "SecurityGroupIngress", fromRange(itself(vpc, "CidrBlock")))]] : [];
    },
  }),
];

function fromRange(range: Expression): Expression {
  const [rule] = ssh;
  const { IpProtocol } = rule!;
  return {
    kind: "list",
    items: [
      {
        kind: "object",
        entries: {
          IpProtocol: literal(IpProtocol),
          FromPort: literal(3306),
          ToPort: literal(3306),
          CidrIp: range,
        },
      },
    ],
  };
}
