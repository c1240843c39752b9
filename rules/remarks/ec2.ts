/** What hovers say of EC2 instances, images, hosts and security groups. */
import type { Remark } from "../../server/core/facts.ts";

const guide = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide";
const checked = "2026-11-25";
/** When the catalogue of facts was last held against AWS; these were not read again since. */
const catalogued = "2026-11-23";

export const ec2: Readonly<Record<string, Remark>> = {
  instance: {
    text: "An EC2 instance is a rented virtual machine. AWS looks after the host; the system on it, its updates, its security groups, its role and its data are yours.",
    source: `${guide}/concepts.html`,
    checked: catalogued,
    notes: "EC2 › EC2 Basics",
    about: ["AWS::EC2::Instance", "aws_instance"],
  },

  sizing: {
    text: "The instance type sets processors, memory, network speed, and whether there is an instance store, whose data a stop erases. Volumes, the system and security groups are chosen apart from it.",
    source: `${guide}/instance-types.html`,
    checked: catalogued,
    notes: "EC2 › EC2 Basics",
    about: ["AWS::EC2::Instance.InstanceType", "aws_instance.instance_type"],
  },

  connecting: {
    text: "SSH needs the private half of this key pair; AWS keeps only the public one. Session Manager needs no key, and EC2 Instance Connect sends one of its own for each login, wherever its package is installed, not only on Amazon Linux 2. An Instance Connect Endpoint takes the place of a public address.",
    source: `${guide}/connect.html`,
    checked,
    notes: "EC2 › SSH Overview",
    about: ["AWS::EC2::Instance.KeyName", "aws_instance.key_name"],
  },

  regionalImage: {
    text: "An image belongs to one Region: the same image has another id in every other Region, and has to be copied there first.",
    source: `${guide}/CopyingAMIs.html`,
    checked,
    notes: "EC2 Instance Storage › AMI Overview",
    about: ["AWS::EC2::Instance.ImageId", "aws_instance.ami"],
  },

  bakedImage: {
    text: "An image keeps the files that it was made with: what a script wrote on the first instance, its address for one, stands on every instance that is launched from it.",
    source: `${guide}/CopyingAMIs.html`,
    checked: catalogued,
    notes: "EC2 Instance Storage › AMI Overview",
    about: ["AWS::EC2::Instance.ImageId", "aws_instance.ami"],
  },

  metadata: {
    text: "The metadata service at 169.254.169.254 hands the role's temporary credentials to whatever runs on the instance. They are renewed before they end.",
    source: `${guide}/instance-metadata-security-credentials.html`,
    checked,
    notes: "EC2 Instance Storage › EC2 Metadata",
    about: ["AWS::EC2::Instance.MetadataOptions", "aws_instance.metadata_options"],
  },

  spot: {
    text: "EC2 takes a Spot Instance back when it needs the capacity, two minutes after saying so. You pay the current Spot price; AWS advises against a maximum price, which makes interruptions more frequent.",
    source: `${guide}/spot-interruptions.html`,
    checked,
    notes: "EC2 › EC2 Instance Launch types",
    about: [
      "AWS::EC2::LaunchTemplate.LaunchTemplateData.InstanceMarketOptions",
      "aws_instance.instance_market_options",
      "aws_launch_template.instance_market_options",
      "aws_spot_instance_request",
    ],
  },

  capacityReservation: {
    text: "A Capacity Reservation holds capacity in one zone for as long as you keep it, without a term unless it is to start at a later date. Scheduled Reserved Instances, which once did this for recurring hours, can no longer be bought.",
    source: `${guide}/ec2-capacity-reservations.html`,
    checked,
    notes: "EC2 › EC2 Instance Launch types",
    about: ["AWS::EC2::CapacityReservation", "aws_ec2_capacity_reservation"],
  },

  dedicatedHost: {
    text: "A Dedicated Host is billed On-Demand from its allocation until its release; no term is needed. It shows sockets and cores, and lets you choose which instance runs where, which Dedicated Instances do not.",
    source: `${guide}/dedicated-hosts-overview.html`,
    checked,
    notes: "EC2 › EC2 Instance Launch types",
    about: ["AWS::EC2::Host", "aws_ec2_host"],
  },

  securityGroup: {
    text: "A security group only allows: no rule can deny, and the rules of all groups of an instance add up. It is stateful, so that answers need no rule. A connection that times out was mostly stopped here; one that is refused reached the instance, where nothing listens.",
    source: `${guide}/security-group-rules.html`,
    checked,
    notes: "EC2 › Introduction to Security Groups",
    about: ["AWS::EC2::SecurityGroup", "aws_security_group"],
  },

  defaultEgress: {
    text: "Without egress rules CloudFormation leaves the group's default, which lets everything out.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-securitygroup.html",
    checked,
    notes: "EC2 › Introduction to Security Groups",
    about: ["AWS::EC2::SecurityGroup.SecurityGroupEgress"],
  },
};
