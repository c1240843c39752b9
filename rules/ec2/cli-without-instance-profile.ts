import { bootScripts, UserData } from "../../server/aws/user-data.ts";
import { rule } from "../../server/core/rules.ts";
import type { Command } from "../../server/core/scripts.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ec2-cli-without-instance-profile",
  title: "User data calls AWS, but the instance has no role",
  category: "correctness",
  variants: { noRole: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › IAM Roles for EC2",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html",
  alone: [UserData],
  check(context) {
    for (const { machine, script, reading, at } of bootScripts(context)) {
      // A launch template may bring the profile; a template without one leaves it to who launches from it.
      if (
        !/^(?:AWS::EC2::Instance|aws_instance|aws_launch_configuration|AWS::AutoScaling::LaunchConfiguration)$/.test(
          machine.resource.type,
        )
      )
        continue;
      if (bringsCredentials(script.text?.text ?? "AWS_ACCESS_KEY_ID")) continue;
      const call = script.commands.find((command) => serviceCalled(command) !== undefined);
      if (!call) continue;
      for (const { profile, template } of together(
        { profile: machine.instanceProfile, template: machine.template },
        reading.condition,
      )) {
        if (!profile.isAbsent || !template.isAbsent) continue;
        const spot = at(call.span);
        context.report(
          "noRole",
          "span" in spot ? { ...spot, condition: profile.condition } : spot,
          `${machine.name} has no instance profile, so \`aws ${serviceCalled(call)}\` finds no credentials and fails. Give the instance a role through an instance profile.`,
        );
      }
    }
  },
});

/** Credentials from somewhere else. */
function bringsCredentials(script: string): boolean {
  return /aws_access_key_id|aws_secret_access_key|aws_session_token|\.aws\/(?:credentials|config)|AWS_PROFILE|AWS_SHARED_CREDENTIALS_FILE|AWS_CONTAINER_CREDENTIALS|AWS_WEB_IDENTITY|aws\s+(?:\S+\s+)*configure|assume-role/i.test(
    script,
  );
}

const withValue = /^--(?:region|output|endpoint-url|ca-bundle|cli-read-timeout|cli-connect-timeout|color|query)$/;

/** The service of a call that has to be signed; undefined for any other command. */
function serviceCalled({ words }: Command): string | undefined {
  const [program, ...rest] = words;
  if (program?.text === undefined || !/^(?:.*\/)?aws2?$/.test(program.text)) return undefined;
  if (rest.some((w) => w.text === "--no-sign-request" || w.text === "--profile" || w.text === "help")) return undefined;
  const plain: string[] = [];
  for (let i = 0; i < rest.length && plain.length < 2; i++) {
    const text = rest[i]!.text;
    if (text === undefined) return undefined;
    if (withValue.test(text)) i++;
    else if (!text.startsWith("-")) plain.push(text);
  }
  const [service, action] = plain;
  return action !== undefined &&
    /^(?:autoscaling|cloudformation|cloudwatch|dynamodb|ec2|ecr|ecs|efs|elbv2?|kms|lambda|logs|rds|route53|s3|s3api|secretsmanager|sns|sqs|ssm|sts)$/.test(
      service!,
    )
    ? service
    : undefined;
}
