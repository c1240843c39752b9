/** VPCs and their ranges. */
import { anything, kind } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";

export const Vpc = kind(
  "VPC",
  { range: anything },
  { type: "AWS::EC2::VPC", read: { range: property("CidrBlock") } },
  { type: "aws_vpc", read: { range: property("cidr_block") } },
);
