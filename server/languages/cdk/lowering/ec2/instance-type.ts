/** `InstanceType` as a template has it: "t3.micro". */
import { mapChoice } from "../../../../core/lookup.ts";
import { piece, scalar, unknown, type Value } from "../../../../core/values.ts";
import { carriedBy } from "../../constructs.ts";
import { read } from "../references.ts";

/** What was given to `new InstanceType(…)`, or the two parts of `InstanceType.of(…)`. */
export function instanceType(value: Value): Value {
  if (value.kind === "choice") return mapChoice(value, instanceType);
  const carried = carriedBy(value);
  const mystery = unknown("the instance type is not known", value.origin);
  if (carried?.kind !== "made" || carried.fqn !== "aws-cdk-lib.aws_ec2.InstanceType" || !carried.argsClosed)
    return mystery;
  const [first, second] = carried.args;
  if (!first) return mystery;
  if (carried.member === undefined) return read(first);
  if (carried.member !== "of" || !second) return mystery;
  const [family, size] = [familyOf(read(first)), read(second)];
  if (!family || size.kind !== "scalar" || typeof size.value !== "string") return mystery;
  // No expression of its own: what is written are its two parts.
  const [a, b] = [first.origin.span, second.origin.span];
  const span = a.chunk === b.chunk && a.start < b.end ? { chunk: a.chunk, start: a.start, end: b.end } : a;
  return scalar(`${family}.${size.value}`, { span }, [piece(`${family}.${size.value}`, span)]);
}

/** Classes that CDK also names by what they are for. */
const named: Readonly<Record<string, string>> = {
  burstable2: "t2",
  burstable3: "t3",
  compute3: "c3",
  compute4: "c4",
  compute5: "c5",
  memory3: "r3",
  memory4: "r4",
  memory5: "r5",
  standard3: "m3",
  standard4: "m4",
  standard5: "m5",
};

function familyOf(instanceClass: Value): string | undefined {
  if (instanceClass.kind !== "scalar") return undefined;
  const name = String(instanceClass.value);
  if (Object.hasOwn(named, name)) return named[name];
  return /^[a-z]\d+[a-z]*$/.test(name) ? name : undefined;
}
