/** What the command line was asked to do. */
import { parseArgs } from "node:util";
import { type Profile, profiles, type Severity } from "../core/rules.ts";

export type FailOn = Severity | "never";

export interface LintOptions {
  readonly command: "lint";
  readonly paths: readonly string[];
  readonly format: "text" | "json";
  /** Which fixes are written back. */
  readonly fix: "none" | "safe" | "all";
  readonly failOn: FailOn;
  readonly profile: Profile | undefined;
  /** YYYY-MM-DD. */
  readonly today: string;
}

export interface PlanOptions extends Omit<LintOptions, "command" | "paths" | "fix"> {
  readonly command: "plan";
  /** What `terraform show -json` wrote. */
  readonly plan: string;
  /** The root module that the plan was made of. */
  readonly folder: string;
}

export type Request =
  | LintOptions
  | PlanOptions
  | { readonly command: "explain"; readonly id: string }
  | { readonly command: "rules" }
  | { readonly command: "lsp" }
  | { readonly command: "help" }
  | { readonly command: "version" };

export const USAGE = `Groundrule checks AWS infrastructure code: CloudFormation, SAM, Terraform and CDK.

Usage
  groundrule [paths]        lint files and folders (default: the current folder)
  groundrule --plan FILE [folder]
                            lint a plan: what \`terraform show -json\` says of the folder's module
  groundrule explain ID     show the page of a rule
  groundrule rules          list the rules
  groundrule lsp --stdio    start the language server

Options
  --format text|json        how findings are written (default: text)
  --fix                     write safe fixes back: what AWS runs stays the same
  --fix-unsafe              write other fixes back too; look at the changes afterwards
  --fail-on LEVEL           exit with 1 from this level on: error, warning, info, never (default: warning)
  --profile PROFILE         errors, recommended or strict; overrides the configuration
  --today YYYY-MM-DD        the date for rules about dates
  --version, --help

Exit status
  0 nothing found at that level, 1 something found, 2 wrong usage or a fault of Groundrule itself
`;

/** A mistake of whoever typed the command. */
export class UsageError extends Error {}

/** Reads the arguments. Throws a `UsageError`. */
export function readArguments(args: readonly string[], now: Date): Request {
  const { values, positionals } = parse(args);
  if (values.help) return { command: "help" };
  if (values.version) return { command: "version" };
  const [command, ...rest] = positionals;
  if (command === "rules" && rest.length === 0) return { command };
  if (command === "explain") {
    if (rest.length !== 1) throw new UsageError("`groundrule explain` takes one rule id.");
    return { command, id: rest[0]! };
  }
  if (command === "lsp") {
    if (rest.length > 0) throw new UsageError("`groundrule lsp` takes no paths.");
    if (!values.stdio) throw new UsageError("Say `groundrule lsp --stdio`: it talks over standard input and output.");
    return { command };
  }
  if (values.stdio) throw new UsageError("--stdio belongs to `groundrule lsp`.");
  const fix = values["fix-unsafe"] ? "all" : values.fix ? "safe" : "none";
  const common = {
    format: oneOf("--format", values.format, ["text", "json"]) ?? "text",
    failOn: oneOf("--fail-on", values["fail-on"], ["error", "warning", "info", "never"]) ?? "warning",
    profile: oneOf("--profile", values.profile, profiles),
    today: date(values.today) ?? now.toISOString().slice(0, 10),
  } as const;
  if (values.plan === undefined)
    return { command: "lint", paths: positionals.length > 0 ? positionals : ["."], fix, ...common };
  if (positionals.length > 1) throw new UsageError("--plan takes one folder: the module that the plan was made of.");
  if (fix !== "none") throw new UsageError("A plan cannot be fixed; fix the folder, and plan again.");
  return { command: "plan", plan: values.plan, folder: positionals[0] ?? ".", ...common };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      strict: true,
      options: {
        format: { type: "string" },
        fix: { type: "boolean" },
        "fix-unsafe": { type: "boolean" },
        "fail-on": { type: "string" },
        profile: { type: "string" },
        today: { type: "string" },
        plan: { type: "string" },
        stdio: { type: "boolean" },
        version: { type: "boolean", short: "v" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message.split("\n")[0]);
  }
}

function oneOf<T extends string>(name: string, value: string | undefined, known: readonly T[]): T | undefined {
  if (value === undefined || (known as readonly string[]).includes(value)) return value as T | undefined;
  throw new UsageError(`${name} is one of ${known.join(", ")}, not "${value}".`);
}

function date(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  if (parsed && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value)) return value;
  throw new UsageError(`--today is a date like 2026-11-25, not "${value}".`);
}
