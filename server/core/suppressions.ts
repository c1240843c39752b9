/**
 * Suppressions: `groundrule-disable-next-line ID, ID -- reason` and its kin, in the comments of any language, also of
 * a script inside another file.
 */
import type { Finding } from "./findings.ts";
import type { Resource } from "./resources.ts";
import type { Source, Span } from "./span.ts";

export interface Directive {
  readonly path: string;
  readonly action: "disable-next-line" | "disable-line" | "disable" | "enable";
  /** The rules it names; empty for all. */
  readonly rules: readonly { readonly id: string; readonly start: number; readonly end: number }[];
  /** The zero-based line it stands on, and the line it is about for `disable-next-line`. */
  readonly line: number;
  readonly target: number;
  /** File offsets of the directive itself. */
  readonly start: number;
  readonly end: number;
}

const pattern =
  /(?:#|\/\/|\/\*|<!--|;)[ \t]*groundrule-(disable-next-line|disable-line|disable|enable)\b(?:[ \t]+([\w/-]+(?:[ \t]*,[ \t]*[\w/-]+)*))?/g;
const onlyComment = /^\s*(#|\/\/|\/\*|\*|<!--)/;

const kept = new WeakMap<Source, readonly Directive[]>();

/** The directives of a file, in the order in which they stand. */
export function directivesOf(source: Source): readonly Directive[] {
  let directives = kept.get(source);
  if (!directives) {
    directives = source.text.includes("groundrule-") ? parse(source) : [];
    kept.set(source, directives);
  }
  return directives;
}

function parse(source: Source): Directive[] {
  const directives: Directive[] = [];
  const lines = source.text.split(/\r\n|\n|\r/);
  for (const match of source.text.matchAll(pattern)) {
    const [whole, action, named = ""] = match as unknown as [string, Directive["action"], string?];
    // With a reason only, it is about every rule.
    const names = named.startsWith("--") ? "" : named;
    const start = match.index + whole.indexOf("groundrule-");
    const line = source.position(start).line;
    let target = line + 1;
    while (target < lines.length - 1 && onlyComment.test(lines[target]!)) target++;
    const rules = [...names.matchAll(/[\w/-]+/g)].map((m) => {
      const at = match.index + whole.length - names.length + m.index;
      return { id: m[0], start: at, end: at + m[0].length };
    });
    const end = match.index + whole.length - (named.length - names.length);
    directives.push({ path: source.path, action, rules, line, target, start, end });
  }
  return directives;
}

function names(directive: Directive, finding: Finding): boolean {
  return (
    directive.rules.length === 0 ||
    directive.rules.some((r) => r.id === finding.rule || r.id === `${finding.rule}/${finding.variant}`)
  );
}

function suppressor(finding: Finding, span: Span, source: Source): Directive | undefined {
  const at = source.absolute(span);
  if (!at) return undefined;
  const { line } = source.position(at.start);
  let region: Directive | undefined;
  for (const d of directivesOf(source)) {
    if (!names(d, finding)) continue;
    if (d.action === "disable-line" && d.line === line) return d;
    if (d.action === "disable-next-line" && d.target === line) return d;
    if (d.action === "disable" && d.line <= line) region = d;
    if (d.action === "enable" && d.line <= line) region = undefined;
  }
  return region;
}

/** A directive or a metadata entry that suppressed something: the offset of what it was written as. */
export type Used = { readonly path: string; readonly start: number };

/** Splits findings into those that stay and the suppressions that took the others. */
export function suppress(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, Source>,
  resource: (address: string) => Resource | undefined,
): { findings: Finding[]; used: Used[] } {
  const stay: Finding[] = [];
  const used: Used[] = [];
  for (const finding of findings) {
    let by: Used | undefined;
    for (const span of finding.trail) {
      const source = sources.get(span.chunk.path);
      by = source && suppressor(finding, span, source);
      if (by) break;
    }
    by ??= disabledBy(finding, resource(finding.resource), sources);
    if (by) used.push(by);
    else stay.push(finding);
  }
  return { findings: stay, used };
}

/** What the resource's own metadata says: a rule, one variant of it, or "*" for all. */
function disabledBy(
  { rule, variant }: Finding,
  resource: Resource | undefined,
  sources: ReadonlyMap<string, Source>,
): Used | undefined {
  const entry = resource?.disabled?.find((d) => [rule, `${rule}/${variant}`, "*"].includes(d.rule));
  const at = entry && sources.get(entry.span.chunk.path)?.absolute(entry.span);
  return at && { path: entry.span.chunk.path, start: at.start };
}
