/** A program bound to kinds: subjects by kind, and the relations between them. */
import { all, type Condition } from "./conditions.ts";
import { type Field, type Kind, type Subject, type SubjectOf, subjectsOf } from "./kinds.ts";
import type { Program, Resource } from "./resources.ts";

/**
 * What a query found. A rule about none, fewer than or exactly needs `complete`; `why` says, for a person, what is
 * not known.
 */
export interface Answer<T> {
  readonly found: readonly T[];
  readonly complete: boolean;
  readonly why?: string;
}

/** One end of a relation, and under what it is that: one branch of a value may lead here, another one there. */
export interface Link<S> {
  readonly subject: S;
  readonly condition: Condition;
}

/** A field of one kind that refers to another kind; declared once, read both ways. */
export interface Relation<From extends Kind = Kind, To extends Kind = Kind> {
  readonly from: From;
  readonly field: string;
  readonly to: To;
}

/** Declares that a field of `from` refers to `to`. */
export function relation<From extends Kind, To extends Kind>(
  from: From,
  field: keyof From["fields"] & string,
  to: To,
): Relation<From, To> {
  return { from, field, to };
}

export interface Binding {
  /** Every managed subject of a kind. */
  every<K extends Kind>(kind: K): readonly SubjectOf<K>[];
  /** Every subject of a kind, data sources and imported ones too. */
  everyKnown<K extends Kind>(kind: K): readonly SubjectOf<K>[];
  /** What a subject's relation leads to, one for each alternative. */
  follow<F extends Kind, T extends Kind>(relation: Relation<F, T>, subject: SubjectOf<F>): Answer<Link<SubjectOf<T>>>;
  /** What refers to a subject by a relation. */
  referring<F extends Kind, T extends Kind>(
    relation: Relation<F, T>,
    subject: SubjectOf<T>,
  ): Answer<Link<SubjectOf<F>>>;
  /** Every subject of a kind that the resource at an address makes, whatever its mode. */
  at<K extends Kind>(kind: K, address: string): readonly SubjectOf<K>[];
  /** The resource at an address. */
  resource(address: string): Resource | undefined;
}

/** Binds a program. Answers are kept: ask as often as you like. */
export function bind(program: Program): Binding {
  return new ProgramBinding(program);
}

type Subjects = readonly Subject<Kind["fields"]>[];

interface ReferringIndex {
  readonly byTarget: ReadonlyMap<string, readonly Link<Subject<Kind["fields"]>>[]>;
  readonly why?: string;
}

class ProgramBinding implements Binding {
  readonly #program: Program;
  readonly #subjects = new Map<Kind, Subjects>();
  readonly #ofResource = new Map<Kind, Map<string, Subject<Kind["fields"]>[]>>();
  readonly #referring = new Map<Relation, ReferringIndex>();
  #byType: Map<string, Resource[]> | undefined;
  #byAddress: Map<string, Resource> | undefined;

  constructor(program: Program) {
    this.#program = program;
    this.every = this.every.bind(this);
    this.everyKnown = this.everyKnown.bind(this);
    this.follow = this.follow.bind(this);
    this.referring = this.referring.bind(this);
    this.at = this.at.bind(this);
    this.resource = this.resource.bind(this);
  }

  every<K extends Kind>(kind: K): readonly SubjectOf<K>[] {
    return this.everyKnown(kind).filter((s) => (s as Subject<Kind["fields"]>).resource.mode === "managed");
  }

  everyKnown<K extends Kind>(kind: K): readonly SubjectOf<K>[] {
    let subjects = this.#subjects.get(kind);
    if (!subjects) {
      const resources = [...new Set(kind.sources.map((s) => s.type))].flatMap((type) => this.#typed(type));
      subjects = resources.flatMap((r) => subjectsOf(kind, r, this.#program));
      this.#subjects.set(kind, subjects);
    }
    return subjects as unknown as readonly SubjectOf<K>[];
  }

  follow<F extends Kind, T extends Kind>(relation: Relation<F, T>, subject: SubjectOf<F>): Answer<Link<SubjectOf<T>>> {
    const field = (subject as unknown as Record<string, Field<unknown>>)[relation.field]!;
    const found: Link<SubjectOf<T>>[] = [];
    let why: string | undefined;
    for (const reading of field.readings) {
      const { raw } = reading;
      if (reading.isAbsent) continue;
      const targets = raw.kind === "reference" ? this.at(relation.to, raw.target) : [];
      if (targets.length === 0)
        why ??= raw.kind === "unknown" ? raw.reason : `${relation.field} leads out of the program`;
      for (const target of targets) {
        const { condition } = target as unknown as Subject<Kind["fields"]>;
        found.push({ subject: target, condition: all(reading.condition, condition) });
      }
    }
    return why === undefined ? { found, complete: true } : { found, complete: false, why };
  }

  referring<F extends Kind, T extends Kind>(
    relation: Relation<F, T>,
    subject: SubjectOf<T>,
  ): Answer<Link<SubjectOf<F>>> {
    let index = this.#referring.get(relation);
    if (!index) {
      index = this.#indexReferring(relation);
      this.#referring.set(relation, index);
    }
    const { condition, resource } = subject as unknown as Subject<Kind["fields"]>;
    const { address } = resource;
    const found = (index.byTarget.get(address) ?? []).map((link) => ({
      subject: link.subject as unknown as SubjectOf<F>,
      condition: all(link.condition, condition),
    }));
    const why =
      index.why ??
      this.#program.open[0] ??
      (this.#program.escaped.has(address) ? `${address} is known outside of the program` : undefined);
    return why === undefined ? { found, complete: true } : { found, complete: false, why };
  }

  resource(address: string): Resource | undefined {
    if (!this.#byAddress) {
      this.#byAddress = new Map();
      for (const r of this.#program.resources) this.#byAddress.set(r.address, r);
    }
    return this.#byAddress.get(address);
  }

  #typed(type: string): readonly Resource[] {
    if (!this.#byType) {
      this.#byType = new Map();
      for (const r of this.#program.resources) {
        const same = this.#byType.get(r.type);
        if (same) same.push(r);
        else this.#byType.set(r.type, [r]);
      }
    }
    return this.#byType.get(type) ?? [];
  }

  at<K extends Kind>(kind: K, address: string): readonly SubjectOf<K>[] {
    let byAddress = this.#ofResource.get(kind);
    if (!byAddress) {
      byAddress = new Map();
      for (const s of this.everyKnown(kind) as unknown as Subjects) {
        const same = byAddress.get(s.resource.address);
        if (same) same.push(s);
        else byAddress.set(s.resource.address, [s]);
      }
      this.#ofResource.set(kind, byAddress);
    }
    return (byAddress.get(address) ?? []) as unknown as readonly SubjectOf<K>[];
  }

  #indexReferring(relation: Relation): ReferringIndex {
    const byTarget = new Map<string, Link<Subject<Kind["fields"]>>[]>();
    let why: string | undefined;
    for (const s of this.every(relation.from)) {
      const field = (s as unknown as Record<string, Field<unknown>>)[relation.field]!;
      for (const { raw, condition } of field.readings) {
        const link = { subject: s, condition };
        if (raw.kind === "reference") {
          const same = byTarget.get(raw.target);
          if (same) same.push(link);
          else byTarget.set(raw.target, [link]);
        } else if (raw.kind === "unknown" || raw.kind === "text")
          why ??= `${s.resource.name} may refer to it: ${raw.kind === "unknown" ? raw.reason : "its name is not known"}`;
      }
    }
    return why === undefined ? { byTarget } : { byTarget, why };
  }
}
