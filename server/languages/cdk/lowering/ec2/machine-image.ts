/** The user data that an instance has when it is given none: that of its machine image. */
import { lookup } from "../../../../core/lookup.ts";
import { unknown, type Value } from "../../../../core/values.ts";
import { carriedBy } from "../../constructs.ts";

/** User data that is not written anywhere: a platform's empty one. */
export type EmptyUserData = "linux" | "windows";

/** What the image brings: user data that was handed to it, an empty one, or unknown. */
export function imageUserData(image: Value): Value | EmptyUserData {
  const carried = carriedBy(image);
  const mystery = unknown("the user data of the machine image is not known", image.origin);
  if (carried?.kind !== "made" || !carried.argsClosed) return mystery;
  const name = carried.fqn.replace(/^aws-cdk-lib\.aws_ec2\./, "");
  const how = IMAGES[carried.member === undefined ? name : `${name}.${carried.member}`];
  if (!how) return mystery;
  const options = carried.args[how.options];
  if (options === undefined || options.kind === "absent") return how.platform;
  if (options.kind !== "object" || !options.closed) return mystery;
  const given = lookup(options, ["userData"]);
  if (given.kind !== "absent") return given;
  return lookup(options, ["os"]).kind === "absent" && lookup(options, ["windows"]).kind === "absent"
    ? how.platform
    : mystery;
}

/** By image the platform it is of, and which argument its options are. */
const IMAGES: Readonly<Record<string, { readonly platform: EmptyUserData; readonly options: number }>> = {
  "MachineImage.latestAmazonLinux": { platform: "linux", options: 0 },
  "MachineImage.latestAmazonLinux2": { platform: "linux", options: 0 },
  "MachineImage.latestAmazonLinux2022": { platform: "linux", options: 0 },
  "MachineImage.latestAmazonLinux2023": { platform: "linux", options: 0 },
  "MachineImage.genericLinux": { platform: "linux", options: 1 },
  "MachineImage.fromSsmParameter": { platform: "linux", options: 1 },
  "MachineImage.lookup": { platform: "linux", options: 0 },
  "MachineImage.latestWindows": { platform: "windows", options: 1 },
  "MachineImage.genericWindows": { platform: "windows", options: 1 },
  AmazonLinuxImage: { platform: "linux", options: 0 },
  GenericLinuxImage: { platform: "linux", options: 1 },
  LookupMachineImage: { platform: "linux", options: 0 },
  WindowsImage: { platform: "windows", options: 1 },
  GenericWindowsImage: { platform: "windows", options: 1 },
};
