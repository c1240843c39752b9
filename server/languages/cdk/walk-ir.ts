/** Every node of the IR below another one. */

interface AnyNode {
  readonly kind: string;
}

/** Calls `visit` for every node below `root`, itself included. Bounded by the size of the tree, not by the stack. */
export function walkIr(root: object, visit: (node: AnyNode) => void): void {
  const stack: object[] = [root];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (Array.isArray(node)) {
      for (const child of node) if (child && typeof child === "object") stack.push(child);
      continue;
    }
    if (typeof (node as { kind?: unknown }).kind === "string") visit(node as AnyNode);
    // A span leads out of the tree.
    for (const [key, child] of Object.entries(node))
      if (child && typeof child === "object" && !/span$/i.test(key)) stack.push(child);
  }
}
