/** The order in which what a file declares comes to be: Go takes what a variable needs first. */
import type { Statement } from "../ir.ts";
import { walkIr } from "../walk-ir.ts";

type Declared = Extract<Statement, { kind: "declare" }>;

/** Functions and types first, then constants and variables, each behind those that it mentions. */
export function inOrder(statements: readonly Statement[]): Statement[] {
  const declared = statements.filter((s): s is Declared => s.kind === "declare");
  const others = statements.filter((s) => s.kind !== "declare");
  const isFirst = (s: Statement) => s.kind === "function" || s.kind === "class";
  const byName = new Map(declared.flatMap((s) => (s.target.kind === "name" ? [[s.target.name, s] as const] : [])));
  const sorted = new Set<Declared>();
  const entered = new Set<Declared>();
  for (const start of declared) {
    const stack = [start];
    while (stack.length > 0) {
      const at = stack[stack.length - 1]!;
      const needed = entered.has(at) ? [] : mentioned(at, byName).filter((d) => !sorted.has(d) && !entered.has(d));
      entered.add(at);
      if (needed.length > 0) stack.push(...needed);
      else {
        sorted.add(at);
        stack.pop();
      }
    }
  }
  return [...others.filter(isFirst), ...sorted, ...others.filter((s) => !isFirst(s))];
}

function mentioned(statement: Declared, byName: ReadonlyMap<string, Declared>): Declared[] {
  const found: Declared[] = [];
  if (statement.value)
    walkIr(statement.value, (node) => {
      const of = node.kind === "name" ? byName.get((node as unknown as { name: string }).name) : undefined;
      if (of && of !== statement) found.push(of);
    });
  return found;
}
