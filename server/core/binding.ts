/** A program bound to kinds: subjects by kind, and the relations between them. */
import { all, type Condition } from "./conditions.ts";
import type { Field, Kind, Subject, SubjectOf } from "./kinds.ts";
import type { Program, Resource } from "./resources.ts";
import { looksAround, subjectsOf } from "./subjects.ts";

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

/**
 * Binds a program. Answers are kept: ask as often as you like.
 *
 * @param before the lists of the version before; where nothing changed, the same arrays are given again
 */
export function bind(program: Program, before: Lists = new Lists()): Binding & Links {
  return new ProgramBinding(program, before);
}

type AnySubjects = Subject<Kind["fields"]>;
type Subjects = readonly AnySubjects[];
type LinkList = readonly Link<AnySubjects>[];

interface ReferringIndex {
  readonly from: Subjects;
  readonly byTarget: ReadonlyMap<string, LinkList>;
  readonly why?: string;
}

/** What refers to a resource by a relation, before it is known under what the resource itself is there. */
export interface Links {
  /** False where several resources have the address. */
  isOnly(address: string): boolean;
  linksTo(relation: Relation, address: string): { readonly links: LinkList | undefined; readonly why?: string };
}

/** What was listed for the versions of a program: an equal list is the same array, so that it is told at a glance. */
export class Lists {
  readonly ofType = new Map<string, readonly Resource[]>();
  readonly ofKind = new Map<Kind, { readonly from: readonly (readonly Resource[])[]; readonly known: Subjects }>();
  readonly managed = new Map<Kind, { readonly known: Subjects; readonly managed: Subjects }>();
  readonly referring = new Map<Relation, ReferringIndex>();
}

function stable<T>(now: readonly T[], before: readonly T[] | undefined): readonly T[] {
  return before && sameItems(now, before) ? before : now;
}

/** Whether two lists hold the same things in the same order. */
export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

class ProgramBinding implements Binding, Links {
  readonly #program: Program;
  readonly #before: Lists;
  readonly #known = new Map<Kind, Subjects>();
  readonly #managed = new Map<Kind, Subjects>();
  readonly #ofResource = new Map<Kind, Map<string, AnySubjects[]>>();
  readonly #referring = new Map<Relation, ReferringIndex>();
  #byType: Map<string, readonly Resource[]> | undefined;
  #byAddress: Map<string, Resource> | undefined;
  readonly #several = new Set<string>();

  constructor(program: Program, before: Lists) {
    this.#program = program;
    this.#before = before;
    this.every = this.every.bind(this);
    this.everyKnown = this.everyKnown.bind(this);
    this.follow = this.follow.bind(this);
    this.referring = this.referring.bind(this);
    this.at = this.at.bind(this);
    this.resource = this.resource.bind(this);
  }

  every<K extends Kind>(kind: K): readonly SubjectOf<K>[] {
    let managed = this.#managed.get(kind);
    if (!managed) {
      const known = this.everyKnown(kind) as unknown as Subjects;
      const last = this.#before.managed.get(kind);
      managed = last?.known === known ? last.managed : known.filter((s) => s.resource.mode === "managed");
      this.#before.managed.set(kind, { known, managed });
      this.#managed.set(kind, managed);
    }
    return managed as unknown as readonly SubjectOf<K>[];
  }

  everyKnown<K extends Kind>(kind: K): readonly SubjectOf<K>[] {
    let known = this.#known.get(kind);
    if (!known) {
      const from = [...new Set(kind.sources.map((s) => s.type))].map((type) => this.#typed(type));
      const last = looksAround(kind) ? undefined : this.#before.ofKind.get(kind);
      if (last && sameItems(from, last.from)) known = last.known;
      else {
        known = from.flatMap((resources) => resources.flatMap((r) => subjectsOf(kind, r, this.#program)));
        if (!looksAround(kind)) this.#before.ofKind.set(kind, { from, known });
      }
      this.#known.set(kind, known);
    }
    return known as unknown as readonly SubjectOf<K>[];
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
    const { condition, resource } = subject as unknown as AnySubjects;
    const { address } = resource;
    const index = this.linksTo(relation as unknown as Relation, address);
    const found = (index.links ?? []).map((link) => ({
      subject: link.subject as unknown as SubjectOf<F>,
      condition: all(link.condition, condition),
    }));
    const why =
      index.why ??
      this.#program.open[0] ??
      (this.#program.escaped.has(address) ? `${address} is known outside of the program` : undefined);
    return why === undefined ? { found, complete: true } : { found, complete: false, why };
  }

  linksTo(relation: Relation, address: string): { readonly links: LinkList | undefined; readonly why?: string } {
    let index = this.#referring.get(relation);
    if (!index) {
      index = this.#indexReferring(relation);
      this.#referring.set(relation, index);
    }
    const links = index.byTarget.get(address);
    return index.why === undefined ? { links } : { links, why: index.why };
  }

  resource(address: string): Resource | undefined {
    if (!this.#byAddress) {
      this.#byAddress = new Map();
      for (const r of this.#program.resources) {
        if (this.#byAddress.has(r.address)) this.#several.add(r.address);
        this.#byAddress.set(r.address, r);
      }
    }
    return this.#byAddress.get(address);
  }

  isOnly(address: string): boolean {
    this.resource(address);
    return !this.#several.has(address);
  }

  #typed(type: string): readonly Resource[] {
    this.#byType ??= this.#indexTypes();
    return this.#byType.get(type) ?? none;
  }

  #indexTypes(): Map<string, readonly Resource[]> {
    const byType = new Map<string, Resource[]>();
    for (const r of this.#program.resources) {
      const same = byType.get(r.type);
      if (same) same.push(r);
      else byType.set(r.type, [r]);
    }
    const { ofType } = this.#before;
    const now = new Map([...byType].map(([type, found]) => [type, stable(found, ofType.get(type))] as const));
    ofType.clear();
    for (const [type, found] of now) ofType.set(type, found);
    return now;
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
    const from = this.every(relation.from) as unknown as Subjects;
    const before = looksAround(relation.from) ? undefined : this.#before.referring.get(relation);
    if (before?.from === from) return before;
    const byTarget = new Map<string, Link<AnySubjects>[]>();
    let why: string | undefined;
    for (const s of from) {
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
    const links = new Map(
      [...byTarget].map(([to, found]) => [to, stableLinks(found, before?.byTarget.get(to))] as const),
    );
    const index = { from, byTarget: links, ...(why !== undefined && { why }) };
    if (!looksAround(relation.from)) this.#before.referring.set(relation, index);
    return index;
  }
}

function stableLinks(now: LinkList, before: LinkList | undefined): LinkList {
  const same =
    before?.length === now.length &&
    now.every(({ subject, condition }, i) => subject === before[i]!.subject && condition === before[i]!.condition);
  return same ? before : now;
}

const none: readonly Resource[] = [];
