/** `groundrule --plan FILE [folder]`. */
import type { FileSystem } from "../workspace/file-system.ts";
import { Linter } from "../workspace/linter.ts";
import type { Product } from "../workspace/product.ts";
import type { LinterFault } from "../workspace/reports.ts";
import { unusedSuppression } from "../workspace/unused-suppressions.ts";
import type { PlanOptions } from "./arguments.ts";
import { describe, reaches } from "./lint-command.ts";
import { absolutePath, shownPath, workspaceOf } from "./paths.ts";
import type { Terminal } from "./terminal.ts";

/** Larger plans are not read: a string could not hold them. */
const MOST_BYTES = 400 * 1024 * 1024;

/** Lints a plan at the places of its source, writes the report, and returns the exit status. */
export async function planCommand(
  options: PlanOptions,
  product: Product,
  fileSystem: FileSystem,
  terminal: Terminal,
): Promise<number> {
  const shown = (path: string) => shownPath(path, terminal.folder);
  const path = absolutePath(options.plan, terminal.folder);
  const folder = absolutePath(options.folder, terminal.folder);
  const refuse = (why: string) => {
    terminal.error(`groundrule: ${why}\n`);
    return 2;
  };
  if ((await fileSystem.kind(folder)) !== "folder") return refuse(`there is no folder ${shown(folder)}`);
  const content = await fileSystem.read(path, MOST_BYTES);
  if (content.kind === "absent") return refuse(`there is no ${shown(path)}`);
  const { NoPlan, terraformPlan } = await import("../languages/terraform/plan/index.ts");
  if (content.kind === "unreadable") {
    const isBinary = content.reason === "it is not text";
    const more = isBinary ? "; make JSON of a plan with `terraform show -json PLANFILE > plan.json`" : "";
    return refuse(`${shown(path)} cannot be read as a plan: ${content.reason}${more}`);
  }
  let language: ReturnType<typeof terraformPlan>;
  try {
    language = terraformPlan(path, content.text, folder);
  } catch (error) {
    if (error instanceof NoPlan) return refuse(`${shown(path)} is no plan: ${error.message}`);
    throw error;
  }
  const faults = new Set<string>();
  const onFault = (fault: LinterFault) => {
    const text = describe(fault, shown);
    if (!faults.has(text)) terminal.error(text);
    faults.add(text);
  };
  const { profile, today } = options;
  const linter = new Linter({
    product: { ...product, languages: [{ ...language, load: async () => language }] },
    fileSystem,
    folders: [await workspaceOf(folder, terminal.folder, fileSystem)],
    today,
    onFault,
    keep: false,
    ...(profile && { profile }),
  });
  linter.open(path, content.text);
  const everything = (await linter.lintAll())!;
  // A suppression may be of use for another plan of the same source.
  const reports = everything.reports
    .map((r) => ({ ...r, findings: r.findings.filter((f) => f.finding.rule !== unusedSuppression.id) }))
    .filter((r) => r.findings.length > 0 || r.problems.length > 0);
  const run = { ...everything, reports };
  if (options.format === "json") terminal.out((await import("./json-report.ts")).jsonReport(run, shown));
  else terminal.out((await import("./text-report.ts")).textReport(run, shown, terminal));
  if (faults.size > 0) return 2;
  return reaches(run, options.failOn) ? 1 : 0;
}
