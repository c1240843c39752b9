import { everyScript, scriptKinds } from "../../server/aws/scripts.ts";
import { rule } from "../../server/core/rules.ts";
import { spanText } from "../../server/core/span.ts";

export default rule({
  id: "ec2-user-data-bad-substitution",
  title: "`${command}` does not run a command",
  category: "correctness",
  variants: {
    shell: { severity: "error", profile: "errors" },
    template: { severity: "error", profile: "errors" },
  },
  notes: "EC2 › Launching an EC2 instance running Linux",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  alone: scriptKinds,
  check(context) {
    for (const { resource, script, at } of everyScript(context)) {
      for (const { text, span } of script.expansions) {
        const command = commandIn(text);
        if (command === undefined) continue;
        const found = context.report(
          "shell",
          at(span),
          `\`${text}\` is no command substitution: the shell calls it a bad substitution and leaves the line out. Write \`$(${command})\`.`,
        );
        if (spanText(span) === text)
          found.fix(`Write $(${command})`, (edit) => edit.replaceText(span, `$(${command})`), { safe: true });
      }
      // A template's own `${…}` is taken before a shell sees it.
      for (const hole of script.text?.holes ?? []) {
        if (hole.kind !== "unknown") continue;
        const { span } = hole.origin;
        const text = spanText(span);
        const command = commandIn(text);
        if (command === undefined || !isCommand(command)) continue;
        const language = resource.vocabulary === "terraform" ? "Terraform" : "CloudFormation";
        context
          .report(
            "template",
            at(span),
            `${language} takes \`${text}\` for an expression of its own and refuses it; no shell would take it for a command either. Write \`$(${command})\`.`,
          )
          .fix(`Write $(${command})`, (edit) => edit.replaceText(span, `$(${command})`), { safe: true });
      }
    }
  },
});

/** A name with words behind it; operators of the shell stand right behind the name. */
function commandIn(expansion: string): string | undefined {
  return /^\$\{\s*([A-Za-z_][\w-]*[ \t]+[^\s{}][^{}]*?)\s*\}$/.exec(expansion)?.[1];
}

/** In a template's language `a -b` may be a difference; these names are programs that are asked for what they know. */
function isCommand(command: string): boolean {
  const [program = "", first = ""] = command.split(/\s+/);
  return (
    /^(?:awk|aws|basename|cat|curl|date|dirname|dnsdomainname|domainname|echo|find|getent|grep|head|hostname|hostnamectl|id|ls|lsb_release|nproc|printf|sed|tail|uname|wget|which|whoami)$/.test(
      program,
    ) && /^(?:--?\w|\/|http|["'])/.test(first)
  );
}
