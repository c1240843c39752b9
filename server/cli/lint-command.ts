/** `groundrule [paths]`. */
import type { Severity } from "../core/rules.ts";
import { applyFixes } from "../workspace/apply-fixes.ts";
import type { FileSystem } from "../workspace/file-system.ts";
import { Linter, type Run } from "../workspace/linter.ts";
import type { Product } from "../workspace/product.ts";
import type { LinterFault, LocatedFix } from "../workspace/reports.ts";
import type { LintOptions } from "./arguments.ts";
import { absolutePath, shownPath, workspaceOf } from "./paths.ts";
import type { Terminal } from "./terminal.ts";

/** Fixes make room for other fixes, but not for ever. */
const MOST_ROUNDS = 10;

/** Lints, writes the report, and returns the exit status. */
export async function lintCommand(
  options: LintOptions,
  product: Product,
  fileSystem: FileSystem,
  terminal: Terminal,
): Promise<number> {
  const shown = (path: string) => shownPath(path, terminal.folder);
  const paths = options.paths.map((typed) => absolutePath(typed, terminal.folder));
  const folders = new Set<string>();
  let failed = false;
  for (const path of paths) {
    if ((await fileSystem.kind(path)) === "absent") {
      terminal.error(`groundrule: there is no ${shown(path)}\n`);
      failed = true;
    } else folders.add(await workspaceOf(path, terminal.folder, fileSystem));
  }
  const faults = new Set<string>();
  const onFault = (fault: LinterFault) => {
    const text = describe(fault, shown);
    if (!faults.has(text)) terminal.error(text);
    faults.add(text);
  };
  const { profile, today } = options;
  const linter = new Linter({
    product,
    fileSystem,
    folders: [...folders],
    today,
    onFault,
    keep: false,
    ...(profile && { profile }),
  });
  let run = await linter.lintFiles(paths);
  if (options.fix !== "none") run = await fix(run, linter, paths, options.fix, fileSystem, terminal, onFault);
  for (const path of run.strangers)
    terminal.error(`groundrule: ${shown(path)} is no template, no Terraform file and no CDK source\n`);
  if (options.format === "json") terminal.out((await import("./json-report.ts")).jsonReport(run, shown));
  else terminal.out((await import("./text-report.ts")).textReport(run, shown, terminal));
  if (failed || faults.size > 0) return 2;
  return reaches(run, options.failOn) ? 1 : 0;
}

async function fix(
  first: Run,
  linter: Linter,
  paths: readonly string[],
  which: "safe" | "all",
  fileSystem: FileSystem,
  terminal: Terminal,
  onFault: (fault: LinterFault) => void,
): Promise<Run> {
  let run = first;
  let count = 0;
  const wanted = (f: LocatedFix) => f.safe || which === "all";
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const findings = run.reports.flatMap((r) => r.findings);
    const applied = applyFixes(findings, wanted, (path) => linter.sourceOf(path));
    if (applied.texts.size === 0) break;
    let refused = false;
    for (const [path, text] of applied.texts) {
      try {
        await fileSystem.write(path, text);
      } catch (error) {
        onFault({ path, language: "", error });
        refused = true;
      }
    }
    count += applied.count;
    linter.invalidate([...applied.texts.keys()]);
    run = await linter.lintFiles(paths);
    if (refused) break;
  }
  if (count > 0) terminal.error(`groundrule: applied ${count} ${count === 1 ? "fix" : "fixes"}\n`);
  return run;
}

/** A fault in one line: the file, the rule, and what the error says. */
export function describe({ path, language, rule, error }: LinterFault, shown: (path: string) => string): string {
  const what = rule !== undefined ? `rule ${rule}` : language || "writing";
  const message = (error instanceof Error ? error.message : String(error)).split("\n")[0];
  return `groundrule: ${what} failed${path && ` on ${shown(path)}`}: ${message}\n`;
}

const RANKS: Record<Severity, number> = { info: 0, warning: 1, error: 2 };

/** Whether something was found that is as bad as asked for. */
export function reaches(run: Run, failOn: LintOptions["failOn"]): boolean {
  if (failOn === "never") return false;
  const problems = [...run.problems, ...run.reports.flatMap((r) => r.problems)];
  if (problems.some((p) => p.severity === "error")) return true;
  return run.reports.some((r) => r.findings.some((f) => RANKS[f.finding.severity] >= RANKS[failOn]));
}
