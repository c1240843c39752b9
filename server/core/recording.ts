/** What a rule asked of a program: as long as the answers stay the same, what it said stays true. */
import type { Binding, Links, Relation } from "./binding.ts";
import type { Kind } from "./kinds.ts";
import type { Program, Resource } from "./resources.ts";
import { looksAround } from "./subjects.ts";

/** A program of which it is asked. */
export interface Asked {
  readonly program: Program;
  readonly binding: Binding & Links;
}

/** A question, and what was answered. */
type Dependency =
  | { readonly on: "resource"; readonly address: string; readonly was: Resource | undefined }
  | { readonly on: "managed" | "known"; readonly kind: Kind; readonly was: unknown }
  | {
      readonly on: "links";
      readonly relation: Relation;
      readonly address: string;
      readonly was: unknown;
      readonly why: string | undefined;
    }
  | { readonly on: "open"; readonly was: string }
  | { readonly on: "escaped"; readonly address: string; readonly was: boolean }
  /** Something of which it cannot be said whether it is the same. */
  | { readonly on: "program" };

export type Dependencies = readonly Dependency[];

/** Whether each question has the answer that it had. */
export function stillHold(dependencies: Dependencies, asked: Asked): boolean {
  return dependencies.every((dependency) => holds(dependency, asked));
}

function holds(d: Dependency, { program, binding }: Asked): boolean {
  switch (d.on) {
    case "resource":
      return binding.resource(d.address) === d.was && binding.isOnly(d.address);
    case "managed":
      return binding.every(d.kind) === d.was;
    case "known":
      return binding.everyKnown(d.kind) === d.was;
    case "links": {
      const { links, why } = binding.linksTo(d.relation, d.address);
      return links === d.was && why === d.why;
    }
    case "open":
      return program.open.join("\n") === d.was;
    case "escaped":
      return program.escaped.has(d.address) === d.was;
    case "program":
      return false;
  }
}

/**
 * Asks, and writes down what was asked. It outlives the versions of a program, and holds on to none: what a rule made
 * may hold on to it.
 */
export class Recorder {
  readonly binding: Binding;
  readonly program: Program;
  #asked: Asked | undefined;
  #dependencies: Dependency[] = [];
  #seen = new Set<unknown>();

  constructor() {
    this.binding = {
      every: (kind) => {
        const found = this.#now.binding.every(kind);
        this.#list("managed", kind, found);
        return found;
      },
      everyKnown: (kind) => {
        const found = this.#now.binding.everyKnown(kind);
        this.#list("known", kind, found);
        return found;
      },
      follow: (relation, subject) => {
        const field = (
          subject as unknown as Record<string, { readings: readonly { raw: { kind: string; target?: string } }[] }>
        )[relation.field]!;
        for (const { raw } of field.readings) if (raw.target !== undefined) this.#resource(raw.target, relation.to);
        return this.#now.binding.follow(relation, subject);
      },
      referring: (relation, subject) => {
        const { address } = (subject as unknown as { resource: Resource }).resource;
        if (looksAround(relation.from)) this.#add({ on: "program" });
        const { links, why } = this.#now.binding.linksTo(relation as unknown as Relation, address);
        this.#add({ on: "links", relation: relation as unknown as Relation, address, was: links, why });
        this.#open();
        this.#escaped(address);
        return this.#now.binding.referring(relation, subject);
      },
      at: (kind, address) => {
        this.#resource(address, kind);
        return this.#now.binding.at(kind, address);
      },
      resource: (address) => {
        this.#resource(address);
        return this.#now.binding.resource(address);
      },
    };
    this.program = this.#recordedProgram();
  }

  /** Asks this one from now on; none of it is held on to afterwards. */
  about(asked: Asked | undefined): void {
    this.#asked = asked;
  }

  /** Begins anew; gives what has been asked since. */
  begin(): void {
    if (this.#dependencies.length > 0) this.#dependencies = [];
    if (this.#seen.size > 0) this.#seen = new Set();
  }

  get dependencies(): Dependencies {
    return this.#dependencies.length === 0 ? nothing : this.#dependencies;
  }

  get #now(): Asked {
    if (!this.#asked) throw new Error("a rule asks only while it checks");
    return this.#asked;
  }

  #recordedProgram(): Program {
    const escaped = { has: (address: string) => this.#escaped(address) } as ReadonlySet<string>;
    return new Proxy({} as Program, {
      get: (_, name: keyof Program) => {
        if (name === "open") {
          this.#open();
          return this.#now.program.open;
        }
        if (name === "escaped") return escaped;
        if (name !== "root" && name !== "language") this.#add({ on: "program" });
        return this.#now.program[name];
      },
    });
  }

  #add(dependency: Dependency): void {
    this.#dependencies.push(dependency);
  }

  /** True for what has not been asked before. */
  #isNew(key: unknown): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  #list(on: "managed" | "known", kind: Kind, was: unknown): void {
    if (looksAround(kind)) this.#add({ on: "program" });
    else if (this.#isNew(was)) this.#add({ on, kind, was });
  }

  #resource(address: string, kind?: Kind): void {
    if (kind && looksAround(kind)) this.#add({ on: "program" });
    if (!this.#isNew(address)) return;
    // Two resources of one address are told apart by nothing.
    if (!this.#now.binding.isOnly(address)) this.#add({ on: "program" });
    this.#add({ on: "resource", address, was: this.#now.binding.resource(address) });
  }

  #open(): void {
    if (this.#isNew("open of the program")) this.#add({ on: "open", was: this.#now.program.open.join("\n") });
  }

  #escaped(address: string): boolean {
    const was = this.#now.program.escaped.has(address);
    this.#add({ on: "escaped", address, was });
    return was;
  }
}

const nothing: Dependencies = [];
