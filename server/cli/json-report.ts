/** The report that other programs read. Its shape is a promise: keys, their order, and lines and columns from 1. */
import type { Position, Range } from "../core/span.ts";
import type { Run } from "../workspace/linter.ts";
import type { LocatedProblem } from "../workspace/reports.ts";

export function jsonReport(run: Run, shown: (path: string) => string): string {
  const findings = run.reports.flatMap(({ path, findings }) =>
    findings.map(({ finding, range, related, fixes }) => ({
      ruleId: finding.rule,
      severity: finding.severity,
      message: finding.message,
      path: shown(path),
      range: fromOne(range),
      related: related.map((r) => ({ message: r.message, path: shown(r.path), range: fromOne(r.range) })),
      fixes: fixes.flatMap(({ title, safe, edits }) =>
        edits
          ? [
              {
                title,
                safe,
                edits: edits.map((e) => ({ path: shown(e.path), range: fromOne(e.range), newText: e.newText })),
              },
            ]
          : [],
      ),
    })),
  );
  const problems = [
    ...run.problems,
    ...run.reports.flatMap((r) => r.problems.filter((p) => p.severity === "error")),
  ].map((p) => problem(p, shown));
  return `${JSON.stringify({ version: 1, files: run.files, findings, problems }, null, 2)}\n`;
}

function problem({ path, message, range }: LocatedProblem, shown: (path: string) => string) {
  return { path: shown(path), message, ...(range && { range: fromOne(range) }) };
}

function fromOne({ start, end }: Range) {
  const position = ({ line, column }: Position) => ({ line: line + 1, column: column + 1 });
  return { start: position(start), end: position(end) };
}
