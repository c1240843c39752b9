/** Runs rules over a program. */
import { type Binding, bind } from "./binding.ts";
import { assumedDefaults, branchName, type Condition, satisfiable } from "./conditions.ts";
import { type Fault, type Finding, type Fix, mergeFindings, type Related } from "./findings.ts";
import { FixBuilder } from "./fix-builder.ts";
import type { TextEdit } from "./fixes.ts";
import { type Kind, looksAround, type SubjectOf, subjectsOf } from "./kinds.ts";
import { place } from "./placement.ts";
import type { Program, Resource } from "./resources.ts";
import type { FixOptions, Report, Rule, RuleContext, Spot } from "./rules.ts";
import type { Readers } from "./scripts.ts";
import { isOff, levelOf, optionsOf, type Settings } from "./settings.ts";
import { suppress, type Used } from "./suppressions.ts";

export interface Lint {
  readonly findings: readonly Finding[];
  readonly faults: readonly Fault[];
  /** The suppressions that took something away. */
  readonly used: readonly Used[];
}

/**
 * What the rules find in a program. A rule that throws is a fault; the others go on.
 *
 * @param today YYYY-MM-DD, for rules about dates
 */
export function lint(
  program: Program,
  rules: readonly Rule[],
  settings: Settings,
  readers: Readers,
  today: string,
): Lint {
  const binding = bind(program);
  const reported: Finding[] = [];
  const faults: Fault[] = [];
  const active = rules.filter((rule) => !isOff(settings, rule));
  const fault = (rule: Rule, error: unknown) => {
    if (!faults.some((f) => f.rule === rule.id)) faults.push({ rule: rule.id, root: program.root, error });
  };
  const isAlone = (rule: Rule) => rule.alone === true && rule.options === undefined;
  const alone = draftsByResource(active.filter(isAlone), program, readers, today, fault);
  for (const rule of active) {
    try {
      let drafts: readonly Draft[] = alone.get(rule) ?? [];
      if (!isAlone(rule))
        drafts = draftsOf(rule, {
          ...boundMethods(binding),
          program,
          readers,
          today,
          options: optionsOf(settings, rule),
        });
      for (const draft of drafts) {
        const finding = draft.finish(rule, program, settings);
        if (finding) reported.push(finding);
      }
    } catch (error) {
      fault(rule, error);
    }
  }
  const { findings, used } = suppress(reported, program.sources, binding.resource);
  return { findings: mergeFindings(findings), faults, used };
}

function draftsOf(rule: Rule, context: Omit<RuleContext, "report">): Draft[] {
  const drafts: Draft[] = [];
  const report: RuleContext["report"] = (variant, at, message) => {
    const draft = new Draft(variant, at, message);
    drafts.push(draft);
    return draft;
  };
  rule.check(Object.create(context, { report: { value: report, enumerable: true } }));
  return drafts;
}

/** What rules that look at one resource at a time said of it. */
interface Said {
  /** Which rules, and on which day. */
  readonly by: string;
  readonly drafts: readonly { readonly rule: Rule; readonly drafts: readonly Draft[] }[];
}

/** A language that uses an unchanged resource again spares what was said of it too. */
const said = new WeakMap<Readers, WeakMap<Resource, Said>>();

function draftsByResource(
  rules: readonly Rule[],
  program: Program,
  readers: Readers,
  today: string,
  fault: (rule: Rule, error: unknown) => void,
): ReadonlyMap<Rule, Draft[]> {
  const by = `${today} ${rules.map((r) => r.id).join(" ")}`;
  const all = new Map<Rule, Draft[]>();
  let kept = said.get(readers);
  if (!kept) {
    kept = new WeakMap();
    said.set(readers, kept);
  }
  for (const resource of program.resources) {
    if (resource.mode !== "managed") continue;
    let of = kept.get(resource);
    if (of?.by !== by) {
      const { drafts, isComplete } = saidOf(resource, rules, readers, today, fault);
      of = { by, drafts };
      if (isComplete) kept.set(resource, of);
    }
    for (const { rule, drafts } of of.drafts) {
      const same = all.get(rule);
      if (same) same.push(...drafts);
      else all.set(rule, [...drafts]);
    }
  }
  return all;
}

/** What the rules say of one resource; not complete where a rule failed, or a reader gave no answer yet. */
function saidOf(
  resource: Resource,
  rules: readonly Rule[],
  readers: Readers,
  today: string,
  fault: (rule: Rule, error: unknown) => void,
): { drafts: Said["drafts"]; isComplete: boolean } {
  let isComplete = true;
  const asked =
    <A, R>(ask: (of: A) => R | undefined) =>
    (of: A) => {
      const answer = ask(of);
      if (answer === undefined) isComplete = false;
      return answer;
    };
  const context = onlyOf(resource, { script: asked(readers.script), document: asked(readers.document) }, today);
  const drafts: { rule: Rule; drafts: Draft[] }[] = [];
  for (const rule of rules)
    try {
      const made = draftsOf(rule, context);
      if (made.length > 0) drafts.push({ rule, drafts: made });
    } catch (error) {
      isComplete = false;
      fault(rule, error);
    }
  return { drafts, isComplete };
}

/** A context of nothing but one resource. */
function onlyOf(resource: Resource, readers: Readers, today: string): Omit<RuleContext, "report"> {
  const around = (): never => {
    throw new Error("a rule that is alone looks at nothing around a resource");
  };
  const every = <K extends Kind>(kind: K) => {
    if (looksAround(kind)) around();
    return subjectsOf(kind, resource, undefined) as unknown as readonly SubjectOf<K>[];
  };
  return {
    every,
    everyKnown: around,
    follow: around,
    referring: around,
    at: around,
    resource: around,
    get program() {
      return around();
    },
    readers,
    today,
    options: {},
  };
}

function boundMethods(binding: Binding): Binding {
  const { every, everyKnown, follow, referring, at, resource } = binding;
  return { every, everyKnown, follow, referring, at, resource };
}

/** A report while the rule still adds to it. */
class Draft implements Report {
  readonly #variant: string;
  readonly #at: Spot;
  readonly #message: string;
  readonly #related: { at: Spot; message: string }[] = [];
  readonly #fixes: { title: string; build: (edit: FixBuilder) => void; options: FixOptions }[] = [];

  constructor(variant: string, at: Spot, message: string) {
    this.#variant = variant;
    this.#at = at;
    this.#message = message;
  }

  related(at: Spot, message: string): Report {
    this.#related.push({ at, message });
    return this;
  }

  fix(title: string, build: (edit: FixBuilder) => void, options: FixOptions = {}): Report {
    this.#fixes.push({ title, build, options });
    return this;
  }

  finish(rule: Rule, program: Program, settings: Settings): Finding | undefined {
    const at = this.#at;
    if (satisfiable(at.condition) !== "yes") return undefined;
    const placed = place(at, settings.owned);
    if (!placed) return undefined;
    const level = levelOf(settings, rule, this.#variant, placed.span.chunk.path);
    if (level === "off") return undefined;
    const related: Related[] = [];
    for (const r of this.#related) {
      const there = place(r.at, settings.owned);
      if (there) related.push({ span: there.span, message: r.message });
    }
    related.push(...placed.related);
    const fixes: Fix[] = [];
    for (const { title, build, options } of this.#fixes) {
      const better = fixes.find((f) => f.title === options.unless);
      fixes.push(new LazyFix(title, options.safe ?? false, build, program, settings, better));
    }
    return {
      rule: rule.id,
      variant: this.#variant,
      severity: level,
      message: this.#message + qualification(at.condition, placed.defaultOf),
      span: placed.span,
      related,
      fixes,
      trail: placed.trail,
      embedded: "span" in at && at.value !== undefined,
      resource: "subject" in at ? at.subject.resource.address : at.resource.address,
    };
  }
}

/** What the finding hangs on: a default that nobody changes, a branch that is taken. */
function qualification(condition: Condition, defaultOf: string | undefined): string {
  const branch = branchName(condition);
  const defaults = new Set([...(defaultOf === undefined ? [] : [defaultOf]), ...assumedDefaults(condition)]);
  return (
    (defaults.size === 0 ? "" : ` This is so by default, from ${[...defaults].join(" and ")}.`) +
    (branch === undefined ? "" : ` It holds when ${branch}.`)
  );
}

class LazyFix implements Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly #build: (edit: FixBuilder) => void;
  readonly #program: Program;
  readonly #settings: Settings;
  readonly #better: Fix | undefined;
  #edits: readonly TextEdit[] | undefined;
  #done = false;

  /** @param better a fix that this one is not offered beside */
  constructor(
    title: string,
    safe: boolean,
    build: (edit: FixBuilder) => void,
    program: Program,
    settings: Settings,
    better: Fix | undefined,
  ) {
    this.title = title;
    this.safe = safe;
    this.#build = build;
    this.#program = program;
    this.#settings = settings;
    this.#better = better;
  }

  get edits(): readonly TextEdit[] | undefined {
    if (!this.#done) {
      this.#done = true;
      if (this.#better?.edits) return undefined;
      const builder = new FixBuilder();
      this.#build(builder);
      const edits =
        builder.intents.length === 0 ? undefined : this.#program.writer.write(builder.intents, this.#program);
      if (edits && edits.length > 0 && edits.every((e) => this.#settings.owned(e.span.chunk.path))) this.#edits = edits;
    }
    return this.#edits;
  }
}
