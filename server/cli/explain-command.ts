/** `groundrule explain ID`: the page of a rule. */
import type { Rule } from "../core/rules.ts";
import { makePages } from "../pages.ts";
import type { Terminal } from "./terminal.ts";

export async function explainCommand(id: string, rules: readonly Rule[], terminal: Terminal): Promise<number> {
  const name = id.split("/")[0]!;
  const rule = rules.find((r) => r.id === name);
  const page = rule && (await makePages().page(name));
  if (page) terminal.out(page.endsWith("\n") ? page : `${page}\n`);
  else if (rule) terminal.out(`${rule.id}: ${rule.title}\n${rule.docs && `\n${rule.docs}\n`}`);
  else {
    terminal.error(`groundrule: there is no rule "${name}"; \`groundrule rules\` lists them\n`);
    return 2;
  }
  return 0;
}
