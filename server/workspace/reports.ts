/** Findings with lines and columns: what the command line prints and the editor shows. */
import type { Finding } from "../core/findings.ts";
import type { Range, Source } from "../core/span.ts";

export interface LocatedEdit {
  readonly path: string;
  readonly range: Range;
  readonly newText: string;
}

export interface LocatedFix {
  readonly title: string;
  /** True when it may be applied in bulk. */
  readonly safe: boolean;
  /** Undefined when it cannot be written here. Worked out when it is first asked for. */
  readonly edits: readonly LocatedEdit[] | undefined;
}

export interface LocatedRelated {
  readonly path: string;
  readonly range: Range;
  readonly message: string;
}

export interface Located {
  readonly finding: Finding;
  readonly range: Range;
  readonly related: readonly LocatedRelated[];
  readonly fixes: readonly LocatedFix[];
}

/** Something that is wrong with a file itself. */
export interface LocatedProblem {
  readonly path: string;
  readonly message: string;
  readonly range?: Range;
  /** "error" for text that cannot be read or understood, "note" for a limit of ours that was met. */
  readonly severity: "error" | "note";
}

/** Everything there is to say of one file. Findings and problems stand in the order of their places. */
export interface FileReport {
  readonly path: string;
  /** The version that was linted; undefined for a file that could not be read. */
  readonly source: Source | undefined;
  readonly findings: readonly Located[];
  readonly problems: readonly LocatedProblem[];
}

/** Something of ours that failed on a program: the rest went on. */
export interface LinterFault {
  /** The file or folder that the program starts from, or the file that was looked at. */
  readonly path: string;
  readonly language: string;
  /** The rule that failed; undefined when the language did. */
  readonly rule?: string;
  readonly error: unknown;
}
