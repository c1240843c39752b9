import { ImageUse, systemsOf } from "../../server/aws/images.ts";
import { rule } from "../../server/core/rules.ts";
import { type Span, span, spanText } from "../../server/core/span.ts";
import { literalOf } from "../../server/core/values.ts";
import { endOfLife } from "../facts/images.ts";

export default rule({
  id: "ami-end-of-life",
  title: "Operating system of an image is past its support",
  category: "security",
  variants: { ended: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › Launching an EC2 instance running Linux",
  docs: "https://aws.amazon.com/amazon-linux-2/faqs/",
  alone: [ImageUse],
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
        const mended = newerName(place);
        if (mended) found.fix("Take Amazon Linux 2023", (edit) => edit.replaceText(mended.span, mended.name));
      }
  },
});

/** The name of the successor, and what it replaces within quotes, where the name of Amazon Linux 2 is written out. */
function newerName(place: Span): { readonly span: Span; readonly name: string } | undefined {
  const name =
    /(?<=\/aws\/service\/ami-amazon-linux-latest\/)amzn2-ami-hvm-(x86_64|arm64)-(?:gp2|ebs)(?=["']?$|\}\}["']?$)/;
  const found = name.exec(spanText(place));
  if (!found) return undefined;
  const from = place.start + found.index;
  return { span: span(place.chunk, from, from + found[0].length), name: `al2023-ami-kernel-default-${found[1]}` };
}
