/** The metadata service of what runs. */
import { anything, kind, string } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";

export const MetadataOptions = kind(
  "instance metadata options",
  {
    /** "required" or "optional". */
    tokens: string,
    /** "enabled" or "disabled". */
    endpoint: string,
    /** The launch template that may say the rest. */
    template: anything,
  },
  ...["AWS::EC2::Instance", "AWS::AutoScaling::LaunchConfiguration"].map((type) => ({
    type,
    read: {
      tokens: property("MetadataOptions.HttpTokens"),
      endpoint: property("MetadataOptions.HttpEndpoint"),
      template: property("LaunchTemplate"),
    },
  })),
  {
    type: "AWS::EC2::LaunchTemplate",
    read: {
      tokens: property("LaunchTemplateData.MetadataOptions.HttpTokens"),
      endpoint: property("LaunchTemplateData.MetadataOptions.HttpEndpoint"),
      template: property("LaunchTemplateData.LaunchTemplate"),
    },
  },
  ...["aws_instance", "aws_launch_template", "aws_launch_configuration", "aws_spot_instance_request"].map((type) => ({
    type,
    read: {
      tokens: property("metadata_options.http_tokens"),
      endpoint: property("metadata_options.http_endpoint"),
      template: property("launch_template"),
    },
  })),
);

/** What Terraform sets for a whole account in a Region. */
export const MetadataDefaults = kind(
  "instance metadata defaults",
  {},
  { type: "aws_ec2_instance_metadata_defaults", read: {} },
);
