import { bootScripts, UserData } from "../../server/aws/user-data.ts";
import { rule } from "../../server/core/rules.ts";
import { spanText } from "../../server/core/span.ts";

export default rule({
  id: "ec2-user-data-unescaped-variable",
  title: "A variable of the shell is taken for one of the template",
  category: "correctness",
  variants: { unescaped: { severity: "error", profile: "errors" } },
  notes: "EC2 › Launching an EC2 instance running Linux",
  docs: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html",
  alone: [UserData],
  check(context) {
    for (const { machine, script, at } of bootScripts(context)) {
      const { text, holes = [] } = script.text ?? {};
      for (const hole of holes) {
        if (text === undefined || hole.kind !== "unknown" || hole.undefinedName === undefined) continue;
        const name = hole.undefinedName;
        const { span } = hole.origin;
        if (spanText(span) !== `\${${name}}` || !isOfTheShell(name, text)) continue;
        const terraform = machine.resource.vocabulary === "terraform";
        const escaped = terraform ? `$\${${name}}` : `\${!${name}}`;
        const who = terraform ? "Terraform looks for" : "CloudFormation looks for a parameter or resource called";
        context
          .report(
            "unescaped",
            at(span),
            `${who} ${name}, and there is none: the template is refused. Write \`${escaped}\` to leave the variable to the shell.`,
          )
          .fix(`Write ${escaped}`, (edit) => edit.replaceText(span, escaped), { safe: true });
      }
    }
  },
});

/** Variables that every shell has. */
const given = new Set(
  "BASH_SOURCE EUID HOME HOSTNAME IFS LANG LOGNAME OLDPWD OSTYPE PATH PIPESTATUS PPID PWD RANDOM SECONDS SHELL TERM TMPDIR UID USER".split(
    " ",
  ),
);

/** True where the shell has the variable, or the script gives it a value. */
function isOfTheShell(name: string, script: string): boolean {
  if (given.has(name)) return true;
  if (!/^[A-Za-z_]\w*$/.test(name)) return false;
  return new RegExp(
    `(?:^|[\\s;&|({])${name}\\+?=|\\bfor\\s+${name}\\s+in\\b|\\bread\\s+(?:-\\w+\\s+)*(?:\\w+\\s+)*${name}\\b`,
    "m",
  ).test(script);
}
