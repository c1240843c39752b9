/** `groundrule rules`: a table of what there is. */
import type { Rule } from "../core/rules.ts";
import type { Terminal } from "./terminal.ts";

export function rulesCommand(rules: readonly Rule[], terminal: Terminal): number {
  const rows = [["RULE", "SEVERITY", "PROFILE", "TITLE"]];
  for (const rule of [...rules].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const variants = Object.values(rule.variants);
    const all = (values: readonly string[]) => [...new Set(values)].join("/");
    rows.push([rule.id, all(variants.map((v) => v.severity)), all(variants.map((v) => v.profile)), rule.title]);
  }
  const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => row[i]!.length)));
  for (const row of rows)
    terminal.out(`${row.map((cell, i) => (i < 3 ? cell.padEnd(widths[i]!) : cell)).join("  ")}\n`);
  return 0;
}
