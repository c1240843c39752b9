/** What stops instances and starts them again. */
import { anything, kind, string } from "../core/kinds.ts";
import { type Lens, property } from "../core/lenses.ts";
import { missing } from "../core/values.ts";

const nothing: Lens = { read: ({ object }) => missing(object.origin) };

/** An instance or launch template, with what becomes of it when something stops it. */
export const Stoppable = kind(
  "what can be stopped",
  {
    instanceType: string,
    /** What happens when Spot capacity is taken back: "terminate", "stop" or "hibernate". */
    interruption: string,
  },
  { type: "AWS::EC2::Instance", read: { instanceType: property("InstanceType"), interruption: nothing } },
  {
    type: "AWS::EC2::LaunchTemplate",
    read: {
      instanceType: property("LaunchTemplateData.InstanceType"),
      interruption: property("LaunchTemplateData.InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior"),
    },
  },
  ...["aws_instance", "aws_launch_template"].map((type) => ({
    type,
    read: {
      instanceType: property("instance_type"),
      interruption: property("instance_market_options.spot_options.instance_interruption_behavior"),
    },
  })),
  {
    type: "aws_spot_instance_request",
    read: {
      instanceType: property("instance_type"),
      interruption: property("instance_interruption_behavior"),
    },
  },
);

/** Terraform's way to stop an instance. */
export const InstanceState = kind(
  "instance state",
  { instance: anything, state: string },
  { type: "aws_ec2_instance_state", read: { instance: property("instance_id"), state: property("state") } },
);
