/** aws_iam, as far as instances take its roles. */
import { attributeOf, type Model, ref, to } from "./model.ts";

export const iamModels: readonly Model[] = [
  {
    classes: ["aws_iam.Role"],
    type: "AWS::IAM::Role",
    l1: "aws_iam.CfnRole",
    props: { roleName: to("RoleName"), path: to("Path") },
    made: { AssumeRolePolicyDocument: { unknown: "CDK writes the policy" } },
    members: { roleName: ref, roleArn: attributeOf("Arn"), roleId: attributeOf("RoleId") },
  },
];
