/** What suppresses one finding. */
import type { Finding } from "../core/findings.ts";
import type { Program } from "../core/resources.ts";
import type { Source, Span } from "../core/span.ts";
import type { FileReport, Located, LocatedEdit } from "../workspace/reports.ts";

const marks: readonly [RegExp, string][] = [
  [/\.(ya?ml|template|tf|tofu|sh|py)$/i, "#"],
  [/\.([cm]?[jt]sx?|go|java|cs)$/i, "//"],
];

/**
 * What suppresses a finding: a comment above its line; above the property for one inside a script, where a comment
 * would be deployed; the resource's metadata in a file that has no comments. Empty where there is none of these.
 */
export function suppression(
  report: FileReport,
  { finding, range }: Located,
  programs: readonly Program[],
): LocatedEdit[] {
  if (!report.source) return [];
  const place = finding.embedded
    ? placeOf(finding.trail[1], programs)
    : { source: report.source, line: range.start.line };
  if (!place) return [];
  const { source, line } = place;
  const mark = /^\s*\{/.test(source.text) ? undefined : marks.find(([name]) => name.test(source.path))?.[1];
  if (mark === undefined) return inMetadata(finding, programs);
  const start = source.offset({ line, column: 0 });
  const [indent] = /^[ \t]*/.exec(source.text.slice(start))!;
  const lineEnd = source.text.includes("\r\n") ? "\r\n" : "\n";
  const at = { line, column: 0 };
  const newText = `${indent}${mark} groundrule-disable-next-line ${finding.rule}${lineEnd}`;
  return [{ path: source.path, range: { start: at, end: at }, newText }];
}

function inMetadata(finding: Finding, programs: readonly Program[]): LocatedEdit[] {
  for (const program of programs) {
    const resource = program.resources.find((r) => r.address === finding.resource);
    const edits = resource && program.writer.write([{ do: "disableRule", resource, rule: finding.rule }], program);
    if (!edits) continue;
    return edits.flatMap(({ span, newText }) => {
      const { path } = span.chunk;
      const range = program.sources.get(path)?.range(span);
      return range ? [{ path, range, newText }] : [];
    });
  }
  return [];
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
