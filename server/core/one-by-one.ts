/**
 * What rules said is kept as long as what they asked has the same answer: of rules that look at one resource at a
 * time, for each resource by itself; of the others, as a whole.
 */
import { type bind, Lists, sameItems } from "./binding.ts";
import type { Kind, SubjectOf } from "./kinds.ts";
import { type Asked, type Dependencies, Recorder, stillHold } from "./recording.ts";
import type { Program, Resource } from "./resources.ts";
import type { Report, Rule, RuleContext, Spot } from "./rules.ts";
import type { Readers } from "./scripts.ts";
import { looksAround, subjectsOf } from "./subjects.ts";

/** Of how many programs it is kept. */
const MOST_PROGRAMS = 16;

/** What one rule said, and what it rests on. */
interface SaidBy<D> {
  readonly rule: Rule;
  readonly drafts: readonly D[];
  readonly dependencies: Dependencies;
}

/** Only rules that said something, or that would have to be asked again. */
type Said<D> = readonly SaidBy<D>[];

/** What is kept of one program: only of the resources that it has now. */
interface Kept {
  readonly rules: readonly Rule[];
  readonly today: string;
  readonly lists: Lists;
  readonly asking: Asking<Report>;
  readonly ofResource: ReadonlyMap<Resource, Said<Report>>;
  readonly ofProgram: ReadonlyMap<Rule, SaidBy<Report>>;
}

/** By who reads scripts: what was said may rest on it. */
const kept = new WeakMap<Readers, Map<string, Kept>>();

/** The lists of the version before of a program, for `bind`. */
export function listsOf(program: Program, readers: Readers): Lists {
  return kept.get(readers)?.get(keyOf(program))?.lists ?? new Lists();
}

function keyOf(program: Program): string {
  return `${program.language} ${program.root}`;
}

export interface SaidAgain<D> {
  readonly drafts: ReadonlyMap<Rule, readonly D[]>;
  /** Runs something that may ask of the program by the context that a rule was handed: the making of a fix. */
  during(run: () => void): void;
}

/** What each of the rules says of the program. A rule that fails is a fault, and says no more of that resource. */
export function saidAgain<D extends Report>(
  rules: readonly Rule[],
  program: Program,
  binding: ReturnType<typeof bind>,
  lists: Lists,
  readers: Readers,
  today: string,
  fault: (rule: Rule, error: unknown) => void,
  draft: (variant: string, at: Spot, message: string) => D,
): SaidAgain<D> {
  const ofReaders = kept.get(readers) ?? new Map<string, Kept>();
  kept.set(readers, ofReaders);
  const key = keyOf(program);
  const last = ofReaders.get(key);
  const before = last?.lists === lists && last.today === today && sameItems(last.rules, rules) ? last : undefined;
  const asking = (before?.asking as Asking<D> | undefined) ?? new Asking<D>(readers, today, draft);
  const asked = { program, binding };
  const all = new Map<Rule, D[]>();
  const ofResource = new Map<Resource, Said<D>>();
  const ofProgram = new Map<Rule, SaidBy<D>>();
  asking.begin(asked, fault);
  try {
    const byType = rulesByType(rules);
    for (const resource of program.resources) {
      const ofType = resource.mode === "managed" ? byType.get(resource.type) : undefined;
      if (!ofType) continue;
      const said = saidOf(ofType, resource, before?.ofResource.get(resource) as Said<D> | undefined, asking, asked);
      if (said.isComplete) ofResource.set(resource, said.said);
      for (const { rule, drafts } of said.said) {
        const same = all.get(rule);
        if (same) same.push(...drafts);
        else all.set(rule, [...drafts]);
      }
    }
    for (const rule of rules) {
      if (rule.alone !== undefined) continue;
      let said = before?.ofProgram.get(rule) as SaidBy<D> | undefined;
      if (!said || !stillHold(said.dependencies, asked)) {
        said = asking.ask(rule, undefined);
        if (asking.isComplete) ofProgram.set(rule, said);
      } else ofProgram.set(rule, said);
      all.set(rule, [...said.drafts]);
    }
  } finally {
    asking.end();
  }
  ofReaders.delete(key);
  ofReaders.set(key, { rules, today, lists, asking: asking as Asking<Report>, ofResource, ofProgram });
  for (const oldest of ofReaders.keys()) {
    if (ofReaders.size <= MOST_PROGRAMS) break;
    ofReaders.delete(oldest);
  }
  return {
    drafts: all,
    during(run) {
      asking.begin(asked, fault);
      try {
        run();
      } finally {
        asking.end();
      }
    },
  };
}

/** What was said of a resource, asked again only of the rules of which an answer changed. */
function saidOf<D extends Report>(
  rules: readonly Rule[],
  resource: Resource,
  before: Said<D> | undefined,
  asking: Asking<D>,
  asked: Asked,
): { said: Said<D>; isComplete: boolean } {
  if (before?.every((s) => stillHold(s.dependencies, asked))) return { said: before, isComplete: true };
  let isComplete = true;
  const said: SaidBy<D>[] = [];
  for (const rule of rules) {
    // A rule of which nothing is kept said nothing, and asked nothing but the resource itself.
    let one = before ? (before.find((s) => s.rule === rule) ?? silent(rule)) : undefined;
    if (!one || !stillHold(one.dependencies, asked)) {
      one = asking.ask(rule, resource);
      if (!asking.isComplete) isComplete = false;
    }
    if (one.drafts.length > 0 || one.dependencies.length > 0) said.push(one);
  }
  return { said, isComplete };
}

function silent(rule: Rule): SaidBy<never> {
  return { rule, drafts: [], dependencies: [] };
}

/** Most programs are asked by the same rules, one after the other. */
let lastTyped: { readonly rules: readonly Rule[]; readonly byType: ReadonlyMap<string, Rule[]> } | undefined;

/** By type the rules that are alone with resources of it. */
function rulesByType(rules: readonly Rule[]): ReadonlyMap<string, Rule[]> {
  if (lastTyped && sameItems(lastTyped.rules, rules)) return lastTyped.byType;
  const byType = new Map<string, Rule[]>();
  for (const rule of rules)
    for (const type of new Set(rule.alone?.flatMap((kind) => kind.sources.map((s) => s.type)))) {
      const same = byType.get(type);
      if (same) same.push(rule);
      else byType.set(type, [rule]);
    }
  lastTyped = { rules, byType };
  return byType;
}

/** A context that writes down what is asked; of the kinds of a rule that is alone it shows one resource's. */
class Asking<D extends Report> {
  /** False when the rule failed, or a reader gave no answer yet. */
  isComplete = true;
  readonly #context: RuleContext;
  readonly #recorder = new Recorder();
  #fault: ((rule: Rule, error: unknown) => void) | undefined;
  #rule: Rule | undefined;
  #resource: Resource | undefined;
  #drafts: D[] = [];

  constructor(readers: Readers, today: string, draft: (variant: string, at: Spot, message: string) => D) {
    const read =
      <A, R>(ask: (of: A) => R | undefined) =>
      (of: A) => {
        const answer = ask(of);
        if (answer === undefined) this.isComplete = false;
        return answer;
      };
    const { binding, program } = this.#recorder;
    this.#context = {
      ...binding,
      every: <K extends Kind>(kind: K): readonly SubjectOf<K>[] =>
        this.#resource && this.#rule?.alone?.includes(kind) && !looksAround(kind)
          ? (subjectsOf(kind, this.#resource, undefined) as unknown as readonly SubjectOf<K>[])
          : binding.every(kind),
      program,
      readers: { script: read(readers.script), document: read(readers.document) },
      today,
      options: {},
      report: (variant, at, message) => {
        const made = draft(variant, at, message);
        this.#drafts.push(made);
        return made;
      },
    };
  }

  begin(asked: Asked, fault: (rule: Rule, error: unknown) => void): void {
    this.#recorder.about(asked);
    this.#fault = fault;
  }

  /** Holds on to nothing of the program. */
  end(): void {
    this.#recorder.about(undefined);
    this.#recorder.begin();
    this.#fault = undefined;
    this.#rule = undefined;
    this.#resource = undefined;
    this.#drafts = [];
  }

  /** @param resource the one that it looks at, for a rule that is alone */
  ask(rule: Rule, resource: Resource | undefined): SaidBy<D> {
    this.isComplete = true;
    this.#rule = rule;
    this.#resource = resource;
    this.#drafts = [];
    this.#recorder.begin();
    try {
      rule.check(this.#context);
    } catch (error) {
      this.isComplete = false;
      this.#fault?.(rule, error);
    }
    return { rule, drafts: this.#drafts, dependencies: this.#recorder.dependencies };
  }
}
