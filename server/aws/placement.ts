/** Where instances are placed: tenancy, and Dedicated Hosts. */
import { relation } from "../core/binding.ts";
import { anything, kind, string } from "../core/kinds.ts";
import { type Lens, property } from "../core/lenses.ts";

const cloudformation = (prefix: string) => ({
  tenancy: property(`${prefix}Tenancy`),
  host: property(`${prefix}HostId`),
  hostGroup: property(`${prefix}HostResourceGroupArn`),
  affinity: property(`${prefix}Affinity`),
});

const terraform = (prefix: string): Readonly<Record<string, Lens>> => ({
  tenancy: property(`${prefix}tenancy`),
  host: property(`${prefix}host_id`),
  hostGroup: property(`${prefix}host_resource_group_arn`),
});

export const Placement = kind(
  "placement",
  {
    /** "default", "dedicated" or "host". */
    tenancy: string,
    host: anything,
    hostGroup: anything,
    /** "default" or "host". */
    affinity: string,
    instanceType: string,
    /** "standard" or "unlimited". */
    credits: string,
  },
  {
    type: "AWS::EC2::Instance",
    read: {
      ...cloudformation(""),
      instanceType: property("InstanceType"),
      credits: property("CreditSpecification.CPUCredits"),
    },
  },
  {
    type: "AWS::EC2::LaunchTemplate",
    read: {
      ...cloudformation("LaunchTemplateData.Placement."),
      instanceType: property("LaunchTemplateData.InstanceType"),
      credits: property("LaunchTemplateData.CreditSpecification.CpuCredits"),
    },
  },
  {
    type: "aws_instance",
    read: {
      ...terraform(""),
      instanceType: property("instance_type"),
      credits: property("credit_specification.cpu_credits"),
    },
  },
  {
    type: "aws_launch_template",
    read: {
      ...terraform("placement."),
      affinity: property("placement.affinity"),
      instanceType: property("instance_type"),
      credits: property("credit_specification.cpu_credits"),
    },
  },
);

export const DedicatedHost = kind(
  "Dedicated Host",
  { zone: anything, instanceType: string, instanceFamily: string },
  {
    type: "AWS::EC2::Host",
    read: {
      zone: property("AvailabilityZone"),
      instanceType: property("InstanceType"),
      instanceFamily: property("InstanceFamily"),
    },
  },
  {
    type: "aws_ec2_host",
    read: {
      zone: property("availability_zone"),
      instanceType: property("instance_type"),
      instanceFamily: property("instance_family"),
    },
  },
);

export const placedOnHost = relation(Placement, "host", DedicatedHost);
