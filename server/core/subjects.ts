/** Subjects: the resources of a program as a rule sees them, with fields that are read when somebody asks. */
import type { Condition } from "./conditions.ts";
import type { Path } from "./fixes.ts";
import type { AnySubject, Field, Fields, FieldType, Kind, KindSource, Reading, Subject } from "./kinds.ts";
import type { Lens, LensPlace } from "./lenses.ts";
import { alternatives, lookup, path } from "./lookup.ts";
import type { Program, Resource } from "./resources.ts";
import type { Span } from "./span.ts";
import type { Value } from "./values.ts";

/** Every subject of a kind that a resource makes: none, itself, or one for each item. */
export function subjectsOf<F extends Fields>(
  of: Kind<F>,
  resource: Resource,
  program: Program | undefined,
): Subject<F>[] {
  if (looksAround(of)) return makeSubjects(of, resource, program);
  // A resource that is only good for one version is asked through its program's lists, which keep it for that long.
  if (program && !program.reusesResources) return makeSubjects(of, resource, undefined);
  const subjects = kept.get(resource)?.get(of);
  if (subjects) return subjects as Subject<F>[];
  // What is kept must not hold on to the program that it was first made in.
  const made = makeSubjects(of, resource, undefined);
  const ofResource = kept.get(resource);
  if (ofResource) ofResource.set(of, made);
  else kept.set(resource, new Map([[of, made]]));
  return made;
}

/** A language that uses an unchanged resource again spares its subjects and their fields too. */
const kept = new WeakMap<Resource, Map<unknown, unknown[]>>();

const lookingAround = new WeakMap<Kind, boolean>();

/** Whether a field of the kind is read from other resources too. */
export function looksAround(of: Kind): boolean {
  let answer = lookingAround.get(of);
  if (answer === undefined) {
    answer = of.sources.some((s) => Object.values(s.read).some((lens) => lens?.looksAround));
    lookingAround.set(of, answer);
  }
  return answer;
}

function makeSubjects<F extends Fields>(of: Kind<F>, resource: Resource, program: Program | undefined): Subject<F>[] {
  const found: Subject<F>[] = [];
  for (const source of of.sources) {
    if (source.type !== resource.type) continue;
    if (!matches(source, resource)) continue;
    for (const item of items(source, resource))
      for (const spread of spreadOver(source, item)) found.push(makeSubject(of, source, resource, program, spread));
  }
  return found;
}

function matches(source: KindSource<Fields>, resource: Resource): boolean {
  for (const [dotted, wanted] of Object.entries(source.where ?? {})) {
    const value = lookup(resource.properties, path(dotted));
    if (value.kind !== "scalar" || String(value.value) !== wanted) return false;
  }
  return true;
}

interface Item {
  readonly object: Value;
  readonly condition: Condition;
  readonly path: Path;
  /** For an element that a source spreads over: itself, and where the object stands that holds it. */
  readonly element?: { readonly value: Value; readonly holder: Path };
}

function items(source: KindSource<Fields>, resource: Resource): Item[] {
  if (source.each === undefined) return [{ object: resource.properties, condition: resource.condition, path: [] }];
  const steps = path(source.each);
  return itemsOf(lookup(resource.properties, steps), resource.condition, steps);
}

/** The items of a list, or the single value that stands for a list of one. */
function itemsOf(value: Value, under: Condition, at: Path): Item[] {
  const found: Item[] = [];
  for (const { value: v, condition } of alternatives(value, under)) {
    if (v.kind === "list")
      v.items.forEach((item, i) => {
        for (const a of alternatives(item, condition))
          if (a.value.kind !== "absent") found.push({ object: a.value, condition: a.condition, path: [...at, i] });
      });
    else if (v.kind !== "absent" && v.kind !== "unknown") found.push({ object: v, condition, path: at });
  }
  return found;
}

function spreadOver(source: KindSource<Fields>, item: Item): Item[] {
  if (!source.over) return [item];
  return source.over.flatMap((dotted) => {
    const steps = path(dotted);
    return itemsOf(lookup(item.object, steps), item.condition, [...item.path, ...steps]).map((e) => ({
      object: item.object,
      element: { value: e.object, holder: item.path },
      condition: e.condition,
      path: e.path,
    }));
  });
}

function makeSubject<F extends Fields>(
  of: Kind<F>,
  source: KindSource<F>,
  resource: Resource,
  program: Program | undefined,
  item: Item,
): Subject<F> {
  const whole = source.each === undefined && !source.over;
  const place: SubjectPlace = {
    resource,
    object: item.object,
    source,
    item,
    ...(program && { program }),
    ...(item.element && { element: item.element.value }),
  };
  return new (classOf(of))(place, whole) as unknown as Subject<F>;
}

/** All that the fields of a subject are read from. */
interface SubjectPlace extends LensPlace {
  readonly source: KindSource<Fields>;
  readonly item: Item;
}

type MakesSubject = new (place: SubjectPlace, whole: boolean) => AnySubject;

const classes = new WeakMap<Kind, MakesSubject>();

/** The class of a kind's subjects. Its fields are read when they are asked for, and once. */
function classOf(of: Kind): MakesSubject {
  let made = classes.get(of);
  if (!made) {
    made = makeClass(of);
    classes.set(of, made);
  }
  return made;
}

function makeClass(of: Kind): MakesSubject {
  const names = Object.keys(of.fields);
  class BoundSubject implements AnySubject {
    readonly kind = of;
    readonly resource: Resource;
    readonly name: string;
    readonly object: Value;
    readonly path: Path;
    readonly condition: Condition;
    readonly nameSpan: Span;
    readonly item: Value | undefined;
    readonly #place: SubjectPlace;
    #read: (Field<unknown> | undefined)[] | undefined;

    constructor(place: SubjectPlace, whole: boolean) {
      const { resource, item } = place;
      this.resource = resource;
      this.name = resource.name;
      this.object = item.object;
      this.path = item.path;
      this.condition = item.condition;
      this.nameSpan = whole ? resource.nameSpan : spanOfItem(item);
      this.item = whole ? undefined : (item.element?.value ?? item.object);
      this.#place = place;
    }

    static field(subject: BoundSubject, i: number): Field<unknown> {
      subject.#read ??= new Array(names.length);
      const read = subject.#read;
      let field = read[i];
      if (!field) {
        const name = names[i]!;
        const place = subject.#place;
        field = makeField(name, subject, of.fields[name]!, place.source.read[name], place, place.item);
        read[i] = field;
      }
      return field;
    }
  }
  for (const [i, name] of names.entries())
    Object.defineProperty(BoundSubject.prototype, name, {
      get(this: BoundSubject) {
        return BoundSubject.field(this, i);
      },
    });
  return BoundSubject;
}

function spanOfItem(item: Item): Span {
  if (item.element) return item.element.value.origin.span;
  const { object } = item;
  return (object.kind === "object" && object.nameSpan) || object.origin.span;
}

function makeField(
  name: string,
  subject: AnySubject,
  type: FieldType<unknown>,
  lens: Lens | undefined,
  place: LensPlace,
  item: Item,
): Field<unknown> {
  const value: Value = lens
    ? lens.read(place)
    : { kind: "unknown", reason: `${name} is not read here`, origin: { span: subject.nameSpan } };
  const writePath = lens?.path && writtenAt(lens.path, item);
  const readings = alternatives(value, subject.condition).map(({ value: raw, condition }) =>
    makeReading(name, subject, raw, condition, type, writePath),
  );
  return { name, subject, readings };
}

function writtenAt(of: Path | "element", item: Item): Path | undefined {
  if (of === "element") return item.element && item.path;
  return [...(item.element?.holder ?? item.path), ...of];
}

function makeReading(
  field: string,
  subject: AnySubject,
  raw: Value,
  condition: Condition,
  type: FieldType<unknown>,
  writePath: Path | undefined,
): Reading<unknown> {
  const isAbsent = raw.kind === "absent";
  const value = isAbsent ? undefined : type.read(raw);
  const isKnown = value !== undefined;
  const isUnknown = !isAbsent && !isKnown;
  // One literal: spreading what they have in common takes longer than all the rest of it.
  return { field, subject, raw, condition, path: writePath, isKnown, isAbsent, isUnknown, value } as Reading<unknown>;
}
