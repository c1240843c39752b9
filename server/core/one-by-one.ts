/** Rules that look at one resource at a time: what they said of each is kept until it changes. */
import { type Kind, looksAround, type SubjectOf, subjectsOf } from "./kinds.ts";
import type { Program, Resource } from "./resources.ts";
import type { Report, Rule, RuleContext, Spot } from "./rules.ts";
import type { Readers } from "./scripts.ts";

/** Of how many programs it is kept. */
const MOST_PROGRAMS = 16;

type Said<D> = readonly { readonly rule: Rule; readonly drafts: readonly D[] }[];

/** What is kept of one program: only of the resources that it has now. */
interface Kept {
  /** Which rules, and on which day. */
  readonly by: string;
  readonly of: ReadonlyMap<Resource, Said<unknown>>;
}

/** By who reads scripts: what was said may rest on it. */
const kept = new WeakMap<Readers, Map<string, Kept>>();

/** What each of the rules says of the program's resources. A rule that fails is a fault, and says no more of that one. */
export function saidOneByOne<D extends Report>(
  rules: readonly Rule[],
  program: Program,
  readers: Readers,
  today: string,
  fault: (rule: Rule, error: unknown) => void,
  draft: (variant: string, at: Spot, message: string) => D,
): ReadonlyMap<Rule, D[]> {
  const by = `${today} ${rules.map((r) => r.id).join(" ")}`;
  const ofReaders = kept.get(readers) ?? new Map<string, Kept>();
  kept.set(readers, ofReaders);
  const key = `${program.language} ${program.root}`;
  const last = ofReaders.get(key);
  const before = last?.by === by ? last.of : undefined;
  const now = new Map<Resource, Said<D>>();
  const byType = rulesByType(rules);
  const asking = new Asking<D>(readers, today, fault, draft);
  const all = new Map<Rule, D[]>();
  for (const resource of program.resources) {
    const asked = resource.mode === "managed" ? byType.get(resource.type) : undefined;
    if (!asked) continue;
    let said = before?.get(resource) as Said<D> | undefined;
    if (said) now.set(resource, said);
    else {
      said = asking.ask(asked, resource);
      if (asking.isComplete) now.set(resource, said);
    }
    for (const { rule, drafts } of said) {
      const same = all.get(rule);
      if (same) same.push(...drafts);
      else all.set(rule, [...drafts]);
    }
  }
  ofReaders.delete(key);
  ofReaders.set(key, { by, of: now });
  for (const oldest of ofReaders.keys()) {
    if (ofReaders.size <= MOST_PROGRAMS) break;
    ofReaders.delete(oldest);
  }
  return all;
}

function rulesByType(rules: readonly Rule[]): ReadonlyMap<string, Rule[]> {
  const byType = new Map<string, Rule[]>();
  for (const rule of rules)
    for (const type of new Set(rule.alone?.flatMap((kind) => kind.sources.map((s) => s.type)))) {
      const same = byType.get(type);
      if (same) same.push(rule);
      else byType.set(type, [rule]);
    }
  return byType;
}

/** A context of nothing but one resource, which changes from one to the next. */
class Asking<D extends Report> {
  /** False when a rule failed, or a reader gave no answer yet. */
  isComplete = true;
  readonly #fault: (rule: Rule, error: unknown) => void;
  readonly #context: RuleContext;
  #resource: Resource | undefined;
  #drafts: D[] = [];

  constructor(
    readers: Readers,
    today: string,
    fault: (rule: Rule, error: unknown) => void,
    draft: (variant: string, at: Spot, message: string) => D,
  ) {
    this.#fault = fault;
    const around = (): never => {
      throw new Error("a rule that is alone looks at nothing around a resource");
    };
    const asked =
      <A, R>(ask: (of: A) => R | undefined) =>
      (of: A) => {
        const answer = ask(of);
        if (answer === undefined) this.isComplete = false;
        return answer;
      };
    this.#context = {
      every: <K extends Kind>(kind: K) => {
        if (looksAround(kind)) around();
        return subjectsOf(kind, this.#resource!, undefined) as unknown as readonly SubjectOf<K>[];
      },
      everyKnown: around,
      follow: around,
      referring: around,
      at: around,
      resource: around,
      get program() {
        return around();
      },
      readers: { script: asked(readers.script), document: asked(readers.document) },
      today,
      options: {},
      report: (variant, at, message) => {
        const made = draft(variant, at, message);
        this.#drafts.push(made);
        return made;
      },
    };
  }

  ask(rules: readonly Rule[], resource: Resource): Said<D> {
    this.isComplete = true;
    this.#resource = resource;
    const said: { rule: Rule; drafts: readonly D[] }[] = [];
    for (const rule of rules) {
      this.#drafts = [];
      try {
        rule.check(this.#context);
      } catch (error) {
        this.isComplete = false;
        this.#fault(rule, error);
      }
      if (this.#drafts.length > 0) said.push({ rule, drafts: this.#drafts });
    }
    return said;
  }
}
