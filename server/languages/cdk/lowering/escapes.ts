/** What leaves an app: constructs that something outside of it knows of. */
import type { Value } from "../../../core/values.ts";
import { type ConstructInstance, carriedBy } from "../constructs.ts";

/** Classes whose first value other stacks and people read. */
const OUTPUTS: Readonly<Record<string, string>> = {
  "aws-cdk-lib.CfnOutput": "value",
  "aws-cdk-lib.aws_ssm.StringParameter": "stringValue",
  "aws-cdk-lib.aws_ssm.CfnParameter": "value",
};
const DEEPEST = 5;

/** The addresses of constructs that are known outside of their app. */
export function escapedFrom(constructs: readonly ConstructInstance[]): Set<string> {
  const escaped = new Set<string>();
  for (const c of constructs) {
    if (c.opened.some((reason) => reason.startsWith("it is handed to"))) escaped.add(c.path);
    const output = OUTPUTS[c.fqn];
    if (output !== undefined && c.props.kind === "object") collect(c.props.entries.get(output)?.value, escaped, 0);
    for (const call of c.calls)
      if (/^export(StringList)?Value$/.test(call.method)) for (const arg of call.args) collect(arg, escaped, 0);
  }
  return escaped;
}

function collect(value: Value | undefined, into: Set<string>, depth: number): void {
  if (!value || depth > DEEPEST) return;
  const carried = carriedBy(value);
  if (carried?.kind === "construct") into.add(carried.construct.path);
  else if (value.kind === "reference") into.add(value.target);
  else if (value.kind === "choice") for (const a of value.alternatives) collect(a.value, into, depth + 1);
  else if (value.kind === "list") for (const item of value.items) collect(item, into, depth + 1);
  else if (value.kind === "text") for (const p of value.parts) if (p.kind !== "piece") collect(p, into, depth + 1);
}
