/** Scripts that an instance runs when it first starts. */
import { anything, kind } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";

/** User data, with what else of the machine rules about scripts look at. */
export const UserData = kind(
  "user data",
  {
    script: anything,
    /** The name, ARN or reference of its instance profile. */
    instanceProfile: anything,
  },
  {
    type: "AWS::EC2::Instance",
    read: {
      script: property("UserData"),
      instanceProfile: property("IamInstanceProfile"),
    },
  },
  {
    type: "AWS::EC2::LaunchTemplate",
    read: {
      script: property("LaunchTemplateData.UserData"),
      instanceProfile: property("LaunchTemplateData.IamInstanceProfile.Name", {
        or: "LaunchTemplateData.IamInstanceProfile.Arn",
      }),
    },
  },
  {
    type: "AWS::AutoScaling::LaunchConfiguration",
    read: {
      script: property("UserData"),
      instanceProfile: property("IamInstanceProfile"),
    },
  },
  ...["aws_instance", "aws_launch_configuration", "aws_spot_instance_request"].flatMap((type) =>
    ["user_data", "user_data_base64"].map((name) => ({
      type,
      read: {
        script: property(name),
        instanceProfile: property("iam_instance_profile"),
      },
    })),
  ),
  {
    type: "aws_launch_template",
    read: {
      script: property("user_data"),
      instanceProfile: property("iam_instance_profile.name", { or: "iam_instance_profile.arn" }),
    },
  },
);
