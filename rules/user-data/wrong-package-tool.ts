import { ImageUse, systemsOf } from "../../server/aws/images.ts";
import type { System } from "../../server/aws/systems.ts";
import { bootScripts, UserData } from "../../server/aws/user-data.ts";
import { all } from "../../server/core/conditions.ts";
import { rule } from "../../server/core/rules.ts";
import type { Command, Script } from "../../server/core/scripts.ts";
import { spanText } from "../../server/core/span.ts";
import { inWordsOf } from "./other-package-tool.ts";

export default rule({
  id: "ec2-user-data-wrong-package-manager",
  title: "A package manager that the image does not have",
  category: "correctness",
  variants: { missing: { severity: "error", profile: "errors" } },
  notes: "EC2 › Launching an EC2 instance running Linux",
  docs: "https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html",
  alone: [UserData],
  check(context) {
    for (const { machine, script, condition, reading } of bootScripts(context)) {
      if (script.format === "powershell" || asksWhatItIsOn(script)) continue;
      const systems = context.at(ImageUse, machine.resource.address).flatMap((use) => systemsOf(use, context));
      for (const { system, condition: when } of systems) {
        const missing = script.commands.filter((command) => problemOf(command, system));
        for (const command of missing) {
          const wrong = problemOf(command, system)!;
          if (isInstalled(wrong.manager, script)) continue;
          const word = command.words[0]!;
          const found = context.report(
            "missing",
            { span: word.span, condition: all(condition, when), resource: machine.resource, value: reading.raw },
            `${machine.name} starts from ${system.title}, which has no \`${wrong.manager}\`: the command is not found. ${wrong.instead}`,
          );
          if (wrong.replacement && spanText(word.span) === word.text)
            found.fix(`Write ${wrong.replacement} instead of ${wrong.manager}`, (edit) =>
              edit.replaceText(word.span, wrong.replacement!),
            );
          else {
            // All at once: of a script with both nothing would be said any more.
            const own = system.packages === "apt" ? "apt-get" : system.packages;
            const write = own !== "none" && inWordsOf(own, missing);
            if (write) found.fix(`Write ${own} in the whole script; packages keep their names`, write);
          }
        }
      }
    }
  },
});

interface Wrong {
  readonly manager: string;
  readonly instead: string;
  readonly replacement?: string;
}

const aptLike = /^(?:apt|apt-get|aptitude|add-apt-repository)$/;
const rpmLike = /^(?:yum|dnf|amazon-linux-extras)$/;

function problemOf({ words: [program] }: Command, system: System): Wrong | undefined {
  const manager = program?.text?.slice(program.text.lastIndexOf("/") + 1);
  if (manager === undefined || system.packages === "none") return undefined;
  if (system.packages === "apt") return rpmLike.test(manager) ? { manager, instead: "Use `apt-get`." } : undefined;
  const own = system.packages;
  if (aptLike.test(manager)) return { manager, instead: `Use \`${own}\`.` };
  if (manager === "dnf" && own === "yum") return { manager, instead: "Use `yum`.", replacement: "yum" };
  if (manager === "amazon-linux-extras" && own === "dnf")
    return { manager, instead: "Install the packages with `dnf`: their versions have names of their own." };
  return undefined;
}

/** True where the script finds out what it runs on, or has something for each. */
function asksWhatItIsOn({ text, commands }: Script): boolean {
  if (text === undefined) return true;
  if (
    /os-release|redhat-release|debian_version|system-release|lsb_release|command -v|\bhash |\bwhich |\btype |\/usr\/bin\/(?:apt|yum|dnf)/.test(
      text.text,
    )
  )
    return true;
  const names = commands.map((c) => c.words[0]?.text ?? "");
  return names.some((n) => aptLike.test(n)) && names.some((n) => rpmLike.test(n));
}

/** `yum install -y dnf` */
function isInstalled(manager: string, { commands }: Script): boolean {
  return commands.some(
    ({ words: [first, ...rest] }) =>
      first?.text !== manager && rest.some((w) => w.text === "install") && rest.some((w) => w.text === manager),
  );
}
