/** The role that the transform makes for a function or a state machine that has none. */
import { compare } from "../../../core/compare.ts";
import { all, type Condition } from "../../../core/conditions.ts";
import { list, type Value } from "../../../core/values.ts";
import { madeObject, valueAt } from "./build.ts";
import { given } from "./events/passing.ts";
import { trust } from "./events/policies.ts";
import type { Generated, Written } from "./lowering.ts";
import { policiesOf } from "./role-policies.ts";
import { samTags } from "./tags.ts";

export interface RoleOf {
  readonly written: Written;
  /** When it is made, beside the condition of what it is for. */
  readonly when: Condition;
  readonly service: string;
  /** Policies that come before those that are written, and behind them. */
  readonly managed: readonly Value[];
  readonly inline: readonly Value[];
  readonly managedBehind: readonly Value[];
  readonly inlineBehind: readonly Value[];
  /** False when there may be more than these. */
  readonly closed: boolean;
}

export function roleId(written: { readonly id: string }): string {
  return `${written.id}Role`;
}

/** The role, which lies at `Policies` where that is written. */
export function roleOf(of: RoleOf): Generated {
  const { written } = of;
  const { properties, context } = written;
  const place = given(properties, "Policies")?.keySpan ?? written.nameSpan;
  return {
    id: roleId(written),
    type: "AWS::IAM::Role",
    place,
    condition: all(written.condition, of.when),
    properties: () => {
      const policies = policiesOf(valueAt(properties, "Policies"), roleId(written), context);
      const origin = { span: place };
      const closed = of.closed && policies.closed;
      const managed = distinct([...of.managed, ...policies.managed, ...of.managedBehind]);
      const inline = [...of.inline, ...policies.inline];
      // Events that need the same policy give it once.
      for (const p of of.inlineBehind) if (!inline.some((q) => compare(p, q) === "same")) inline.push(p);
      return madeObject(
        {
          AssumeRolePolicyDocument: valueAt(properties, "AssumeRolePolicyDocument") ?? trust(of.service, place),
          ManagedPolicyArns: list(managed, origin, closed),
          Policies: inline.length > 0 || !closed ? list(inline, origin, closed) : undefined,
          Path: valueAt(properties, "RolePath"),
          PermissionsBoundary: valueAt(properties, "PermissionsBoundary"),
          Tags: () => samTags(written),
        },
        place,
      );
    },
  };
}

/** The same ARN is not attached twice. */
function distinct(values: readonly Value[]): Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const written = textOf(value);
    if (written === undefined) return true;
    if (seen.has(written)) return false;
    seen.add(written);
    return true;
  });
}

function textOf(value: Value): string | undefined {
  if (value.kind === "scalar") return String(value.value);
  if (value.kind !== "text") return undefined;
  const parts = value.parts.map((p) =>
    p.kind === "piece" ? p.text : p.kind === "unknown" && p.identity !== undefined ? `\${${p.identity}}` : undefined,
  );
  return parts.every((p) => p !== undefined) ? parts.join("") : undefined;
}
