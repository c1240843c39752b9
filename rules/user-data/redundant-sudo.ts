import { everyScript, scriptKinds } from "../../server/aws/scripts.ts";
import { rule } from "../../server/core/rules.ts";
import { spanText } from "../../server/core/span.ts";

export default rule({
  id: "ec2-user-data-redundant-sudo",
  title: "sudo in user data, which runs as root",
  category: "correctness",
  variants: { redundant: { severity: "info", profile: "strict" } },
  notes: "EC2 › EC2 Basics",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  alone: scriptKinds,
  check(context) {
    for (const { script, where, at } of everyScript(context)) {
      // Terraform connects as somebody else.
      if (where === "provisioner") continue;
      if (changesUser(script.text?.text ?? "")) continue;
      for (const { wrappers, words } of script.commands) {
        // Only the bare word: an option, or a variable before the command, gives it a meaning.
        const [sudo, ...others] = wrappers ?? [];
        if (sudo?.text !== "sudo" || others.length > 0 || !words[0]) continue;
        const found = context.report(
          "redundant",
          at(sudo.span),
          `\`sudo\` changes nothing here: ${runsAs[where]} as root.`,
        );
        const { chunk, start, end } = sudo.span;
        const next = words[0].span;
        if (spanText(sudo.span) === "sudo" && next.chunk === chunk && chunk.text.slice(end, next.start) === " ")
          found.fix("Remove sudo", (edit) => edit.replaceText({ chunk, start, end: next.start }, ""), { safe: true });
      }
    }
  },
});

const runsAs = { "user data": "user data runs", "cfn-init": "cfn-init runs", document: "the agent runs it" };

/** True where some of the script may run as somebody else. */
function changesUser(script: string): boolean {
  return /\b(?:su|runuser|sudo\s+-(?:u|i|s|H|E)|sudo\s+--user)\b/.test(script);
}
