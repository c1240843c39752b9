import { bootScripts, UserData } from "../../server/aws/user-data.ts";
import { rule } from "../../server/core/rules.ts";
import { type Command, HOLE } from "../../server/core/scripts.ts";

export default rule({
  id: "ec2-user-data-missing-shebang",
  title: "User data has no `#!` line, so it does not run",
  category: "correctness",
  variants: {
    missing: { severity: "error", profile: "errors" },
    late: { severity: "warning", profile: "recommended" },
  },
  notes: "EC2 › Launching an EC2 instance running Linux",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  alone: [UserData],
  check(context) {
    for (const { machine, script, at } of bootScripts(context)) {
      if (script.format !== "shell" || !script.text) continue;
      const { text } = script.text;
      const start = text.length - text.trimStart().length;
      if (text[start] === undefined || text[start] === HOLE || (start === 0 && isMarked(text))) continue;
      const line = text.slice(start).split(/[\n\uE000]/, 1)[0]!;
      const span = script.text.spanOf(start, start + line.trimEnd().length);
      if (isMarked(line)) {
        if (line.startsWith("#!"))
          context.report(
            "late",
            at(span),
            `Something stands before \`#!\` in the user data of ${machine.name}, so the system does not know what to run it with. Make \`#!\` its first two characters.`,
          );
      } else if (script.commands.some(isUsual))
        context
          .report(
            "missing",
            at(span),
            `The user data of ${machine.name} does not begin with \`#!\`, so cloud-init does not run it. Begin it with the program that is to run it: \`#!/bin/bash\`.`,
          )
          .fix("Begin with #!/bin/bash", (edit) => edit.replaceText(span, `#!/bin/bash\n${line.trimEnd()}`), {
            safe: true,
          });
    }
  },
});

/** By its first characters cloud-init knows what to do with it. */
function isMarked(text: string): boolean {
  return /^#(?:!|cloud-|include|part-handler|upstart-job)|^## *template:/i.test(text);
}

/** Text that is no script may look like one; these programs only stand in one. */
const usual = new Set(
  (
    "amazon-linux-extras apt apt-get aws cat cd chkconfig chmod chown cp curl dnf docker echo export git hostnamectl " +
    "ln mkdir mount mv npm pip pip3 python python3 rm rpm sed service snap source start sudo systemctl tar tee touch " +
    "unzip useradd usermod wget yum zypper"
  ).split(" "),
);

function isUsual({ words }: Command): boolean {
  const [program] = words;
  return program?.text !== undefined && usual.has(program.text.slice(program.text.lastIndexOf("/") + 1));
}
