import { bootScripts, partsOf } from "../../server/aws/user-data.ts";
import { rule } from "../../server/core/rules.ts";
import type { Script, ScriptText } from "../../server/core/scripts.ts";
import type { Span } from "../../server/core/span.ts";

export default rule({
  id: "ec2-user-data-secret",
  title: "A secret that everyone can read in user data",
  category: "security",
  variants: {
    reference: { severity: "warning", profile: "recommended" },
    literal: { severity: "warning", profile: "recommended" },
  },
  notes: "EC2 › EC2 Basics",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html",
  check(context) {
    for (const { machine, script, reading, at } of bootScripts(context)) {
      const say = (variant: "reference" | "literal", span: Span, what: string) =>
        context.report(
          variant,
          at(span),
          `${what} stands in the user data of ${machine.name}, where every process on the instance and everyone who may describe it can read it. Fetch it from Secrets Manager or Parameter Store when the script runs.`,
        );
      for (const part of partsOf(reading.raw)) {
        if (part.kind === "piece") continue;
        const type = part.kind === "reference" ? context.resource(part.target)?.type : undefined;
        if (part.marks?.has("secret") || isSecretOf(type, part.kind === "reference" ? part.attribute : undefined))
          say("reference", part.origin.span, "A secret");
      }
      for (const { name, span } of isText(script) ? writtenSecrets(script.text) : [])
        say("literal", span, `The value of ${name}`);
    }
  },
});

function isText(script: Script): script is Script & { readonly text: ScriptText } {
  return script.text !== undefined && script.format !== "other";
}

/** Attributes that are secrets, by the type of what has them. */
function isSecretOf(type: string | undefined, attribute: string | undefined): boolean {
  switch (type) {
    case "random_password":
      return attribute === "result";
    case "tls_private_key":
      return /^private_key_/.test(attribute ?? "");
    case "aws_secretsmanager_secret_version":
      return attribute === "secret_string";
    default:
      return false;
  }
}

const assignment =
  /(?<![\w$])((?:[A-Za-z]\w*_)?(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|SECRET_KEY|PRIVATE_KEY))=(["']?)([^\s"'`$;&|<>()\\{}\uE000]{8,})\2(?=[\s;&|"']|$)/gi;

/** Secrets that are written out: a variable with such a name, and a value that is none of the shell's. */
function writtenSecrets(script: ScriptText): { readonly name: string; readonly span: Span }[] {
  const found: { name: string; span: Span }[] = [];
  for (const match of script.text.matchAll(assignment)) {
    const [whole, name, quote, value] = match as unknown as [string, string, string, string];
    const line = script.text.slice(script.text.lastIndexOf("\n", match.index) + 1, match.index);
    if (/^\s*#/.test(line) || isNoSecret(value)) continue;
    const start = match.index + whole.length - value.length - quote.length;
    found.push({ name, span: script.spanOf(start, start + value.length) });
  }
  return found;
}

/** Where a secret is, rather than the secret. */
function isNoSecret(value: string): boolean {
  return /^(?:[/~.]|arn:|https?:|s3:|%|@)|[*]{3}|^x+$|resolve:|^(?:true|false|disabled|required|optional)$/i.test(
    value,
  );
}
