/** `textDocument/hover`: on a finding, on a rule id in a comment, on a type or property that something is known of. */
import type { Hover, HoverParams } from "vscode-languageserver/node";
import { kinds } from "../aws/index.ts";
import { bind } from "../core/binding.ts";
import type { Remark } from "../core/facts.ts";
import { fieldAt } from "../core/field-at.ts";
import { nativeAt } from "../core/native-at.ts";
import type { Program } from "../core/resources.ts";
import type { Rule } from "../core/rules.ts";
import { directivesOf } from "../core/suppressions.ts";
import type { FileReport } from "../workspace/reports.ts";
import { toLsp } from "./diagnostics.ts";
import type { Session } from "./session.ts";
import { pathOf } from "./uris.ts";

interface At {
  readonly line: number;
  readonly column: number;
}

/** Answers with what is known at a place. */
export function hover(session: Session) {
  return async ({ textDocument, position }: HoverParams): Promise<Hover | null> => {
    const at = { line: position.line, column: position.character };
    const report = await session.report(textDocument.uri);
    const programs = session.linter.programsAt(pathOf(textDocument.uri));
    return (
      (report && (await onFinding(session, report, at))) ??
      (await onDirective(session, programs, pathOf(textDocument.uri), at)) ??
      onRemark(await session.knowledge.remarks(), programs, pathOf(textDocument.uri), at)
    );
  };
}

async function onFinding(session: Session, report: FileReport, at: At): Promise<Hover | undefined> {
  const here = report.findings.filter(({ range }) => !isBefore(at, range.start) && !isBefore(range.end, at));
  if (here.length === 0) return undefined;
  const rules = await session.knowledge.rules();
  const parts: string[] = [];
  for (const id of new Set(here.map((l) => l.finding.rule))) {
    const rule = rules.find((r) => r.id === id);
    if (rule) parts.push(ruleText(rule, await session.knowledge.page(id)));
  }
  return parts.length === 0 ? undefined : markdown(parts.join("\n\n---\n\n"), toLsp(here[0]!.range));
}

async function onDirective(
  session: Session,
  programs: readonly Program[],
  path: string,
  at: At,
): Promise<Hover | undefined> {
  const source = programs.map((p) => p.sources.get(path)).find((s) => s !== undefined);
  if (!source) return undefined;
  const offset = source.offset(at);
  for (const directive of directivesOf(source))
    for (const { id, start, end } of directive.rules) {
      if (offset < start || offset > end) continue;
      const rule = (await session.knowledge.rules()).find((r) => r.id === id.split("/")[0]);
      if (!rule) return undefined;
      const range = { start: source.position(start), end: source.position(end) };
      return markdown(ruleText(rule, await session.knowledge.page(rule.id)), toLsp(range));
    }
  return undefined;
}

function onRemark(remarks: readonly Remark[], programs: readonly Program[], path: string, at: At): Hover | null {
  const about = new Set(remarks.flatMap((r) => r.about.map((a) => a.split(".")[0])));
  for (const program of programs) {
    const source = program.sources.get(path);
    const span = source?.spanAt(source.offset(at));
    if (!source || !span) continue;
    const field = fieldAt(
      span,
      kinds.filter((k) => about.has(k.name)),
      bind(program),
    );
    const native = nativeAt(span, program);
    const names = [...(field ? [`${field.kind.name}.${field.field}`] : []), ...(native ? [native.name] : [])];
    const known = remarks.filter((r) => r.about.some((a) => names.includes(a)));
    const place = field?.span ?? native?.span;
    const range = place && source.range(place);
    if (known.length > 0 && range) return markdown(known.map(remarkText).join("\n\n"), toLsp(range));
  }
  return null;
}

/** The page down to its examples, with where to read on. */
function ruleText(rule: Rule, page: string | undefined): string {
  const [beforeExamples = ""] = (page ?? "").split(/^## Examples$/m);
  const prose = beforeExamples.replace(/^# .*$/m, "").trim();
  return `**${rule.id}**: ${rule.title}\n\n${prose ? `${prose}\n\n` : ""}[AWS documentation](${rule.docs})`;
}

function remarkText({ text, source, checked }: Remark): string {
  return `${text} ([AWS](${source}), checked ${checked})`;
}

function markdown(value: string, range: Hover["range"]): Hover {
  return { contents: { kind: "markdown", value }, ...(range && { range }) };
}

function isBefore(a: At, b: At): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}
