/** Runs rules over a program. */
import { type Binding, bind } from "./binding.ts";
import { assumedDefaults, branchName, type Condition, satisfiable } from "./conditions.ts";
import { type Fault, type Finding, type Fix, mergeFindings, type Related } from "./findings.ts";
import { FixBuilder } from "./fix-builder.ts";
import type { TextEdit } from "./fixes.ts";
import { listsOf, type SaidAgain, saidAgain } from "./one-by-one.ts";
import { place } from "./placement.ts";
import type { Program } from "./resources.ts";
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
  const lists = program.reusesResources ? listsOf(program, readers) : undefined;
  const binding = bind(program, lists);
  const reported: Finding[] = [];
  const faults: Fault[] = [];
  const active = rules.filter((rule) => !isOff(settings, rule));
  const fault = (rule: Rule, error: unknown) => {
    if (!faults.some((f) => f.rule === rule.id)) faults.push({ rule: rule.id, root: program.root, error });
  };
  const again = lists ? active.filter((rule) => rule.options === undefined) : [];
  const kept = lists && saidAgain(again, program, binding, lists, readers, today, fault, newDraft);
  for (const rule of active) {
    try {
      let drafts: readonly Draft[] = kept?.drafts.get(rule) ?? [];
      if (!kept || rule.options !== undefined)
        drafts = draftsOf(rule, {
          ...boundMethods(binding),
          program,
          readers,
          today,
          options: optionsOf(settings, rule),
        });
      for (const draft of drafts) {
        const finding = draft.finish(rule, program, settings, kept?.during);
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
  rule.check({
    ...context,
    report: (variant, at, message) => {
      const draft = new Draft(variant, at, message);
      drafts.push(draft);
      return draft;
    },
  });
  return drafts;
}

function boundMethods(binding: Binding): Binding {
  const { every, everyKnown, follow, referring, at, resource } = binding;
  return { every, everyKnown, follow, referring, at, resource };
}

const newDraft = (variant: string, at: Spot, message: string) => new Draft(variant, at, message);

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

  finish(
    rule: Rule,
    program: Program,
    settings: Settings,
    during: SaidAgain<Draft>["during"] = (run) => run(),
  ): Finding | undefined {
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
      fixes.push(
        new LazyFix(title, options.safe ?? false, (edit) => during(() => build(edit)), program, settings, better),
      );
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
