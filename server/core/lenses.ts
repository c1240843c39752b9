/** Lenses: how a field of a kind is read from a resource, and where a fix writes it. */
import type { Path } from "./fixes.ts";
import { lookup, path } from "./lookup.ts";
import type { Program, Resource } from "./resources.ts";
import { missing, scalar, unknown, type Value } from "./values.ts";

/** Where a lens looks: the resource, and the object in it that the subject is (an item of a list, or all of it). */
export interface LensPlace {
  readonly resource: Resource;
  readonly object: Value;
  /** The item that the subject stands for, where its source spreads one object over several. */
  readonly element?: Value;
  /** Only for a lens that looks around. */
  readonly program?: Program;
}

export interface Lens {
  read(place: LensPlace): Value;
  /** True for a lens that looks at other resources: what it reads is only good for one program. */
  readonly looksAround?: true;
  /** Where a fix writes it, from the subject's object, or "element" for the item that the source spreads over. */
  readonly path?: Path | "element";
}

export interface LensOptions {
  /** Native spellings of values, for fields that are not spelled as the kind has them. */
  readonly values?: Readonly<Record<string, string | number | boolean>>;
  /** Another property that says the same, looked at where this one is not written; a fix writes this one. */
  readonly or?: string;
  /** What the service does when it is not written. */
  readonly absent?: string | number | boolean;
}

/** A property of the resource (or of the item that the subject is), by its native path. */
export function property(dotted: string, options: LensOptions = {}): Lens {
  const steps = path(dotted);
  const other = options.or === undefined ? undefined : path(options.or);
  return {
    path: steps,
    read({ object, resource }) {
      const value = readAt(object, steps, resource);
      return translated(other && value.kind === "absent" ? readAt(object, other, resource) : value, options);
    },
  };
}

/** A property of the resource itself, also where the subject is an item of one of its lists. */
export function ofResource(dotted: string, options: LensOptions = {}): Lens {
  const steps = path(dotted);
  return { read: ({ resource }) => translated(readAt(resource.properties, steps, resource), options) };
}

/** What is not there is unknown where something that was not understood may still set it. */
function readAt(object: Value, steps: Path, resource: Resource): Value {
  const value = lookup(object, steps);
  return value.kind === "absent" && !value.written && !resource.closed
    ? unknown(`${resource.name} may be changed by something that is not known`, value.origin)
    : value;
}

/** The item that the source spreads over. */
export function element(): Lens {
  return { path: "element", read: ({ element: item, object }) => item ?? missing(object.origin) };
}

/** The resource itself, as a value that references to it are compared with. */
export function itself(): Lens {
  return {
    read: ({ resource }) => ({ kind: "reference", target: resource.address, origin: { span: resource.nameSpan } }),
  };
}

/**
 * A property of a companion: another resource of `type` whose property `link` refers to this one. Unknown while
 * another one may be its companion, or be one only sometimes.
 */
export function companion(type: string, link: string, dotted: string, options: LensOptions = {}): Lens {
  const linkPath = path(link);
  const steps = path(dotted);
  return {
    looksAround: true,
    read({ resource, program }) {
      if (!program) return unknown("what is around it is not known", { span: resource.nameSpan });
      const { byTarget, doubtful } = companionsOf(program, type, link, linkPath);
      const [other] = byTarget.get(resource.address) ?? [];
      if (other?.condition.kind === "always" || (other && other.condition === resource.condition))
        return translated(readAt(other.properties, steps, other), options);
      const origin = { span: resource.nameSpan };
      const maybe = other ?? doubtful;
      if (maybe) return unknown(`${maybe.name} may belong to it`, origin);
      const [why] = program.open;
      return why === undefined ? translated(missing(origin), options) : unknown(why, origin);
    },
  };
}

interface Companions {
  readonly byTarget: ReadonlyMap<string, readonly Resource[]>;
  /** One of which it is not known whose companion it is. */
  readonly doubtful: Resource | undefined;
}

const companions = new WeakMap<Program, Map<string, Companions>>();

function companionsOf(program: Program, type: string, link: string, linkPath: Path): Companions {
  let ofProgram = companions.get(program);
  if (!ofProgram) {
    ofProgram = new Map();
    companions.set(program, ofProgram);
  }
  const key = `${type} ${link}`;
  let of = ofProgram.get(key);
  if (!of) {
    const byTarget = new Map<string, Resource[]>();
    let doubtful: Resource | undefined;
    for (const other of program.resources) {
      if (other.type !== type) continue;
      const target = readAt(other.properties, linkPath, other);
      if (target.kind === "reference") {
        const same = byTarget.get(target.target);
        if (same) same.push(other);
        else byTarget.set(target.target, [other]);
      } else if (target.kind !== "scalar" && target.kind !== "absent") doubtful ??= other;
    }
    of = { byTarget, doubtful };
    ofProgram.set(key, of);
  }
  return of;
}

function translated(value: Value, options: LensOptions): Value {
  if (value.kind === "choice")
    return {
      ...value,
      alternatives: value.alternatives.map((a) => ({ when: a.when, value: translated(a.value, options) })),
    };
  if (value.kind === "absent" && options.absent !== undefined)
    return { ...scalar(options.absent, value.origin), marks: value.marks } as Value;
  if (value.kind === "scalar" && options.values) {
    const spelled = options.values[String(value.value)];
    if (spelled !== undefined) return { ...value, value: spelled };
  }
  return value;
}
