/** `ImageId` as a template has it, or how an image is found when it is deployed. */
import { lookup, mapChoice } from "../../../../core/lookup.ts";
import { entry, type Origin, object, piece, scalar, unknown, type Value } from "../../../../core/values.ts";
import { carriedBy, type MadeObject } from "../../constructs.ts";
import { read } from "../references.ts";

/** The id of a machine image: unknown, with the stored name or the table by Region that it is looked up by. */
export function imageId(image: Value): Value {
  if (image.kind === "choice") return mapChoice(image, imageId);
  const what = unknown("the image is looked up when it is deployed", image.origin);
  const carried = carriedBy(image);
  if (carried?.kind !== "made" || !carried.argsClosed || carried.opened.length > 0) return what;
  const foundBy = lookupOf(carried, image.origin);
  return foundBy ? { ...what, foundBy } : what;
}

function lookupOf(image: MadeObject, origin: Origin): Value | undefined {
  const name = image.fqn.replace(/^aws-cdk-lib\.(?:aws_ec2\.)?/, "");
  const how = image.member === undefined ? name : `${name}.${image.member}`;
  const stored = (path: string) => scalar(path, origin, [piece(path, origin.span)]);
  const [first] = image.args;
  switch (how) {
    case "MachineImage.latestAmazonLinux":
    case "AmazonLinuxImage": {
      const generation = generationOf(first);
      return generation === undefined ? undefined : stored(`${amazon}${generation}`);
    }
    case "MachineImage.latestAmazonLinux2":
      return stored(`${amazon}amzn2-ami-hvm-x86_64-gp2`);
    case "MachineImage.latestAmazonLinux2022":
      return stored(`${amazon}al2022-ami-kernel-default-x86_64`);
    case "MachineImage.latestAmazonLinux2023":
      return stored(`${amazon}al2023-ami-kernel-default-x86_64`);
    case "MachineImage.latestWindows":
    case "WindowsImage": {
      const version = first && read(first);
      return version?.kind === "scalar" ? stored(`/aws/service/ami-windows-latest/${version.value}`) : undefined;
    }
    case "MachineImage.fromSsmParameter":
    case "MachineImage.resolveSsmParameterAtLaunch":
      return first && read(first);
    case "MachineImage.genericLinux":
    case "MachineImage.genericWindows":
    case "GenericLinuxImage":
    case "GenericWindowsImage":
      return first?.kind === "object" && first.closed ? tableOf(first) : undefined;
    case "aws_ecs.EcsOptimizedImage.amazonLinux":
      return stored("/aws/service/ecs/optimized-ami/amazon-linux/recommended/image_id");
    case "aws_ecs.EcsOptimizedImage.amazonLinux2":
      return stored("/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id");
    case "aws_ecs.EcsOptimizedImage.amazonLinux2023":
      return stored("/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id");
  }
  return undefined;
}

const amazon = "/aws/service/ami-amazon-linux-latest/";

/** Without one it is the first generation. */
function generationOf(props: Value | undefined): string | undefined {
  const given = props && read(lookup(props, ["generation"]));
  if (!given || given.kind === "absent")
    return props && props.kind !== "object" ? undefined : "amzn-ami-hvm-x86_64-gp2";
  if (given.kind !== "scalar") return undefined;
  const names: Readonly<Record<string, string>> = {
    amzn: "amzn-ami-hvm-x86_64-gp2",
    amzn2: "amzn2-ami-hvm-x86_64-gp2",
    al2022: "al2022-ami-kernel-default-x86_64",
    al2023: "al2023-ami-kernel-default-x86_64",
  };
  return names[String(given.value)];
}

function tableOf(images: Value & { kind: "object" }): Value {
  return object(
    [...images.entries.values()].map((e) => entry(e.key, read(e.value), e.keySpan)),
    images.origin,
  );
}
