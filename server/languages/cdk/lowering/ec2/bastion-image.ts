/** The image of a bastion host that is given none: a feature flag decides which Amazon Linux it is of. */
import { type Entry, entry, piece, scalar, unknown } from "../../../../core/values.ts";
import type { ConstructInstance } from "../../constructs.ts";
import type { Flags } from "../feature-flags.ts";
import { isGiven, placeOf } from "../given.ts";

const FLAG = "aws-ec2:bastionHostUseAmazonLinux2023ByDefault";
const STORED = "/aws/service/ami-amazon-linux-latest/";

export function bastionImage(c: ConstructInstance, flags: Flags): Entry[] {
  const isNew = flags(FLAG);
  // The processor, and with it the image, follows the type of the instance.
  if (isGiven(c, "machineImage", "instanceType") || isNew === undefined || c.opened.length > 0) return [];
  const here = placeOf(c);
  const path = STORED + (isNew ? "al2023-ami-kernel-6.1-x86_64" : "amzn2-ami-kernel-5.10-hvm-x86_64-gp2");
  const foundBy = scalar(path, here, [piece(path, here.span)]);
  return [entry("ImageId", { ...unknown("the image is looked up when it is deployed", here), foundBy })];
}
