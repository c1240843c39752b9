/**
 * Whether some inputs make a condition true.
 *
 * What has to hold is taken as true first, and simplifies the rest; only then is anything tried. A chain of conditions
 * that stand on each other is decided in about as many steps as it has parts.
 */
import { all, any, type Condition, type Input, not } from "./conditions.ts";

/** How many formula nodes may be looked at before the answer is "unknown". */
export const STEP_BUDGET = 20_000;

/** How deep a formula may be nested before the answer is "unknown". */
const DEEPEST = 1_000;

export type Satisfiable = "yes" | "no" | "unknown";

/** A leaf of a formula, or its negation. */
interface Literal {
  readonly leaf: Extract<Condition, { kind: "is" | "opaque" }>;
  readonly truth: boolean;
}

/** Decides a condition that is neither `always` nor `never`. */
export function decide(condition: Condition, budget: number): Satisfiable {
  const search = new Search(budget);
  const found = search.solve([condition], new Inputs());
  if (search.isExhausted) return "unknown";
  if (found) return "yes";
  return search.doubt ? "unknown" : "no";
}

const pastBudget = new WeakMap<Condition, boolean>();

/** Whether a condition takes more steps than there are: then nothing is said of what stands under it. */
export function isPastBudget(condition: Condition): boolean {
  let answer = pastBudget.get(condition);
  if (answer === undefined) {
    const search = new Search(STEP_BUDGET);
    search.solve([condition], new Inputs());
    answer = search.isExhausted;
    pastBudget.set(condition, answer);
  }
  return answer;
}

/** What is taken for the inputs and truths so far. */
class Inputs {
  readonly #values: Map<string, string>;
  readonly #excluded: Map<string, ReadonlySet<string>>;
  readonly #truths: Map<string, { readonly truth: boolean; readonly about: readonly string[] }>;

  constructor(from?: Inputs) {
    this.#values = new Map(from ? from.#values : []);
    this.#excluded = new Map(from ? from.#excluded : []);
    this.#truths = new Map(from ? from.#truths : []);
  }

  /** What a leaf is; undefined where both are possible. */
  truthOf(leaf: Literal["leaf"]): boolean | undefined {
    if (leaf.kind === "opaque") return this.#truths.get(leaf.id)?.truth;
    const value = this.#values.get(leaf.input.id);
    if (value !== undefined) return value === leaf.value;
    if (leaf.input.allowed && !leaf.input.allowed.includes(leaf.value)) return false;
    return this.#excluded.get(leaf.input.id)?.has(leaf.value) ? false : undefined;
  }

  /** False when it cannot be taken. */
  take({ leaf, truth }: Literal): boolean {
    const known = this.truthOf(leaf);
    if (known !== undefined) return known === truth;
    if (leaf.kind === "opaque") this.#truths.set(leaf.id, { truth, about: leaf.about });
    else if (truth) this.#values.set(leaf.input.id, leaf.value);
    else return this.#exclude(leaf.input, leaf.value);
    return true;
  }

  #exclude(input: Input, value: string): boolean {
    const excluded = new Set([...(this.#excluded.get(input.id) ?? []), value]);
    this.#excluded.set(input.id, excluded);
    const left = input.allowed?.filter((v) => !excluded.has(v));
    if (!left) return true;
    if (left.every((v) => v === left[0]) && left.length > 0) this.#values.set(input.id, left[0]!);
    return left.length > 0;
  }

  /** True when the truths that were needed depend on different inputs, and on none that has to be this or that. */
  areIndependent(): boolean {
    const seen = new Set([...this.#values.keys(), ...this.#excluded.keys()]);
    for (const { about } of this.#truths.values()) {
      if (about.some((input) => seen.has(input))) return false;
      for (const input of about) seen.add(input);
    }
    return true;
  }
}

class Search {
  #steps: number;
  /** True when it takes truths that may depend on each other. */
  doubt = false;

  constructor(budget: number) {
    this.#steps = budget;
  }

  get isExhausted(): boolean {
    return this.#steps <= 0;
  }

  /** Whether all of these can hold together with what is taken. */
  solve(parts: readonly Condition[], inputs: Inputs): boolean {
    const clauses = this.#propagate(parts, inputs);
    if (!clauses) return false;
    // More that is taken makes nothing independent again.
    if (!inputs.areIndependent()) {
      this.doubt = true;
      return false;
    }
    if (clauses.length === 0) return true;
    const { leaf, truth } = firstLiteral(clauses[0]!);
    for (const each of [truth, !truth]) {
      const tried = new Inputs(inputs);
      if (tried.take({ leaf, truth: each }) && this.solve(clauses, tried)) return true;
      if (this.isExhausted) return false;
    }
    return false;
  }

  /** Takes what has to hold, until nothing new comes of it. Undefined when it cannot hold; else what is left to try. */
  #propagate(parts: readonly Condition[], inputs: Inputs): readonly Condition[] | undefined {
    let left = this.#takeAll(parts, inputs);
    while (left && left.length > 0) {
      const memo = new Map<Condition, Condition>();
      const simpler: Condition[] = left.map((c) => this.#simplify(c, inputs, memo, 0));
      if (this.isExhausted) return undefined;
      // Clauses that stay what they are have nothing in them that has to hold.
      if (simpler.every((c, n) => c === left![n])) return left;
      left = this.#takeAll(simpler, inputs);
    }
    return left;
  }

  /** Takes these apart into what has to hold, which is taken, and clauses. */
  #takeAll(parts: readonly Condition[], inputs: Inputs): Condition[] | undefined {
    const clauses: Condition[] = [];
    const holding = new Set<Condition>();
    const failing = new Set<Condition>();
    const stack: Condition[] = [...parts].reverse();
    for (let c = stack.pop(); c; c = stack.pop()) {
      if (--this.#steps <= 0) return undefined;
      const inner = c.kind === "not" ? c.of : c;
      const truth = inner === c;
      // Named conditions are one object each: one that has to hold and to fail needs no search.
      if ((truth ? failing : holding).has(inner)) return undefined;
      const known = truth ? holding : failing;
      if (known.has(inner)) continue;
      known.add(inner);
      switch (inner.kind) {
        case "always":
        case "never":
          if ((inner.kind === "always") !== truth) return undefined;
          break;
        case "is":
        case "opaque":
          if (!inputs.take({ leaf: inner, truth })) return undefined;
          break;
        case "named":
          stack.push(truth ? inner.of : not(inner.of));
          break;
        case "not":
          stack.push(inner.of);
          break;
        default:
          if ((inner.kind === "all") === truth)
            for (let i = inner.of.length - 1; i >= 0; i--) stack.push(truth ? inner.of[i]! : not(inner.of[i]!));
          else clauses.push(c);
      }
    }
    return clauses;
  }

  /** A condition with what is taken put in; the same object where that changes nothing. */
  #simplify(c: Condition, inputs: Inputs, memo: Map<Condition, Condition>, depth: number): Condition {
    const known = memo.get(c);
    if (known) return known;
    if (--this.#steps <= 0 || depth > DEEPEST) {
      this.#steps = 0;
      return c;
    }
    const made = this.#simplified(c, inputs, memo, depth + 1);
    memo.set(c, made);
    return made;
  }

  #simplified(c: Condition, inputs: Inputs, memo: Map<Condition, Condition>, depth: number): Condition {
    switch (c.kind) {
      case "always":
      case "never":
        return c;
      case "is":
      case "opaque": {
        const truth = inputs.truthOf(c);
        return truth === undefined ? c : truth ? all() : any();
      }
      case "named":
      case "not": {
        const of = this.#simplify(c.of, inputs, memo, depth);
        return of === c.of ? c : c.kind === "not" ? not(of) : of;
      }
      case "all":
      case "any": {
        const enough = c.kind === "all" ? "never" : "always";
        const parts: Condition[] = [];
        let changed = c.of.length === 0;
        for (const part of c.of) {
          const now = this.#simplify(part, inputs, memo, depth);
          if (now.kind === enough) return now;
          changed ||= now !== part || now.kind === "always" || now.kind === "never";
          parts.push(now);
        }
        return !changed ? c : c.kind === "all" ? all(...parts) : any(...parts);
      }
    }
  }
}

/** The first leaf of a clause, with the truth that helps it. */
function firstLiteral(clause: Condition): Literal {
  let at = clause;
  let truth = true;
  for (;;) {
    switch (at.kind) {
      case "is":
      case "opaque":
        return { leaf: at, truth };
      case "not":
        truth = !truth;
        at = at.of;
        break;
      case "named":
        at = at.of;
        break;
      case "all":
      case "any":
        at = at.of[0]!;
        break;
      default:
        throw new Error("a simplified clause has leaves");
    }
  }
}
