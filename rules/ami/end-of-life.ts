import { ImageUse, systemsOf } from "../../server/aws/images.ts";
import { rule } from "../../server/core/rules.ts";
import { spanText } from "../../server/core/span.ts";
import { literalOf } from "../../server/core/values.ts";
import { endOfLife } from "../facts/images.ts";

export default rule({
  id: "ami-end-of-life",
  title: "Operating system of an image is past its support",
  category: "security",
  variants: { ended: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › Launching an EC2 instance running Linux",
  docs: "https://aws.amazon.com/amazon-linux-2/faqs/",
  check(context) {
    for (const use of context.every(ImageUse))
      for (const { system, at, name } of systemsOf(use, context)) {
        const end = Object.hasOwn(endOfLife, system.id) ? endOfLife[system.id] : undefined;
        if (!end || end.ended >= context.today) continue;
        const newer = system.id.startsWith("amazon") ? "Amazon Linux 2023" : "a newer release";
        const found = context.report(
          "ended",
          at,
          `${use.name} starts from ${system.title}, whose ${end.what} ended on ${end.ended}: it gets no more security updates. Take ${newer}.`,
        );
        const place = literalOf(name.origin);
        const written = spanText(place);
        const mended = newerName(written);
        if (mended !== undefined) found.fix("Take Amazon Linux 2023", (edit) => edit.replaceText(place, mended));
      }
  },
});

/** The name of the successor, where the name of Amazon Linux 2 is written out. */
function newerName(written: string): string | undefined {
  const name =
    /(\/aws\/service\/ami-amazon-linux-latest\/)amzn2-ami-hvm-(x86_64|arm64)-(?:gp2|ebs)(?=["']?$|\}\}["']?$)/;
  return name.test(written) ? written.replace(name, "$1al2023-ami-kernel-default-$2") : undefined;
}
