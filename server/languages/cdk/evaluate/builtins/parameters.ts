/** The values of template parameters that a CDK app declares. */
import { byDefault } from "../../../../core/conditions.ts";
import { lookup } from "../../../../core/lookup.ts";
import type { Span } from "../../../../core/span.ts";
import { scalar, type Value } from "../../../../core/values.ts";
import type { ConstructBuilder } from "../things.ts";
import { used } from "../things.ts";

/** `parameter.valueAsString` and its like: the default, under the assumption that it is kept. */
export function parameterValue(parameter: ConstructBuilder, member: string, span: Span): Value | undefined {
  if (member !== "valueAsString" && member !== "valueAsNumber") return undefined;
  const given = parameter.props.kind === "object" ? lookup(parameter.props, ["default"]) : undefined;
  if (given?.kind !== "scalar" || typeof given.value === "boolean") return undefined;
  const allowed = lookup(parameter.props, ["allowedValues"]);
  const every =
    allowed.kind === "list" && allowed.closed && allowed.items.every((i) => i.kind === "scalar")
      ? allowed.items.map((i) => String((i as { value: unknown }).value))
      : undefined;
  const number = Number(given.value);
  if (member === "valueAsNumber" && Number.isNaN(number)) return undefined;
  const value = scalar(member === "valueAsNumber" ? number : String(given.value), given.origin);
  const name = `parameter ${parameter.id}`;
  const input = { id: `parameter ${parameter.path}`, name, ...(every && { allowed: every }) };
  return {
    kind: "choice",
    alternatives: [{ when: byDefault(input, String(given.value)), value: used(value, span, "default", name) }],
    origin: { span },
  };
}
