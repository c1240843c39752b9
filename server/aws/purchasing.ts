/** How capacity is bought: launch configurations, Spot. */
import { anything, kind, string } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";

export const LaunchConfiguration = kind(
  "launch configuration",
  /** Unknown for a group of CDK, where a feature flag decides whether it is a launch template instead. */
  { configurationName: anything },
  { type: "AWS::AutoScaling::LaunchConfiguration", read: { configurationName: property("LaunchConfigurationName") } },
  { type: "aws_launch_configuration", read: { configurationName: property("name") } },
);

/** A request for Spot capacity. */
export const SpotRequest = kind(
  "Spot request",
  {
    maxPrice: anything,
    /** "one-time" or "persistent". */
    type: string,
    /** What happens when AWS takes the capacity back. */
    interruption: string,
  },
  {
    type: "AWS::EC2::LaunchTemplate",
    read: {
      maxPrice: property("LaunchTemplateData.InstanceMarketOptions.SpotOptions.MaxPrice"),
      type: property("LaunchTemplateData.InstanceMarketOptions.SpotOptions.SpotInstanceType"),
      interruption: property("LaunchTemplateData.InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior"),
    },
  },
  ...["aws_launch_template", "aws_instance"].map((type) => ({
    type,
    read: {
      maxPrice: property("instance_market_options.spot_options.max_price"),
      type: property("instance_market_options.spot_options.spot_instance_type"),
      interruption: property("instance_market_options.spot_options.instance_interruption_behavior"),
    },
  })),
  // Its own default is persistent, and AWS takes that with any interruption.
  { type: "aws_spot_instance_request", read: { maxPrice: property("spot_price") } },
);
