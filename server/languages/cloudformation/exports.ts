/** What one template exports, as a stack of it would give it to others in the same account and region. */
import { all, type Condition } from "../../core/conditions.ts";
import { type Origin, type Piece, piece, scalar, text, unknown, type Value } from "../../core/values.ts";
import { buildCondition } from "./condition-functions.ts";
import { alternativesOf } from "./distribute.ts";
import { evaluate } from "./evaluate.ts";
import { identityOf } from "./identity.ts";
import type { Import } from "./imports.ts";
import { macrosOf } from "./macros.ts";
import { outputsOf } from "./outputs.ts";
import { limitsOf } from "./rules-section.ts";
import { Budget, Scope } from "./scope.ts";
import type { Template } from "./syntax.ts";

/** How many nodes are evaluated for the exports of one template. */
const MOST_EVALUATIONS = 50_000;
const DEEPEST = 20;

export interface Export {
  /** One name that it may have. */
  readonly name: Value;
  /** Under what there is an export of this name. */
  readonly condition: Condition;
  /** What it gives where it is used. */
  readonly valueAt: (origin: Origin) => Value;
}

/** The templates that may export something, judged without parsing them. */
export function mayExport(source: string): boolean {
  return /\bExport["']?[ \t]*:/.test(source);
}

const known = new WeakMap<Template, Map<string, readonly Export[]>>();

/**
 * The exports of a template. `region` is the one that a deployment names, `importValue` what the template itself
 * imports: then they are not kept, since they depend on other templates.
 */
export function exportsOf(template: Template, region: string | undefined, importValue?: Import): readonly Export[] {
  if (importValue) return evaluateExports(template, region, importValue);
  let byRegion = known.get(template);
  if (!byRegion) {
    byRegion = new Map();
    known.set(template, byRegion);
  }
  const key = region ?? "";
  let exports = byRegion.get(key);
  if (!exports) {
    exports = evaluateExports(template, region, undefined);
    byRegion.set(key, exports);
  }
  return exports;
}

function evaluateExports(
  template: Template,
  region: string | undefined,
  importValue: Import | undefined,
): readonly Export[] {
  const isTransformed = macrosOf(template).length > 0;
  const scope = new Scope(
    {
      template,
      module: `stack ${template.source.path}`,
      standsAlone: true,
      inputs: { parameters: {}, ...(region !== undefined && { region }) },
      budget: new Budget(MOST_EVALUATIONS),
      buildCondition,
      limits: limitsOf,
      ...(importValue && { importValue }),
    },
    isTransformed,
  );
  return outputsOf(scope).flatMap(({ value, exported, context, condition }) => {
    if (!exported) return [];
    let made: Value | undefined;
    const valueAt = (origin: Origin): Value => {
      if (isTransformed) return unknown("a macro may change it", origin);
      made ??= evaluate(value, context);
      return seenFrom(made, origin, 0);
    };
    return alternativesOf(evaluate(exported, context)).map(({ when, value: name }) => ({
      name,
      condition: all(scope.enclosing, condition, when),
      valueAt,
    }));
  });
}

/** A value as another stack sees it: no resource of this one is a resource there, and no text of this one its text. */
function seenFrom(value: Value, origin: Origin, depth: number): Value {
  const marks = value.marks ? { marks: value.marks } : {};
  if (depth > DEEPEST) return { ...unknown("it is nested too deeply", origin), ...marks };
  switch (value.kind) {
    case "scalar":
      return { ...scalar(value.value, origin, [piece(String(value.value))]), ...marks };
    case "choice":
      return {
        kind: "choice",
        alternatives: value.alternatives.map((a) => ({ when: a.when, value: seenFrom(a.value, origin, depth + 1) })),
        origin,
        ...marks,
      };
    case "text": {
      const parts = value.parts.map((p): Piece | Value =>
        p.kind === "piece" ? piece(p.text) : seenFrom(p, origin, depth + 1),
      );
      return { ...text(parts, origin), ...marks };
    }
    case "unknown":
      return { ...unknown(value.reason, origin, value.identity, value.index), ...marks };
    default:
      return { ...unknown("it belongs to another stack", origin, identityOf(value)), ...marks };
  }
}
