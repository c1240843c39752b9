/** The names that a function (or a file) declares by assigning to them, anywhere in it. */
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import type { PythonReader } from "./reader.ts";

/** What has names of its own. */
const APART = new Set(["function_definition", "class_definition", "lambda"]);
const TARGETS = new Set(["pattern_list", "tuple_pattern", "list_pattern", "tuple", "list", "list_splat_pattern"]);

/** The names, in the order in which they appear; those that belong to something around are left out. */
export function localNames(reader: PythonReader, body: readonly SyntaxNode[]): string[] {
  const names = new Set<string>();
  const others = new Set<string>();
  const stack = [...body].reverse();
  while (stack.length > 0) {
    const node = stack.pop()!;
    switch (node.type) {
      case "assignment":
      case "augmented_assignment":
      case "for_statement":
        targets(reader, node.child("left"), names);
        break;
      case "named_expression":
        targets(reader, node.child("name"), names);
        break;
      case "as_pattern":
        targets(reader, node.child("alias")?.children[0], names);
        break;
      case "function_definition":
      case "class_definition":
        targets(reader, node.child("name"), names);
        break;
      case "global_statement":
      case "nonlocal_statement":
        for (const name of node.parts) others.add(reader.text(name));
        break;
    }
    if (APART.has(node.type)) continue;
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i]!;
      if (child.children.length > 0) stack.push(child);
    }
  }
  return [...names].filter((n) => !others.has(n));
}

function targets(reader: PythonReader, node: SyntaxNode | undefined, names: Set<string>): void {
  const stack = node ? [node] : [];
  while (stack.length > 0) {
    const at = stack.pop()!;
    if (at.type === "identifier") names.add(reader.text(at));
    else if (TARGETS.has(at.type)) stack.push(...at.parts);
  }
}
