/** Scripts that an instance runs when it first starts. */
import type { Condition } from "../core/conditions.ts";
import { anything, boolean, kind, type Reading, type SubjectOf } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";
import type { RuleContext, Spot } from "../core/rules.ts";
import type { Script } from "../core/scripts.ts";
import type { Span } from "../core/span.ts";
import type { Piece, Value } from "../core/values.ts";

/** User data, with what else of the machine rules about scripts look at. */
export const UserData = kind(
  "user data",
  {
    script: anything,
    /** The name, ARN or reference of its instance profile. */
    instanceProfile: anything,
    /** The launch template that it takes the rest from. */
    template: anything,
  },
  {
    type: "AWS::EC2::Instance",
    read: {
      script: property("UserData"),
      instanceProfile: property("IamInstanceProfile"),
      template: property("LaunchTemplate"),
    },
  },
  {
    type: "AWS::EC2::LaunchTemplate",
    read: {
      script: property("LaunchTemplateData.UserData"),
      instanceProfile: property("LaunchTemplateData.IamInstanceProfile.Name", {
        or: "LaunchTemplateData.IamInstanceProfile.Arn",
      }),
    },
  },
  {
    type: "AWS::AutoScaling::LaunchConfiguration",
    read: {
      script: property("UserData"),
      instanceProfile: property("IamInstanceProfile"),
      template: property("LaunchTemplate"),
    },
  },
  ...["aws_instance", "aws_launch_configuration", "aws_spot_instance_request"].flatMap((type) =>
    ["user_data", "user_data_base64"].map((name) => ({
      type,
      read: {
        script: property(name),
        instanceProfile: property("iam_instance_profile"),
        template: property("launch_template"),
      },
    })),
  ),
  {
    type: "aws_launch_template",
    read: {
      script: property("user_data"),
      instanceProfile: property("iam_instance_profile.name", { or: "iam_instance_profile.arn" }),
    },
  },
);

/** An instance whose user data can change while it stays: what Terraform makes of that is a flag of it. */
export const StartedOnce = kind(
  "instance with user data",
  { script: anything, replaces: boolean },
  {
    type: "aws_instance",
    read: {
      script: property("user_data", { or: "user_data_base64" }),
      replaces: property("user_data_replace_on_change"),
    },
  },
);

/** A script that a machine runs when it first starts, in one deployment. */
export interface BootScript {
  readonly machine: SubjectOf<typeof UserData>;
  readonly script: Script;
  readonly reading: Reading<Value>;
  readonly condition: Condition;
  /** A place in it, to report at. */
  at(span: Span): Spot;
}

/** Every script in user data that can be read. */
export function* bootScripts({ every, readers }: Pick<RuleContext, "every" | "readers">): Generator<BootScript> {
  for (const machine of every(UserData))
    for (const reading of machine.script.readings) {
      const script = reading.isKnown ? readers.script(reading.raw) : undefined;
      if (!script) continue;
      const { raw: value, condition } = reading;
      const at = (span: Span): Spot => ({ span, condition, resource: machine.resource, value });
      yield { machine, script, reading, condition, at };
    }
}

/** The text that user data holds, behind its encodings, part by part: what is put into it keeps its origin. */
export function partsOf(value: Value): readonly (Piece | Value)[] {
  let at = value;
  for (let i = 0; at.madeFrom?.by === "base64" && i < MOST_LAYERS; i++) at = at.madeFrom.value;
  return flattened(at, 0);
}

/** Encodings of encodings, and texts within texts. */
const MOST_LAYERS = 10;

function flattened(value: Value, depth: number): readonly (Piece | Value)[] {
  if (value.kind !== "text" || depth >= MOST_LAYERS) return [value];
  return value.parts.flatMap((part) => (part.kind === "piece" ? [part] : flattened(part, depth + 1)));
}
