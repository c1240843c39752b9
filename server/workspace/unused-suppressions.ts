/** Suppressions that take nothing away, and those that name a rule that there is not. */
import type { Finding } from "../core/findings.ts";
import type { Comment } from "../core/resources.ts";
import type { Rule } from "../core/rules.ts";
import { isOff, levelOf, type Settings } from "../core/settings.ts";
import type { Range, Source } from "../core/span.ts";
import { type Directive, directivesOf } from "../core/suppressions.ts";
import type { Linted } from "./program-state.ts";
import type { Located, LocatedFix } from "./reports.ts";

/** A rule like any other to a configuration; it looks at comments, so that no language runs it. */
export const unusedSuppression: Rule = {
  id: "unused-suppression",
  title: "A suppression that suppresses nothing",
  category: "correctness",
  variants: {
    unused: { severity: "warning", profile: "recommended" },
    "unknown-rule": { severity: "warning", profile: "recommended" },
  },
  notes: "",
  docs: "",
  check() {},
};

/** The useless suppressions of a file, by what every program that contains it found. */
export function unusedSuppressions(
  source: Source,
  programs: readonly Linted[],
  rules: readonly Rule[],
  complete: boolean,
): Located[] {
  const directives = directivesOf(source).filter((d) => d.action !== "enable");
  const settings = programs[0]?.settings;
  if (directives.length === 0 || !settings?.owned(source.path)) return [];
  const byId = new Map([...rules, unusedSuppression].map((r) => [r.id, r]));
  const found: Located[] = [];
  for (const directive of directives) {
    const unknown = directive.rules.filter((r) => !isKnown(r.id, byId));
    for (const { id, start, end } of unknown)
      add("unknown-rule", directive, start, end, `There is no rule "${id}", so this suppresses nothing of it.`);
    if (unknown.length > 0 || !complete || isUsed(directive, programs)) continue;
    if (!allRan(directive, programs, byId)) continue;
    const what = directive.rules.map((r) => r.id).join(", ") || "any rule";
    add(
      "unused",
      directive,
      directive.start,
      directive.end,
      `Nothing is found here by ${what}; the suppression can go.`,
    );
  }
  return found;

  function add(variant: string, directive: Directive, start: number, end: number, message: string): void {
    const level = levelOf(settings as Settings, unusedSuppression, variant, source.path);
    const span = source.spanAt(start, end);
    if (level === "off" || !span) return;
    const range = { start: source.position(start), end: source.position(end) };
    const finding: Finding = {
      rule: unusedSuppression.id,
      variant,
      severity: level,
      message,
      span,
      related: [],
      fixes: [],
      trail: [span],
      resource: "",
      embedded: false,
    };
    const fix = variant === "unused" ? removal(directive, source, programs) : undefined;
    found.push({ finding, range, related: [], fixes: fix ? [fix] : [] });
  }
}

function isKnown(id: string, byId: ReadonlyMap<string, Rule>): boolean {
  const [name = "", variant] = id.split("/");
  const rule = byId.get(name);
  return rule !== undefined && (variant === undefined || Object.hasOwn(rule.variants, variant));
}

function isUsed(directive: Directive, programs: readonly Linted[]): boolean {
  return programs.some((p) => p.used.some((u) => u.path === directive.path && u.start === directive.start));
}

/** Whether every rule that the directive is about has run on every program; for all rules when it names none. */
function allRan(directive: Directive, programs: readonly Linted[], byId: ReadonlyMap<string, Rule>): boolean {
  const ids = directive.rules.length > 0 ? directive.rules.map((r) => r.id.split("/")[0]!) : [...byId.keys()];
  return programs.every((p) =>
    ids.every((id) => {
      if (id === unusedSuppression.id) return directive.rules.length === 0;
      return !p.failed.has(id) && !isOff(p.settings, byId.get(id)!);
    }),
  );
}

/**
 * Removes the comment, and its line when nothing else stands on it. Not offered for a comment inside of a script or a
 * document: that would change what is deployed.
 */
function removal(directive: Directive, source: Source, programs: readonly Linted[]): LocatedFix | undefined {
  const comment = commentAround(directive, programs);
  if (!comment) return undefined;
  const { text } = source;
  let { start, end } = comment;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  const alone = start === 0 || text[start - 1] === "\n" || text[start - 1] === "\r";
  const rest = /^[ \t]*(\r\n|\n|\r|$)/.exec(text.slice(end, end + 1000));
  if (alone && rest) end += rest[0].length;
  else if (alone) start = comment.start;
  const range: Range = { start: source.position(start), end: source.position(end) };
  return { title: "Remove the suppression", safe: true, edits: [{ path: source.path, range, newText: "" }] };
}

function commentAround(directive: Directive, programs: readonly Linted[]): { start: number; end: number } | undefined {
  for (const program of programs) {
    const source = program.sources.get(directive.path);
    const isAround = (c: Comment) => {
      const at = c.span.chunk.path === directive.path ? source?.absolute(c.span) : undefined;
      return at && at.start <= directive.start && directive.end <= at.end ? at : undefined;
    };
    for (const comment of program.comments) {
      const at = isAround(comment);
      if (at) return at;
    }
  }
  return undefined;
}
