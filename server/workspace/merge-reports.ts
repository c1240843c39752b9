/** What the programs of a file say of it, put together: one finding per rule and place. */
import type { Rule } from "../core/rules.ts";
import type { Source } from "../core/span.ts";
import { byPlace } from "./locate.ts";
import type { Linted } from "./program-state.ts";
import type { FileReport, Located, LocatedProblem, LocatedRelated } from "./reports.ts";
import { unusedSuppressions } from "./unused-suppressions.ts";

/**
 * The report of one file.
 *
 * @param programs every program that contains the file
 * @param complete whether those are all there are: only then is a suppression known to be of no use
 */
export function fileReport(
  path: string,
  programs: readonly Linted[],
  rules: readonly Rule[],
  complete: boolean,
): FileReport {
  const source = sourceOf(path, programs);
  const found = new Map<string, Located>();
  const problems = new Map<string, LocatedProblem>();
  for (const program of programs) {
    for (const located of program.found) {
      if (located.finding.span.chunk.path !== path) continue;
      const key = `${located.finding.rule} ${rangeKey(located.range)}`;
      const first = found.get(key);
      found.set(key, first ? joined(first, located) : located);
    }
    for (const problem of program.problems)
      if (problem.path === path) problems.set(`${rangeKey(problem.range)} ${problem.message}`, problem);
  }
  const unused = source ? unusedSuppressions(source, programs, rules, complete) : [];
  return {
    path,
    source,
    findings: [...found.values(), ...unused].sort(byPlace),
    problems: [...problems.values()].sort(byPlace),
  };
}

function sourceOf(path: string, programs: readonly Linted[]): Source | undefined {
  for (const program of programs) {
    const source = program.sources.get(path);
    if (source) return source;
  }
  return undefined;
}

function joined(first: Located, second: Located): Located {
  const keys = new Set(first.related.map(relatedKey));
  const more = second.related.filter((r) => !keys.has(relatedKey(r)));
  return more.length === 0 ? first : { ...first, related: [...first.related, ...more] };
}

function relatedKey(related: LocatedRelated): string {
  return `${related.path} ${rangeKey(related.range)} ${related.message}`;
}

function rangeKey(range: Located["range"] | undefined): string {
  return range ? `${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}` : "";
}
