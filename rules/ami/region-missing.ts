import { ImageUse, tableOf } from "../../server/aws/images.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "ami-region-missing",
  title: "Table of images that lacks the Region",
  category: "correctness",
  variants: {
    missing: { severity: "error", profile: "errors" },
    single: { severity: "info", profile: "strict" },
  },
  notes: "EC2 Instance Storage › AMI Overview",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIs.html",
  alone: [ImageUse],
  check({ every, report }) {
    for (const { image, resource, name } of every(ImageUse)) {
      const regions = [...new Set(tableOf(image).map((entry) => entry.region))];
      const [reading] = image.readings;
      if (!reading || regions.length === 0) continue;
      const { region } = resource;
      if (region?.kind === "scalar") {
        // Only a table that says all that it has.
        const table = reading.raw.kind === "unknown" ? reading.raw.foundBy : undefined;
        if (table?.kind !== "object" || !table.closed || table.entries.has(String(region.value))) continue;
        report(
          "missing",
          reading,
          `${name} is deployed to ${region.value}, and its table of images has none for it, only for ${regions.join(", ")}. Add the image's id there.`,
        ).related({ span: region.origin.span, condition: reading.condition, resource }, "The Region is set here.");
      } else if (regions.length === 1 && image.readings.length === 1)
        report(
          "single",
          { span: reading.raw.origin.span, condition: resource.condition, resource },
          `The table of images of ${name} has one Region, ${regions[0]}: a deployment to another one fails. Look the image up instead.`,
        );
    }
  },
});
