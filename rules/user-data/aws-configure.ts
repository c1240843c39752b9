import { everyScript, scriptKinds } from "../../server/aws/scripts.ts";
import { UserData } from "../../server/aws/user-data.ts";
import { input } from "../../server/core/fixes.ts";
import { rule } from "../../server/core/rules.ts";
import type { Command } from "../../server/core/scripts.ts";

export default rule({
  id: "ec2-user-data-aws-configure",
  title: "`aws configure` in user data stores long-lived keys on the instance",
  category: "security",
  variants: { configure: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › IAM Roles for EC2",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html",
  alone: scriptKinds,
  check(context) {
    for (const { script, resource, where, at } of everyScript(context))
      for (const command of script.commands) {
        const what = storesKeys(command);
        if (what === undefined) continue;
        const readers = where === "user data" ? "user data" : "code";
        const found = context
          .report(
            "configure",
            at(command.span),
            `${what} keeps long-lived access keys on ${where === "document" ? "what it runs on" : resource.name}, readable by everyone who can read its ${readers} or its disk. Give the instance a role through an instance profile, and leave this out.`,
          )
          .fix("Remove the command", (edit) => edit.removeScriptLine(command.span));
        if (where !== "user data") continue;
        const [machine] = context.every(UserData).filter((m) => m.resource === resource);
        const [profile, ...others] = machine?.instanceProfile.readings ?? [];
        if (!machine || !profile?.isAbsent || !profile.path || others.length > 0) continue;
        const name = resource.vocabulary === "terraform" ? "instance_profile" : "InstanceProfileName";
        found.fix(`Remove the command, and take an instance profile from ${name}`, (edit) =>
          edit
            .removeScriptLine(command.span)
            .addInput(resource, name, "The name of the instance profile whose role the instance takes")
            .set(machine.instanceProfile, input(name)),
        );
      }
  },
});

/** Options of the command line itself that take a value of their own. */
const withValue = /^--(profile|region|output|endpoint-url|ca-bundle|cli-read-timeout|cli-connect-timeout|color|query)$/;
const secretKey = /(^|\.)aws_(access_key_id|secret_access_key|session_token)$/;

/**
 * `aws configure` as it stores keys: bare (it asks for them), `set` of a key, `import`. `aws configure set region`
 * and its like store none. Undefined for those, and where a word that decides is not known.
 */
function storesKeys({ words }: Command): string | undefined {
  const [program, ...rest] = words;
  if (program?.text === undefined || !/^(.*\/)?aws2?$/.test(program.text)) return undefined;
  const plain: string[] = [];
  for (let i = 0; i < rest.length && plain.length < 3; i++) {
    const word = rest[i]!.text;
    if (word === undefined) return undefined;
    if (withValue.test(word)) i++;
    else if (!word.startsWith("--")) plain.push(word);
  }
  const [service, action, key] = plain;
  if (service !== "configure") return undefined;
  if (action === undefined || action === "import") return `\`aws configure${action ? " import" : ""}\``;
  return action === "set" && key !== undefined && secretKey.test(key) ? `\`aws configure set ${key}\`` : undefined;
}
