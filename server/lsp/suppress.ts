/** The comment that suppresses one finding. */
import type { Program } from "../core/resources.ts";
import type { Source, Span } from "../core/span.ts";
import type { FileReport, Located, LocatedEdit } from "../workspace/reports.ts";

const marks: readonly [RegExp, string][] = [
  [/\.(ya?ml|template|tf|tofu|sh)$/i, "#"],
  [/\.([cm]?[jt]sx?)$/i, "//"],
];

/**
 * A comment above the line of a finding; above the property for one inside a script, where a comment would be
 * deployed. Undefined for a file that has no comments.
 */
export function suppression(
  report: FileReport,
  { finding, range }: Located,
  programs: readonly Program[],
): LocatedEdit | undefined {
  if (!report.source) return undefined;
  const place = finding.embedded
    ? placeOf(finding.trail[1], programs)
    : { source: report.source, line: range.start.line };
  if (!place) return undefined;
  const { source, line } = place;
  const mark = marks.find(([name]) => name.test(source.path))?.[1];
  if (mark === undefined || /^\s*\{/.test(source.text)) return undefined;
  const start = source.offset({ line, column: 0 });
  const [indent] = /^[ \t]*/.exec(source.text.slice(start))!;
  const lineEnd = source.text.includes("\r\n") ? "\r\n" : "\n";
  const at = { line, column: 0 };
  return {
    path: source.path,
    range: { start: at, end: at },
    newText: `${indent}${mark} groundrule-disable-next-line ${finding.rule}${lineEnd}`,
  };
}

function placeOf(span: Span | undefined, programs: readonly Program[]): { source: Source; line: number } | undefined {
  if (!span) return undefined;
  for (const { sources } of programs) {
    const source = sources.get(span.chunk.path);
    const range = source?.range(span);
    if (source && range) return { source, line: range.start.line };
  }
  return undefined;
}
