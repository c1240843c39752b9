import { TaskVolume } from "../../server/aws/efs.ts";
import { bootScripts, UserData } from "../../server/aws/user-data.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "efs-windows-mount",
  title: "EFS on Windows",
  category: "correctness",
  variants: {
    task: { severity: "error", profile: "errors" },
    script: { severity: "warning", profile: "recommended" },
  },
  notes: "EC2 Instance Storage › EFS",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_data_volumes.html",
  alone: [TaskVolume, UserData],
  check(context) {
    for (const volume of context.every(TaskVolume))
      for (const { efs, system } of together({ efs: volume.efs, system: volume.operatingSystem }))
        if (!efs.isAbsent && !efs.isUnknown && system.isKnown && /^WINDOWS/.test(system.value))
          context
            .report(
              "task",
              efs.raw.kind === "object" && efs.raw.nameSpan
                ? { span: efs.raw.nameSpan, condition: efs.condition, resource: volume.resource }
                : efs,
              `${volume.name} runs on Windows (${system.value}), and ECS mounts EFS in Linux tasks only. Use Amazon FSx for Windows File Server.`,
            )
            .related(system, "The operating system of the task.");
    for (const { machine, script, at } of bootScripts(context)) {
      const { text } = script;
      if (script.format !== "powershell" || !text) continue;
      for (const found of text.text.matchAll(/[^\s"'\\/]+\.efs\.[^\s"'\\/:]+\.amazonaws\.com/g))
        context.report(
          "script",
          at(text.spanOf(found.index, found.index + found[0].length)),
          `${machine.name} runs Windows, which EFS does not support. Use Amazon FSx for Windows File Server.`,
        );
    }
  },
});
