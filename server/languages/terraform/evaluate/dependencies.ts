/** What an expression hangs on: variables of the root module, resources, data sources. */
import type { Expression, TemplatePart } from "../syntax.ts";
import type { Cell } from "./cell.ts";
import { Scope } from "./scope.ts";

const MOST_NODES = 2000;

/** The names of everything that the value of an expression may hang on, through locals and module arguments. */
export function rootsOf(node: Expression, scope: Scope): ReadonlySet<string> {
  const walk = new Walk(scope.owner);
  walk.expression(node, scope, 0);
  return walk.roots;
}

class Walk {
  readonly roots = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #owner: Cell;
  #budget = MOST_NODES;

  constructor(owner: Cell) {
    this.#owner = owner;
  }

  expression(node: Expression, scope: Scope, depth: number): void {
    if (--this.#budget < 0 || depth > 100) {
      this.roots.add("?");
      return;
    }
    const inside = (e: Expression) => this.expression(e, scope, depth + 1);
    switch (node.kind) {
      case "literal":
      case "error":
      case "splatItem":
        return;
      case "template":
        this.#parts(node.parts, scope, depth + 1);
        return;
      case "variable":
        this.#name([node.name], scope, depth);
        return;
      case "access":
      case "index": {
        const names = namesOf(node, inside);
        if (names) this.#name(names, scope, depth);
        return;
      }
      case "splat":
        inside(node.of);
        inside(node.each);
        return;
      case "call":
        node.args.forEach(inside);
        return;
      case "unary":
      case "parentheses":
        inside(node.of);
        return;
      case "binary":
        inside(node.left);
        inside(node.right);
        return;
      case "conditional":
        inside(node.condition);
        inside(node.then);
        inside(node.otherwise);
        return;
      case "tuple":
        node.items.forEach(inside);
        return;
      case "object":
        for (const item of node.items) {
          if (item.name === undefined) inside(item.key);
          inside(item.value);
        }
        return;
      case "for":
        inside(node.collection);
        if (node.key) inside(node.key);
        inside(node.value);
        if (node.condition) inside(node.condition);
    }
  }

  #parts(parts: readonly TemplatePart[], scope: Scope, depth: number): void {
    for (const part of parts) {
      if (part.kind === "interpolation") this.expression(part.expression, scope, depth + 1);
      else if (part.kind === "ifDirective") {
        this.expression(part.condition, scope, depth + 1);
        this.#parts(part.then, scope, depth + 1);
        this.#parts(part.otherwise, scope, depth + 1);
      } else if (part.kind === "forDirective") {
        this.expression(part.collection, scope, depth + 1);
        this.#parts(part.parts, scope, depth + 1);
      }
    }
  }

  #name(names: readonly string[], scope: Scope, depth: number): void {
    const { module } = scope;
    const [root, second] = names;
    const key = `${module.address} ${root}.${second}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (root === "var" && second !== undefined) {
      this.#owner.read(module.cell("variable", second));
      const argument = module.argument(second);
      if (argument) this.expression(argument.node, argument.scope, depth + 1);
      else this.roots.add(module.qualified(`var.${second}`));
    } else if (root === "local" && second !== undefined) {
      const cell = module.cell("local", second);
      this.#owner.read(cell);
      const local = module.source.locals.get(second);
      if (local) this.expression(local.value, new Scope(module, cell), depth + 1);
    } else if (root === "each" || root === "count" || root === "self" || scope.bound(root!)) this.roots.add("?");
    else if (root !== "path" && root !== "terraform")
      this.roots.add(module.qualified(names.slice(0, root === "data" || root === "ephemeral" ? 3 : 2).join(".")));
  }
}

/** The names of a traversal from its root on, as far as they are names. */
function namesOf(node: Expression, otherwise: (e: Expression) => void): string[] | undefined {
  const names: string[] = [];
  let at: Expression = node;
  for (;;) {
    if (at.kind === "access") {
      names.unshift(at.name);
      at = at.of;
    } else if (at.kind === "index") {
      otherwise(at.key);
      at = at.of;
    } else if (at.kind === "variable") return [at.name, ...names];
    else {
      otherwise(at);
      return undefined;
    }
  }
}
