import { ImageUse, isImageId, tableOf } from "../../server/aws/images.ts";
import { all } from "../../server/core/conditions.ts";
import type { Reading } from "../../server/core/kinds.ts";
import { rule, type Spot } from "../../server/core/rules.ts";
import { canCoexist } from "../../server/core/together.ts";
import { literalOf } from "../../server/core/values.ts";

export default rule({
  id: "ami-same-id-two-regions",
  title: "One AMI id for two Regions",
  category: "correctness",
  variants: { same: { severity: "error", profile: "errors" } },
  notes: "EC2 Instance Storage › AMI Overview",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIs.html",
  check({ every, report }) {
    const placed: Placed[] = [];
    for (const { image, resource } of every(ImageUse)) {
      const seen = new Map<string, { readonly region: string; readonly at: Spot }>();
      for (const { region, value } of tableOf(image)) {
        if (value.kind !== "scalar" || !isImageId(String(value.value))) continue;
        const at = { span: literalOf(value.origin), condition: resource.condition, resource };
        const first = seen.get(String(value.value));
        if (!first) seen.set(String(value.value), { region, at });
        else if (first.region !== region)
          report("same", at, message(String(value.value), first.region, region)).related(
            first.at,
            `It stands here for ${first.region}.`,
          );
      }
      for (const reading of image.readings) {
        const { region } = resource;
        if (reading.isKnown && isImageId(reading.value) && region?.kind === "scalar")
          placed.push({ reading, region: String(region.value) });
      }
    }
    for (const [i, { reading, region }] of placed.entries()) {
      const other = placed
        .slice(0, i)
        .find(
          (p) =>
            p.reading.value === reading.value &&
            p.region !== region &&
            canCoexist(p.reading.condition, reading.condition),
        );
      if (!other) continue;
      const condition = all(reading.condition, other.reading.condition);
      report("same", { ...reading, condition }, message(reading.value, other.region, region)).related(
        other.reading,
        `It is used here in ${other.region}.`,
      );
    }
  },
});

interface Placed {
  readonly reading: Reading<string> & { readonly isKnown: true };
  readonly region: string;
}

function message(id: string, one: string, other: string): string {
  return `${id} stands for the image in ${one} and in ${other}; an AMI belongs to one Region, and its copy in another one has another id. Look the id up in each Region.`;
}
