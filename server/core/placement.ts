/** Where a finding points. */
import type { Related } from "./findings.ts";
import type { Spot } from "./rules.ts";
import { type Span, sameSpan } from "./span.ts";
import type { Origin, StepKind } from "./values.ts";

export interface Placement {
  readonly span: Span;
  /** Every owned place on the way to the literal, this one first. */
  readonly trail: readonly Span[];
  /** Where the value came from, when that is elsewhere. */
  readonly related: readonly Related[];
  /** The input whose default the value is: "parameter Timeout". */
  readonly defaultOf: string | undefined;
}

interface Step {
  readonly span: Span;
  readonly step?: StepKind;
  readonly name?: string;
}

/**
 * Places a finding: at the value where it is used; at the call's argument when it entered by one; in a file that the
 * user owns. Undefined when no step of the way lies in an owned file.
 */
export function place(spot: Spot, owned: (path: string) => boolean): Placement | undefined {
  const steps = stepsOf(originOf(spot));
  // A place inside a script or a document stays there; only a value moves to the argument that brought it in.
  const entered = "span" in spot ? -1 : steps.findLastIndex((s) => s.step === "argument");
  const preferred = Math.max(entered, 0);
  const order = [...steps.slice(preferred), ...steps.slice(0, preferred)];
  const at = order.find((s) => owned(s.span.chunk.path));
  const fallback = owned(nameSpanOf(spot).chunk.path) ? nameSpanOf(spot) : undefined;
  const span = at?.span ?? fallback;
  if (!span) return undefined;
  const trail = [span];
  for (const s of steps) if (owned(s.span.chunk.path) && !trail.some((t) => sameSpan(t, s.span))) trail.push(s.span);
  const related: Related[] = [];
  const note = (s: Step, message: string) => {
    if (!sameSpan(s.span, span) && owned(s.span.chunk.path)) related.push({ span: s.span, message });
  };
  if (preferred > 0) note(steps[0]!, "It is used here.");
  const last = steps[steps.length - 1]!;
  if (steps.length > 1 && !("span" in spot))
    note(last, last.step === "default" ? `The default of ${last.name}.` : `It comes from ${last.name}.`);
  return { span, trail, related, defaultOf: steps.find((s) => s.step === "default")?.name };
}

function originOf(spot: Spot): Origin {
  if ("raw" in spot) return spot.raw.origin;
  if ("span" in spot)
    return spot.value
      ? { span: spot.span, from: { step: "constant", name: spot.resource.name, origin: spot.value.origin } }
      : { span: spot.span };
  return spot.item ? { ...spot.item.origin, span: spot.nameSpan } : { span: spot.nameSpan };
}

function nameSpanOf(spot: Spot): Span {
  if ("raw" in spot) return spot.subject.resource.nameSpan;
  return spot.resource.nameSpan;
}

/** The use first, then every step back to the literal. */
function stepsOf(origin: Origin): Step[] {
  const steps: Step[] = [{ span: origin.span }];
  let at = origin;
  while (at.from && steps.length < 100) {
    steps.push({ span: at.from.origin.span, step: at.from.step, name: at.from.name });
    at = at.from.origin;
  }
  return steps;
}
