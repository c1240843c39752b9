/** Which inputs the truth of a condition depends on, where it cannot be looked into. */
import type { Scope } from "./scope.ts";
import { type Node, scalarText } from "./syntax.ts";

const DEEPEST = 100;
/** How many inputs are named. */
const MOST_INPUTS = 50;
/** How many nodes are looked at: a parameter of a nested stack leads to what its parent writes, and so on. */
const MOST_NODES = 2_000;
/** A parameter in the identity of an unknown value, by its id. */
const PARAMETER = /parameter ([\w.]+)/g;

/** The inputs that a node's value depends on, as far as they are written in it or in what is handed in. */
export function inputsOf(node: Node, scope: Scope): Set<string> {
  const search = new Search();
  search.look(node, scope, 0);
  return search.found;
}

/** Adds the inputs that the identities of values name. */
export function inputsIn(identities: readonly (string | undefined)[], found: Set<string>): Set<string> {
  for (const identity of identities)
    for (const [, id] of identity?.matchAll(PARAMETER) ?? []) if (found.size < MOST_INPUTS) found.add(id!);
  return found;
}

class Search {
  readonly found = new Set<string>();
  readonly #seen = new Set<Node>();

  look(node: Node, scope: Scope, depth: number): void {
    if (depth > DEEPEST || this.found.size > MOST_INPUTS || this.#seen.size > MOST_NODES || this.#seen.has(node))
      return;
    this.#seen.add(node);
    if (node.kind === "scalar") this.#lookAtText(scalarText(node) ?? "", scope, depth);
    else if (node.kind === "sequence") for (const item of node.items) this.look(item, scope, depth + 1);
    else for (const entry of node.entries) this.look(entry.value, scope, depth + 1);
  }

  #lookAtText(text: string, scope: Scope, depth: number): void {
    this.#lookAtName(text, scope, depth);
    for (const match of text.matchAll(/\$\{([^!{}][^{}]*)\}/g)) this.#lookAtName(match[1]!.trim(), scope, depth);
  }

  #lookAtName(name: string, scope: Scope, depth: number): void {
    const parameter = scope.parameter(name);
    if (parameter) {
      this.found.add(parameter.input.id);
      const given = scope.handedIn(name);
      if (given) this.look(given.node, given.scope, depth + 1);
    } else if (name.startsWith("AWS::")) this.found.add(name);
    const condition = scope.conditionNode(name);
    if (condition) this.look(condition, scope, depth + 1);
  }
}
