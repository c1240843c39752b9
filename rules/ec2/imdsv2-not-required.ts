import { ImageUse, systemsOf } from "../../server/aws/images.ts";
import { MetadataDefaults, MetadataOptions } from "../../server/aws/metadata-options.ts";
import type { Binding } from "../../server/core/binding.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ec2-imdsv2-not-required",
  title: "Instance metadata answers without a token",
  category: "security",
  variants: {
    optional: { severity: "warning", profile: "recommended" },
    unsaid: { severity: "info", profile: "strict" },
  },
  notes: "EC2 Instance Storage › EC2 Metadata",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html",
  alone: [MetadataOptions],
  check(context) {
    const hasDefault = context.everyKnown(MetadataDefaults).length > 0;
    for (const options of context.every(MetadataOptions)) {
      const { name } = options;
      for (const { tokens, endpoint, template } of together({
        tokens: options.tokens,
        endpoint: options.endpoint,
        template: options.template,
      })) {
        if (endpoint.isUnknown || (endpoint.isKnown && endpoint.value === "disabled")) continue;
        if (tokens.isKnown && tokens.value === "optional")
          context
            .report(
              "optional",
              tokens,
              `The metadata service of ${name} answers without a token, so that a request forged through an application there can read the role's credentials. Require tokens.`,
            )
            .fix("Require tokens", (edit) => edit.replace(tokens, "required"));
        else if (
          tokens.isAbsent &&
          template.isAbsent &&
          !hasDefault &&
          !imageMayRequire(options.resource.address, context)
        )
          context
            .report(
              "unsaid",
              tokens,
              `Nothing here makes ${name} require tokens for its metadata: whether it does is left to its image and the account. Require tokens.`,
            )
            .fix("Require tokens", (edit) => edit.replace(tokens, "required"));
      }
    }
  },
});

/** Images of Amazon Linux 2023 ask for tokens by themselves. */
function imageMayRequire(address: string, context: Pick<Binding, "at">): boolean {
  return context
    .at(ImageUse, address)
    .flatMap((use) => systemsOf(use, context))
    .some(({ system }) => system.id === "amazon-linux-2023");
}
