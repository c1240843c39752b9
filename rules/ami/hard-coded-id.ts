import { ImageUse } from "../../server/aws/images.ts";
import { rule } from "../../server/core/rules.ts";
import type { Origin } from "../../server/core/values.ts";

export default rule({
  id: "ami-hard-coded-id",
  title: "AMI id that is written out",
  category: "reliability",
  variants: { literal: { severity: "info", profile: "strict" } },
  notes: "EC2 Instance Storage › AMI Overview",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/finding-an-ami-parameter-store.html",
  alone: [ImageUse],
  check({ every, report }) {
    // An id that a table has for each Region is at least the right one.
    for (const { image, name } of every(ImageUse))
      for (const reading of image.readings)
        if (
          reading.isKnown &&
          /^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(reading.value) &&
          !isLookedUp(reading.raw.origin)
        )
          report(
            "literal",
            reading,
            `${name} takes ${reading.value}, which exists in one Region only and gets no updates. Look the image up: AWS keeps the ids of its newest images in Parameter Store.`,
          );
  },
});

function isLookedUp(origin: Origin): boolean {
  for (let at: Origin | undefined = origin; at; at = at.from?.origin) if (at.from?.step === "mapping") return true;
  return false;
}
