import { everyScript, type PlacedScript, scriptKinds } from "../../server/aws/scripts.ts";
import { isSecretAttribute } from "../../server/aws/secrets.ts";
import { partsOf } from "../../server/aws/user-data.ts";
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
  alone: scriptKinds,
  check(context) {
    for (const placed of everyScript(context)) {
      const { script, value, where, at } = placed;
      // What a provisioner runs is kept nowhere.
      if (where === "provisioner") continue;
      const say = (variant: "reference" | "literal", span: Span, what: string) =>
        context.report(
          variant,
          at(span),
          `${what} stands in ${readable(placed)} can read it. Fetch it from Secrets Manager or Parameter Store when the script runs.`,
        );
      for (const part of partsOf(value)) {
        if (part.kind === "piece") continue;
        // Whether a dynamic reference is resolved in metadata is not certain.
        if (where === "cfn-init" && part.kind === "unknown" && part.identity?.startsWith("{{resolve:")) continue;
        const type = part.kind === "reference" ? context.resource(part.target)?.type : undefined;
        if (
          part.marks?.has("secret") ||
          isSecretAttribute(type, part.kind === "reference" ? part.attribute : undefined)
        )
          say("reference", part.origin.span, "A secret");
      }
      for (const { name, span } of isText(script) ? writtenSecrets(script.text) : [])
        say("literal", span, `The value of ${name}`);
    }
  },
});

/** Where it stands, and who can read it there. */
function readable({ where, resource }: PlacedScript): string {
  if (where === "user data")
    return `the user data of ${resource.name}, where every process on the instance and everyone who may describe it`;
  if (where === "cfn-init") return `the metadata of ${resource.name}, where everyone who may describe the stack`;
  return `${resource.name}, where everyone who may read the document`;
}

function isText(script: Script): script is Script & { readonly text: ScriptText } {
  return script.text !== undefined && script.format !== "other";
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
    if (quote === "" && !isShell(script.text.slice(0, match.index))) continue;
    const start = match.index + whole.length - value.length - quote.length;
    found.push({ name, span: script.spanOf(start, start + value.length) });
  }
  return found;
}

/** Whether a shell runs what follows: an unquoted word is a name elsewhere, `client(token=session_token)`. */
function isShell(before: string): boolean {
  const interpreter = [...before.matchAll(/^#!.*/gm)].at(-1)?.[0];
  return interpreter === undefined || /sh\b/.test(interpreter);
}

/** Where a secret is, rather than the secret. */
function isNoSecret(value: string): boolean {
  return /^(?:[/~.]|arn:|https?:|s3:|%|@)|[*]{3}|^x+$|resolve:|^(?:true|false|disabled|required|optional)$/i.test(
    value,
  );
}
