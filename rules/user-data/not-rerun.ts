import { StartedOnce } from "../../server/aws/user-data.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ec2-user-data-not-rerun",
  title: "Changed user data does not run on the instance that is there",
  category: "reliability",
  variants: { kept: { severity: "info", profile: "strict" } },
  notes: "EC2 › EC2 Basics",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  alone: [StartedOnce],
  check({ every, report }) {
    for (const instance of every(StartedOnce)) {
      if (instance.resource.lifecycle?.ignoreChanges?.some((c) => /^(?:all|user_data(?:_base64)?)$/.test(c))) continue;
      for (const { script, replaces } of together({ script: instance.script, replaces: instance.replaces })) {
        if (!script.isKnown || replaces.isUnknown || (replaces.isKnown && replaces.value)) continue;
        report(
          "kept",
          replaces,
          `User data runs when ${instance.name} first starts. When it changes, Terraform stops and starts the instance, and the new script does not run. Let a change replace the instance, if it holds nothing that has to stay.`,
        ).fix("Replace the instance when its user data changes", (edit) => edit.replace(replaces, true));
      }
    }
  },
});
