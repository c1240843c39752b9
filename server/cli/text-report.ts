/** The report that a person reads. */
import { grouped } from "../core/facts.ts";
import type { Severity } from "../core/rules.ts";
import type { Range, Source } from "../core/span.ts";
import type { Run } from "../workspace/linter.ts";
import type { Located, LocatedProblem } from "../workspace/reports.ts";
import { sourceLine } from "./source-line.ts";
import { type Colour, paint, printable, type Terminal } from "./terminal.ts";

type Level = Severity | "note";
const COLOURS: Record<Level, Colour> = { error: "red", warning: "yellow", info: "blue", note: "blue" };

export function textReport(run: Run, shown: (path: string) => string, terminal: Terminal): string {
  const lines: string[] = [];
  const counts: Record<Level, number> = { error: 0, warning: 0, info: 0, note: 0 };
  const head = (path: string, range: Range | undefined, level: Level, message: string, rule = "") => {
    counts[level]++;
    const place = paint(printable(shown(path)) + (range ? at(range) : ""), "bold", terminal);
    lines.push(`${place}: ${paint(level, COLOURS[level], terminal)}: ${printable(message)}${rule}`);
  };
  for (const p of run.problems) head(p.path, p.range, p.severity, p.message);
  for (const { path, source, findings, problems } of run.reports) {
    for (const p of problems) {
      head(path, p.range, p.severity, p.message);
      excerpt(source, p, "error", lines, terminal);
    }
    for (const located of findings) {
      const { finding, range } = located;
      head(path, range, finding.severity, finding.message, paint(` [${finding.rule}]`, "dim", terminal));
      excerpt(source, located, finding.severity, lines, terminal);
      details(located, shown, lines, terminal);
    }
  }
  if (lines.length > 0 && lines[lines.length - 1] !== "") lines.push("");
  lines.push(summary(counts, run.files));
  return `${lines.join("\n")}\n`;
}

function at(range: Range): string {
  return `:${range.start.line + 1}:${range.start.column + 1}`;
}

function excerpt(
  source: Source | undefined,
  { range }: Located | LocatedProblem,
  level: Level,
  lines: string[],
  terminal: Terminal,
): void {
  const line = source && range && sourceLine(source, range);
  if (!line) return;
  const gutter = " ".repeat(line.number.length);
  lines.push(paint(`  ${line.number} | `, "dim", terminal) + line.text);
  lines.push(paint(`  ${gutter} | `, "dim", terminal) + paint(line.marker, COLOURS[level], terminal));
}

function details(located: Located, shown: (path: string) => string, lines: string[], terminal: Terminal): void {
  for (const { path, range, message } of located.related)
    lines.push(`  ${printable(shown(path))}${at(range)}: ${printable(message)}`);
  for (const fix of located.fixes)
    if (fix.edits)
      lines.push(`  ${paint("fix:", "dim", terminal)} ${printable(fix.title)}${fix.safe ? " (--fix)" : ""}`);
  lines.push("");
}

function summary(counts: Record<Level, number>, files: number): string {
  const total = counts.error + counts.warning + counts.info;
  const inFiles = `in ${many(files, "file")}`;
  if (total === 0) return files === 0 ? "Found nothing to lint." : `No problems ${inFiles}.`;
  const each = [
    counts.error && many(counts.error, "error"),
    counts.warning && many(counts.warning, "warning"),
    counts.info && many(counts.info, "info", "infos"),
  ].filter((s) => s !== 0);
  return `${many(total, "problem")} (${each.join(", ")}) ${inFiles}`;
}

function many(n: number, one: string, more = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : more}`;
}
