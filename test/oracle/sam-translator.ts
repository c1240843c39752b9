/**
 * Holds what we make of SAM templates against what the SAM translator makes of them: its own test cases. The expected
 * template is read by our evaluator too, so that values are compared and not spellings. Not part of the suite.
 *
 *   npx tsx test/oracle/sam-translator.ts [--files NAME,…] [--all] FOLDER
 *
 * FOLDER is a checkout of aws/serverless-application-model, or its folder tests/translator.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { memoryFiles } from "../../server/core/files.ts";
import type { Program, Resource } from "../../server/core/resources.ts";
import { type ObjectValue, object } from "../../server/core/values.ts";
import { cloudformation } from "../../server/languages/cloudformation/index.ts";
import { differences, type Ids } from "./same-values.ts";

/** As the translator's own tests deploy them. */
const inputs = { region: "ap-southeast-1", parameters: { param1: "value1", param2: "value2" } };

interface Case {
  readonly name: string;
  readonly input: string;
  readonly output: string;
}

interface Outcome {
  readonly name: string;
  /** Resources that only one side has. */
  readonly resources: readonly string[];
  readonly properties: readonly string[];
  /** True where we say that there may be more. */
  readonly open: boolean;
  readonly said: number;
  readonly unsaid: number;
}

const flags = process.argv.slice(2);
const folder = flags.filter((f, i) => !f.startsWith("--") && flags[i - 1] !== "--files").at(-1) ?? ".";
const only = flags.includes("--files") ? new Set(flags[flags.indexOf("--files") + 1]!.split(",")) : undefined;
const outcomes = casesIn(folder)
  .filter((c) => !only || only.has(c.name))
  .map(run);
report(outcomes);

function casesIn(given: string): Case[] {
  const root = existsSync(join(given, "input")) ? given : join(given, "tests/translator");
  return readdirSync(join(root, "input"))
    .filter((f) => /\.ya?ml$/.test(f))
    .flatMap((f) => {
      const name = basename(f).replace(/\.ya?ml$/, "");
      const output = join(root, "output", `${name}.json`);
      // An error that the translator reports is no template.
      const isTemplate = existsSync(output) && /^ {2}"Resources"/m.test(readFileSync(output, "utf8"));
      return isTemplate ? [{ name, input: join(root, "input", f), output }] : [];
    });
}

function programOf(path: string, text: string): Program {
  return cloudformation().evaluate({ language: "cloudformation", path }, memoryFiles({ [path]: text }), inputs);
}

function run({ name, input, output }: Case): Outcome {
  const ours = programOf("/t/template.yaml", readFileSync(input, "utf8"));
  const theirs = programOf("/t/template.json", readFileSync(output, "utf8"));
  const ids = pair(ours.resources, theirs.resources);
  const resources: string[] = [];
  const properties: string[] = [];
  let said = 0;
  let unsaid = 0;
  const byAddress = new Map(theirs.resources.map((r) => [r.address, r]));
  const open = ours.open.length > 0;
  for (const r of ours.resources) {
    const other = byAddress.get(ids.toTheirs.get(r.address) ?? "");
    if (!other) resources.push(`+ ${r.type} ${r.address}`);
    else if (other.type !== r.type) resources.push(`! ${r.type} ${r.address} is ${other.type}`);
    else {
      const found = differences(r.properties, other.properties, ids, r.closed);
      said += found.said;
      unsaid += found.unsaid;
      for (const d of found.different) properties.push(`${r.type}.${d} (${r.address})`);
      if ((r.condition.kind === "always") !== (other.condition.kind === "always"))
        properties.push(`${r.type} condition: ${r.condition.kind} is not ${other.condition.kind} (${r.address})`);
      const attributes = differences(attributesOf(r), attributesOf(other), ids);
      said += attributes.said;
      for (const d of attributes.different) properties.push(`${r.type}.${d} (${r.address})`);
      if ((r.lifecycle?.onDelete ?? "delete") !== (other.lifecycle?.onDelete ?? "delete"))
        properties.push(
          `${r.type} lifecycle: ${r.lifecycle?.onDelete} is not ${other.lifecycle?.onDelete} (${r.address})`,
        );
    }
  }
  for (const r of theirs.resources)
    if (!ids.toOurs.has(r.address)) resources.push(`- ${r.type} ${r.address}${open ? " (open)" : ""}`);
  return { name, resources, properties, open, said, unsaid };
}

/** What a resource has beside its properties, as far as deployments look at it. */
function attributesOf({ attributes, nameSpan }: Resource): ObjectValue {
  const policy = attributes?.entries.get("UpdatePolicy");
  return object(policy ? [policy] : [], { span: nameSpan });
}

/** Which resource is which: hashes at the end of a logical id are left out where they have to be. */
function pair(ours: readonly Resource[], theirs: readonly Resource[]): Ids {
  const toTheirs = new Map<string, string>();
  const toOurs = new Map<string, string>();
  const match = (r: Resource, o: Resource) => {
    toTheirs.set(r.address, o.address);
    toOurs.set(o.address, r.address);
  };
  for (const r of ours) {
    const same = theirs.find((o) => o.address === r.address);
    if (same) match(r, same);
  }
  const bare = (id: string) => id.replace(/\./g, "").replace(/[0-9a-f]{10}$/, "");
  for (const r of ours) {
    if (toTheirs.has(r.address)) continue;
    const same = theirs.find((o) => !toOurs.has(o.address) && o.type === r.type && bare(o.address) === bare(r.address));
    if (same) match(r, same);
  }
  // What is named by a hash alone is the one of its type that it is most like.
  for (const r of ours) {
    if (toTheirs.has(r.address) || !r.address.includes(".")) continue;
    const unlikeness = (o: Resource) =>
      differences(r.properties, o.properties, { toTheirs, toOurs }, r.closed).different.length;
    const [best] = theirs
      .filter((o) => !toOurs.has(o.address) && o.type === r.type && /[0-9a-f]{10}$/.test(o.address))
      .map((o) => ({ o, unlike: unlikeness(o) }))
      .sort((x, y) => x.unlike - y.unlike);
    if (best) match(r, best.o);
  }
  return { toTheirs, toOurs };
}

function report(all: readonly Outcome[]): void {
  const isShort = (o: Outcome) => o.resources.every((r) => r.endsWith("(open)"));
  const agree = all.filter((o) => o.resources.length === 0);
  const less = all.filter((o) => o.resources.length > 0 && isShort(o));
  const same = all.filter((o) => o.properties.length === 0);
  const both = all.filter((o) => o.properties.length === 0 && o.resources.length === 0);
  const said = all.reduce((n, o) => n + o.said, 0);
  const unsaid = all.reduce((n, o) => n + o.unsaid, 0);
  const list = flags.includes("--all") || only ? 10_000 : 40;
  const group = (of: (o: Outcome) => readonly string[]) => {
    const causes = new Map<string, string[]>();
    for (const o of all)
      for (const d of of(o)) {
        const cause =
          /^[-+!] \S+/.exec(d)?.[0] ?? /^\S+?(?=: | condition| lifecycle)( condition| lifecycle)?/.exec(d)?.[0] ?? d;
        causes.set(cause.replace(/\[\d+\]/g, "[]"), [
          ...(causes.get(cause.replace(/\[\d+\]/g, "[]")) ?? []),
          `${o.name}: ${d}`,
        ]);
      }
    for (const [cause, where] of [...causes].sort((a, b) => b[1].length - a[1].length).slice(0, list)) {
      console.log(`  ${where.length} ${cause}`);
      for (const w of where.slice(0, list > 40 ? 1000 : 2)) console.log(`      ${w.slice(0, 300)}`);
    }
  };
  console.log("Resources that one side has:");
  group((o) => o.resources);
  console.log("Properties that differ:");
  group((o) => o.properties);
  console.log(`files: ${all.length}`);
  console.log(`agree in resources and types: ${agree.length}; say that there may be more: ${less.length}`);
  console.log(`agree in properties: ${same.length}`);
  console.log(`agree in both: ${both.length}`);
  console.log(`values compared: ${said}; not said: ${unsaid}`);
}
