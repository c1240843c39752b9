/**
 * Measures how much is known of the property values of real code: of every value below the properties of every
 * resource, whether it is known, known by default, partly known or unknown, and why. Works for every language.
 * Not part of the suite.
 *
 *   npx tsx test/oracle/known-values.ts [--only LANGUAGE] FOLDER…
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Files } from "../../server/core/files.ts";
import type { Value } from "../../server/core/values.ts";
import { product } from "../../server/product.ts";

const SKIPPED = new Set(["node_modules", "cdk.out", "dist"]);
/** How deep values are looked into. */
const DEEPEST = 60;

type State = "known" | "by default" | "in part" | "unknown";

interface Judged {
  readonly state: State;
  /** Why it is not known, in words without the names of the code. */
  readonly reason?: string;
}

const known: Judged = { state: "known" };

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) => {
    const path = join(folder, e.name);
    if (e.isDirectory()) return e.name.startsWith(".") || SKIPPED.has(e.name) ? [] : filesBelow(path);
    return e.isFile() ? [path] : [];
  });
}

const disk: Files = {
  read(path) {
    try {
      return { text: readFileSync(path, "utf8") };
    } catch {
      return "absent"; // what cannot be read is not there for an evaluator
    }
  },
  list(folder) {
    try {
      return readdirSync(folder, { withFileTypes: true }).map((e) => (e.isDirectory() ? `${e.name}/` : e.name));
    } catch {
      return "absent"; // as above
    }
  },
};

/** A reason without what the code calls its things, so that like reasons count together. */
function withoutNames(reason: string): string {
  return reason
    .replace(/"[^"]*"|`[^`]*`|\S*[A-Z_.:[\]/$]\S*|\S*\d\S*/g, "…")
    .replace(/(parameter|variable) \S+/g, "$1 …");
}

/** Judges one value that is neither an object nor a list with items. */
function judge(value: Value, depth: number): Judged {
  if (depth > DEEPEST) return { state: "unknown", reason: "it lies too deep" };
  // Rules look at what an encoded text was made from.
  if (value.madeFrom) return judge(value.madeFrom.value, depth + 1);
  switch (value.kind) {
    case "unknown":
      return { state: "unknown", reason: withoutNames(value.reason) };
    case "text": {
      const holes = value.parts.flatMap((p) => (p.kind === "piece" ? [] : [judge(p, depth + 1)]));
      const hole = holes.find((h) => h.state !== "known");
      return hole ? { state: "in part", ...(hole.reason && { reason: hole.reason }) } : known;
    }
    case "choice": {
      const judged = value.alternatives.map((a) => judge(a.value, depth + 1));
      const open = judged.filter((j) => j.state === "unknown");
      if (open.length === 0) return judged.find((j) => j.state !== "known") ?? known;
      if (open.length === judged.length) return open[0]!;
      if (open.every((j) => j.reason?.includes("may be set to something else"))) return { state: "by default" };
      return { state: "in part", reason: open[0]!.reason! };
    }
    default:
      return known;
  }
}

const states: Record<State, number> = { known: 0, "by default": 0, "in part": 0, unknown: 0 };
const reasons = new Map<string, number>();
let resources = 0;
let programs = 0;

function count(value: Value, depth: number): void {
  if (value.kind === "absent") return;
  if (depth <= DEEPEST && value.kind === "object") {
    for (const e of value.entries.values()) count(e.value, depth + 1);
    return;
  }
  if (depth <= DEEPEST && value.kind === "list") {
    for (const item of value.items) count(item, depth + 1);
    return;
  }
  const { state, reason } = judge(value, depth);
  states[state]++;
  if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
}

const asked = process.argv.slice(2);
const only = asked[0] === "--only" ? asked.splice(0, 2)[1] : undefined;
const paths = asked.flatMap((folder) => filesBelow(resolve(folder)));
for (const lazy of product.languages) {
  if (only !== undefined && lazy.id !== only) continue;
  const mine = paths.filter((path) => {
    if (!lazy.mayBe(path)) return false;
    const read = disk.read(path);
    return typeof read === "object" && lazy.recognise(path, read.text);
  });
  if (mine.length === 0) continue;
  const language = await lazy.load();
  for (const root of language.roots(mine, disk)) {
    const program = language.evaluate(root, disk);
    programs++;
    for (const resource of program.resources) {
      resources++;
      for (const e of resource.properties.entries.values()) count(e.value, 0);
    }
  }
}

const all = Object.values(states).reduce((a, b) => a + b, 0);
const share = (n: number) => `${((100 * n) / Math.max(all, 1)).toFixed(1)} %`;
console.log(`${programs} programs, ${resources} resources, ${all} values`);
for (const [state, n] of Object.entries(states)) console.log(`${share(n).padStart(7)}  ${n}  ${state}`);
console.log("\nWhy not:");
for (const [reason, n] of [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 25))
  console.log(`${share(n).padStart(7)}  ${n}  ${reason}`);
