/** Findings: what a rule reported, placed where a reader would look. */
import type { TextEdit } from "./fixes.ts";
import type { Severity } from "./rules.ts";
import type { Span } from "./span.ts";

export interface Related {
  readonly span: Span;
  readonly message: string;
}

export interface Fix {
  readonly title: string;
  /** True when it may be applied in bulk. */
  readonly safe: boolean;
  /** What it writes, or undefined when it cannot be written here. Worked out when it is first asked for. */
  readonly edits: readonly TextEdit[] | undefined;
}

export interface Finding {
  readonly rule: string;
  readonly variant: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** The places at which a comment may suppress it: its own, and every step of its value's origin in owned files. */
  readonly trail: readonly Span[];
  /** The address of the resource that it is about. */
  readonly resource: string;
  /** True when it stands inside a script or document: a comment there would be deployed. */
  readonly embedded: boolean;
}

/** A rule that failed on a program: the others went on. */
export interface Fault {
  readonly rule: string;
  readonly root: string;
  readonly error: unknown;
}

/**
 * One finding per rule and place. What else was found at the same place (another instance of a loop, another caller
 * of a module, another branch) becomes related information where it points elsewhere.
 */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>();
  const chunks = new Map<object, number>();
  for (const finding of findings) {
    const { chunk, start, end } = finding.span;
    let chunkId = chunks.get(chunk);
    if (chunkId === undefined) {
      chunkId = chunks.size;
      chunks.set(chunk, chunkId);
    }
    const key = `${finding.rule} ${chunkId} ${start} ${end}`;
    const first = merged.get(key);
    if (!first) merged.set(key, finding);
    else {
      const more = finding.related.filter(
        (r) =>
          !first.related.some(
            (o) => o.span.chunk === r.span.chunk && o.span.start === r.span.start && o.message === r.message,
          ),
      );
      if (more.length > 0) merged.set(key, { ...first, related: [...first.related, ...more] });
    }
  }
  return [...merged.values()];
}
