/** How capacity is bought: launch configurations, Spot. */
import { anything, kind, string } from "../core/kinds.ts";
import { type Lens, property } from "../core/lenses.ts";
import { missing, scalar } from "../core/values.ts";

const nothing: Lens = { read: ({ object }) => missing(object.origin) };
const spot: Lens = { read: ({ resource }) => scalar("spot", { span: resource.nameSpan }) };

export const LaunchConfiguration = kind(
  "launch configuration",
  /** Unknown for a group of CDK, where a feature flag decides whether it is a launch template instead. */
  { configurationName: anything },
  { type: "AWS::AutoScaling::LaunchConfiguration", read: { configurationName: property("LaunchConfigurationName") } },
  { type: "aws_launch_configuration", read: { configurationName: property("name") } },
);

/** What runs on capacity that can be taken back. */
export const MarketOptions = kind(
  "market options",
  {
    /** "spot" or "capacity-block". */
    market: string,
    options: anything,
    /** Of a launch configuration: its being there asks for Spot. */
    price: anything,
  },
  {
    type: "AWS::EC2::LaunchTemplate",
    read: {
      market: property("LaunchTemplateData.InstanceMarketOptions.MarketType"),
      options: property("LaunchTemplateData.InstanceMarketOptions"),
      price: nothing,
    },
  },
  {
    type: "AWS::AutoScaling::LaunchConfiguration",
    read: { market: nothing, options: nothing, price: property("SpotPrice") },
  },
  ...["aws_launch_template", "aws_instance"].map((type) => ({
    type,
    read: {
      market: property("instance_market_options.market_type"),
      options: property("instance_market_options"),
      price: nothing,
    },
  })),
  { type: "aws_launch_configuration", read: { market: nothing, options: nothing, price: property("spot_price") } },
  { type: "aws_spot_instance_request", read: { market: spot, options: nothing, price: nothing } },
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
