import { UserData } from "../../server/aws/user-data.ts";
import { rule } from "../../server/core/rules.ts";
import type { Piece, Value } from "../../server/core/values.ts";

export default rule({
  id: "ec2-user-data-not-base64",
  title: "User data has to be base64 here",
  category: "correctness",
  variants: { plain: { severity: "error", profile: "errors" } },
  notes: "EC2 › EC2 Basics",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  alone: [UserData],
  check({ every, report }) {
    for (const machine of every(UserData)) {
      if (takesPlainText(machine.resource.type, machine.script.readings[0]?.path?.join(".") ?? "")) continue;
      for (const reading of machine.script.readings) {
        const { raw } = reading;
        if (raw.madeFrom || !isNoBase64(raw)) continue;
        const how = machine.resource.vocabulary === "terraform" ? "`base64encode(…)`" : "`Fn::Base64`";
        const found = report(
          "plain",
          reading,
          `The user data of ${machine.name} is plain text, but EC2 takes it in base64 here and refuses this. Put ${how} around it.`,
        );
        // Of several alternatives another one may be encoded already.
        if (machine.script.readings.length === 1)
          found.fix(`Put ${how.replaceAll("`", "")} around it`, (edit) => edit.encode(reading));
      }
    }
  },
});

/** Where Terraform encodes it by itself. */
function takesPlainText(type: string, path: string): boolean {
  return /^aws_(?:instance|launch_configuration|spot_instance_request)$/.test(type) && path !== "user_data_base64";
}

/** True for text with something in it that base64 never has. */
function isNoBase64(value: Value): boolean {
  if (value.kind === "scalar") return typeof value.value === "string" && isPlain(value.value);
  return value.kind === "text" && value.parts.some((p: Piece | Value) => p.kind === "piece" && isPlain(p.text));
}

/** Base64 is letters, digits, "+", "/" and "=", and may be broken into lines. */
function isPlain(text: string): boolean {
  return /^#!/.test(text) || /[^A-Za-z0-9+/=\s]/.test(text);
}
