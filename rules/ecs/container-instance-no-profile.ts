import { bootScripts, UserData } from "../../server/aws/user-data.ts";
import { rule } from "../../server/core/rules.ts";
import { canCoexist } from "../../server/core/together.ts";

export default rule({
  id: "ecs-container-instance-no-profile",
  title: "Container instance without an instance profile",
  category: "correctness",
  variants: { missing: { severity: "error", profile: "errors" } },
  notes: "ECS › IAM Roles",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html",
  check(context) {
    for (const { machine, script, condition, at } of bootScripts(context)) {
      const { text } = script;
      if (!text || !machine.resource.closed) continue;
      const joins = /^[^#\n]*?\b(ECS_CLUSTER=)/m.exec(text.text);
      // Other scripts have a variable of that name too. Credentials may be given to the agent in the same file.
      if (
        !joins ||
        !/ecs\.config|amazon-ecs-agent/.test(text.text) ||
        /AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY/.test(text.text)
      )
        continue;
      if (!machine.template.readings.every((r) => r.isAbsent) && !isTemplate(machine.resource.type)) continue;
      // What is started from a template may bring the profile.
      if (isTemplate(machine.resource.type) && startsElsewhere(context.every(UserData))) continue;
      const none = machine.instanceProfile.readings.find((r) => r.isAbsent && canCoexist(r.condition, condition));
      if (!none) continue;
      const from = joins.index + joins[0].length - joins[1]!.length;
      context
        .report(
          "missing",
          at(text.spanOf(from, from + joins[1]!.length - 1)),
          `${machine.name} joins an ECS cluster and has no instance profile: the agent is not allowed to register it, and no task ever runs there. Give it a profile whose role has the policy AmazonEC2ContainerServiceforEC2Role.`,
        )
        .related(none, "It has no instance profile.");
    }
  },
});

function isTemplate(type: string): boolean {
  return type === "AWS::EC2::LaunchTemplate" || type === "aws_launch_template";
}

/** Whether an instance may be started from a launch template of the program. */
function startsElsewhere(
  machines: readonly {
    readonly template: { readonly readings: readonly { readonly isAbsent: boolean }[] };
    readonly resource: { readonly type: string };
  }[],
): boolean {
  return machines.some((m) => !isTemplate(m.resource.type) && m.template.readings.some((r) => !r.isAbsent));
}
