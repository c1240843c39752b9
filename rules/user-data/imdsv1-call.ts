import { ImageUse, systemsOf } from "../../server/aws/images.ts";
import { MetadataOptions } from "../../server/aws/metadata-options.ts";
import { everyScript, scriptKinds } from "../../server/aws/scripts.ts";
import type { Binding } from "../../server/core/binding.ts";
import type { Condition } from "../../server/core/conditions.ts";
import { rule } from "../../server/core/rules.ts";
import type { Command, Word } from "../../server/core/scripts.ts";
import { spanText } from "../../server/core/span.ts";
import { canCoexist } from "../../server/core/together.ts";

export default rule({
  id: "ec2-user-data-imdsv1-call",
  title: "User data asks for metadata without a token",
  category: "security",
  variants: {
    refused: { severity: "error", profile: "errors" },
    refusedByImage: { severity: "warning", profile: "recommended" },
    unprotected: { severity: "warning", profile: "recommended" },
  },
  notes: "EC2 Instance Storage › EC2 Metadata",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
  alone: scriptKinds,
  check(context) {
    for (const { script, resource, where, condition, at } of everyScript(context)) {
      const calls = script.commands.flatMap((command) => {
        const url = requestOf(command);
        return url ? [{ command, url }] : [];
      });
      if (calls.length === 0) continue;
      const variant = variantOf(resource.address, condition, context);
      const name = where === "document" || resource.type === "null_resource" ? "what it runs on" : resource.name;
      for (const { command, url } of calls) {
        const found = context.report(variant, at(url.span), messages[variant](name));
        const program = command.words[0]!;
        const host = /169\.254\.169\.254|\[fd00:ec2::254\]/i.exec(spanText(url.span));
        const client = spanText(program.span);
        const request = host && client === program.text && tokenRequests[client];
        if (request)
          found.fix("Send a token with it", (edit) => edit.replaceText(program.span, request(`http://${host[0]}`)));
      }
    }
  },
});

const messages = {
  refused: (name: string) =>
    `${name} requires a token for its metadata, and this request sends none: it is answered with 401. Ask for a token first, and send it.`,
  refusedByImage: (name: string) =>
    `${name} starts from Amazon Linux 2023, which requires a token for metadata unless the account says otherwise, and this request sends none: it is answered with 401. Ask for a token first, and send it.`,
  unprotected: (name: string) =>
    `This request sends no token: it keeps ${name} from requiring IMDSv2, and is answered with 401 where that is required. Ask for a token first, and send it.`,
};

const seconds = "X-aws-ec2-metadata-token-ttl-seconds:300";

/** What sends a token, by program. Written without quotes and blanks within words, so that it can stand in any string. */
const tokenRequests: Readonly<Partial<Record<string, (at: string) => string>>> = {
  curl: (at) => `curl -H X-aws-ec2-metadata-token:$(curl -s -X PUT ${at}/latest/api/token -H ${seconds})`,
  wget: (at) =>
    `wget --header=X-aws-ec2-metadata-token:$(wget -qO- --method=PUT --header=${seconds} ${at}/latest/api/token)`,
};

function variantOf(address: string, condition: Condition, context: Pick<Binding, "at">): keyof typeof messages {
  const [options] = context.at(MetadataOptions, address);
  const [tokens, ...others] = options?.tokens.readings ?? [];
  if (!tokens || others.length > 0) return "unprotected";
  if (tokens.isKnown && tokens.value === "required" && canCoexist(tokens.condition, condition)) return "refused";
  const isNew =
    tokens.isAbsent &&
    options?.template.readings.every((t) => t.isAbsent) &&
    context
      .at(ImageUse, address)
      .flatMap((use) => systemsOf(use, context))
      .some(({ system }) => system.id === "amazon-linux-2023");
  return isNew ? "refusedByImage" : "unprotected";
}

const url = /(?:169\.254\.169\.254|\[fd00:ec2::254\])\/[\w.-]+\/(?:meta-data|user-data|dynamic)/i;

/** The address that a command asks for metadata, where it certainly sends no token. */
function requestOf({ words }: Command): Word | undefined {
  const [program, ...rest] = words;
  const name = program?.text?.slice(program.text.lastIndexOf("/") + 1);
  if (name !== "curl" && name !== "wget") return undefined;
  const asked = rest.find((word) => url.test(word.text ?? spanText(word.span)));
  if (!asked) return undefined;
  // What is not known may be the header.
  const others = rest.filter((word) => word !== asked);
  return others.every((word) => word.text !== undefined && !mayBringHeader(word.text)) ? asked : undefined;
}

function mayBringHeader(text: string): boolean {
  return /metadata-token/i.test(text) || /^(?:-K|--config|-[A-Za-z]*K|--next|-:|(?:-H|--header=)?@)/.test(text);
}
