/** Turns spans into lines and columns: the edge at which chunks end. */
import type { Finding, Fix } from "../core/findings.ts";
import type { Problem } from "../core/resources.ts";
import type { Source, Span } from "../core/span.ts";
import type { Located, LocatedEdit, LocatedFix, LocatedProblem, LocatedRelated } from "./reports.ts";

type Sources = ReadonlyMap<string, Source>;
type Fault = (error: unknown, rule: string) => void;

function rangeOf(span: Span, sources: Sources) {
  return sources.get(span.chunk.path)?.range(span);
}

/**
 * A finding with lines and columns; undefined when its place is not part of what was read.
 *
 * @param now work out the fixes at once, so that nothing of the program is held on to
 */
export function locate(finding: Finding, sources: Sources, fault: Fault, now: boolean): Located | undefined {
  const range = rangeOf(finding.span, sources);
  if (!range) return undefined;
  const related: LocatedRelated[] = [];
  for (const r of finding.related) {
    const there = rangeOf(r.span, sources);
    if (there) related.push({ path: r.span.chunk.path, range: there, message: r.message });
  }
  const lazy = finding.fixes.map((fix) => new LocatedLater(fix, sources, (error) => fault(error, finding.rule)));
  if (!now) return { finding, range, related, fixes: lazy };
  const fixes = lazy.map(({ title, safe, edits }) => ({ title, safe, edits }));
  return { finding: { ...finding, fixes: [] }, range, related, fixes };
}

class LocatedLater implements LocatedFix {
  readonly title: string;
  readonly safe: boolean;
  #work: (() => readonly LocatedEdit[] | undefined) | undefined;
  #edits: readonly LocatedEdit[] | undefined;

  constructor(fix: Fix, sources: Sources, fault: (error: unknown) => void) {
    this.title = fix.title;
    this.safe = fix.safe;
    this.#work = () => {
      try {
        return locateEdits(fix, sources);
      } catch (error) {
        fault(error);
        return undefined;
      }
    };
  }

  get edits(): readonly LocatedEdit[] | undefined {
    if (this.#work) {
      this.#edits = this.#work();
      this.#work = undefined;
    }
    return this.#edits;
  }
}

function locateEdits(fix: Fix, sources: Sources): LocatedEdit[] | undefined {
  const edits: LocatedEdit[] = [];
  for (const { span, newText } of fix.edits ?? []) {
    const range = rangeOf(span, sources);
    if (!range) throw new Error(`an edit of "${fix.title}" has no place in what was read`);
    edits.push({ path: span.chunk.path, range, newText });
  }
  return edits.length === 0 ? undefined : edits;
}

export function locateProblem(problem: Problem, sources: Sources): LocatedProblem {
  const { path, message, severity } = problem;
  const range = problem.span && rangeOf(problem.span, sources);
  return { path, message, ...(range && { range }), severity };
}

/** Orders by place. */
export function byPlace(
  a: { readonly range?: Located["range"] | undefined },
  b: { readonly range?: Located["range"] | undefined },
): number {
  const [p, q] = [a.range?.start, b.range?.start];
  if (!p || !q) return p ? 1 : q ? -1 : 0;
  return p.line - q.line || p.column - q.column;
}
