/** Machine images: where one is chosen, and how one is looked up. */
import { anything, boolean, kind, string } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";

export const ImageUse = kind(
  "use of an image",
  { image: string },
  ...["AWS::EC2::Instance", "AWS::AutoScaling::LaunchConfiguration"].map((type) => ({
    type,
    read: { image: property("ImageId") },
  })),
  { type: "AWS::EC2::LaunchTemplate", read: { image: property("LaunchTemplateData.ImageId") } },
  ...["aws_instance", "aws_spot_instance_request"].map((type) => ({ type, read: { image: property("ami") } })),
  ...["aws_launch_template", "aws_launch_configuration"].map((type) => ({
    type,
    read: { image: property("image_id") },
  })),
);

/** A search for an image, by Terraform's data source. */
export const ImageLookup = kind(
  "image lookup",
  { newest: boolean, owners: anything, filters: anything, isUnsafe: boolean },
  {
    type: "aws_ami",
    read: {
      newest: property("most_recent"),
      owners: property("owners"),
      filters: property("filter"),
      isUnsafe: property("allow_unsafe_filter"),
    },
  },
);
