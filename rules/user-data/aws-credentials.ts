import { everyScript, scriptKinds } from "../../server/aws/scripts.ts";
import { partsOf } from "../../server/aws/user-data.ts";
import { rule } from "../../server/core/rules.ts";
import type { ScriptText } from "../../server/core/scripts.ts";
import type { Span } from "../../server/core/span.ts";

export default rule({
  id: "ec2-user-data-aws-credentials",
  title: "AWS access key in user data",
  category: "security",
  variants: { key: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › IAM Roles for EC2",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html",
  alone: scriptKinds,
  check(context) {
    for (const { resource, script, value, where, at } of everyScript(context)) {
      const keys = script.text ? writtenKeys(script.text) : [];
      for (const part of partsOf(value)) {
        if (part.kind !== "reference") continue;
        const type = context.resource(part.target)?.type;
        if (type === "AWS::IAM::AccessKey" || type === "aws_iam_access_key")
          keys.push({ span: part.origin.span, what: "an access key" });
      }
      for (const { span, what } of keys)
        context.report(
          "key",
          at(span),
          where === "user data"
            ? `The user data of ${resource.name} holds ${what}. Everyone who can read the instance's metadata or its description has it. Give the instance a role through an instance profile instead.`
            : `A script of ${resource.name} holds ${what}. Everyone who can read its description has it. Let it run with a role instead.`,
        );
    }
  },
});

interface Key {
  readonly span: Span;
  readonly what: string;
}

function writtenKeys(script: ScriptText): Key[] {
  const keys: Key[] = [];
  for (const found of script.text.matchAll(/(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g)) {
    if (found[0].endsWith("EXAMPLE")) continue;
    keys.push({ span: script.spanOf(found.index, found.index + found[0].length), what: "the id of an access key" });
  }
  const secret = /aws_secret_(?:access_)?key["']?\s*[=:]?\s*["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi;
  for (const found of script.text.matchAll(secret)) {
    if (/EXAMPLE/.test(found[1]!)) continue;
    const start = found.index + found[0].length - found[1]!.length;
    keys.push({ span: script.spanOf(start, start + found[1]!.length), what: "a secret access key" });
  }
  return keys;
}
