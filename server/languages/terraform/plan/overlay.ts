/** Lays what a plan knows over what the source says: the plan's values, at the places of the source. */
import { alternatives } from "../../../core/lookup.ts";
import {
  absent,
  type Entry,
  type ListValue,
  lazyEntry,
  list,
  marked,
  missing,
  type ObjectValue,
  type Origin,
  reference,
  scalar,
  unknown,
  type Value,
} from "../../../core/values.ts";
import { filledText, mapped } from "./filled-text.ts";
import { base64Text, jsonText } from "./inner-text.ts";
import { paired } from "./pairing.ts";
import { array, isObject, type Json, object } from "./read-plan.ts";

const MOST_DEPTH = 60;

/** What is asked about the resource that is laid over. */
export interface Overlay {
  /** False when the source stands for other instances too. */
  readonly exact: boolean;
  /** Where something stands in the plan, for a resource that no source has. */
  readonly place: ((path: Path) => Origin) | undefined;
  /** The planned resource that a reference of the source leads to. */
  target(of: string): string | undefined;
  /** What the plan knows of an attribute of a planned resource. */
  known(target: string, attribute: string): Json | undefined;
  /** The planned resource with an id of AWS's making. */
  withId(id: string): string | undefined;
  /** Where the plan's copy of the configuration says that an argument comes from, for one that no source has. */
  configured(path: Path): { readonly target: string; readonly attribute: string } | undefined;
  /** What is the same only for itself: the address of the resource. */
  readonly address: string;
}

export type Path = readonly (string | number)[];

/** A value of the plan, with what it does not know and what is secret of it, and the same in the source. */
export interface Planned {
  readonly json: Json | undefined;
  readonly unknown: Json | undefined;
  readonly secret: Json | undefined;
  readonly source: Value | undefined;
  /** Where to point when it stands nowhere. */
  readonly around: Origin;
  readonly path: Path;
}

/** A value as it will be. */
export function overlaid(at: Planned, on: Overlay): Value {
  const value = laid(at, on);
  return at.secret === true && !value.marks?.has("secret") ? marked(value, "secret") : value;
}

function laid(at: Planned, on: Overlay): Value {
  if (at.unknown === true || at.path.length > MOST_DEPTH) return ofSource(at, on);
  if (at.json === undefined || at.json === null) return nothing(at);
  if (isObject(at.json)) return laidObject(at, on);
  if (Array.isArray(at.json)) return laidList(at, on);
  return laidScalar(at, at.json as string | number | boolean, on);
}

/** What the source knows of a value that the plan does not know yet. */
function ofSource(at: Planned, on: Overlay): Value {
  const { source, path } = at;
  if (!source || !isWritten(source)) {
    if (source || (on.exact && !on.place)) return source ?? missing(at.around);
    const origin = on.place?.(path) ?? at.around;
    const from = on.configured(path);
    if (from) return reference(from.target, from.attribute, origin);
    return unknown("it is known only after it is applied", origin, [on.address, ...path].join("."));
  }
  return retargeted(source, on, 0);
}

/** A value of the source for one instance of what it stands for. */
function retargeted(value: Value, on: Overlay, depth: number): Value {
  if (value.kind === "reference") {
    const target = on.target(value.target);
    if (target !== undefined) return target === value.target ? value : { ...value, target };
    return on.exact ? value : unknown("it is known only after it is applied", value.origin);
  }
  if (on.exact) return value;
  if (value.kind === "scalar" || value.kind === "absent") return value;
  if (value.kind === "list" && depth < MOST_DEPTH)
    return { ...value, items: value.items.map((item) => retargeted(item, on, depth + 1)) };
  return unknown("it is known only after it is applied", value.origin);
}

function laidScalar(at: Planned, json: string | number | boolean, on: Overlay): Value {
  const own = at.source ? alternatives(at.source).map((a) => a.value) : [];
  const name = at.path.at(-1);
  // Older providers plan the digest of user data, not the text.
  if (name === "user_data" && typeof json === "string" && /^[0-9a-f]{40}$/.test(json)) return ofSource(at, on);
  const same = own.find((v) => v.kind === "scalar" && String(v.value) === String(json));
  if (same) return same;
  const origin = placeOf(at, on);
  if (typeof json !== "string") return scalar(json, origin);
  for (const v of own) {
    const leading = identified(v, json, on);
    if (leading) return leading;
  }
  const target = /^[a-z]+-[0-9a-f]{8,17}$/.test(json) ? on.withId(json) : undefined;
  if (target !== undefined) return reference(target, "id", origin);
  let value = scalar(json, origin, [mapped(json, origin.span)]);
  for (const v of own) value = (v.kind === "text" && filledText(v, json)) || value;
  const inner = innerOf(at, own, json, origin, on);
  return inner ? { ...value, madeFrom: inner } : value;
}

/** A reference of the source to what the plan's id or name is the id or name of. */
function identified(value: Value, json: string, on: Overlay): Value | undefined {
  if (value.kind !== "reference" || (value.attribute !== undefined && !/(^|_)(id|arn|name)$/.test(value.attribute)))
    return undefined;
  const target = on.target(value.target);
  if (target === undefined || on.known(target, value.attribute ?? "id") !== json) return undefined;
  return target === value.target ? value : { ...value, target };
}

/** What an encoded text was made from: the source's value, filled with what the plan knows. */
function innerOf(
  at: Planned,
  own: readonly Value[],
  json: string,
  origin: Origin,
  on: Overlay,
): { by: "base64" | "json"; value: Value } | undefined {
  const from = own.find((v) => v.madeFrom?.by === "base64" || v.madeFrom?.by === "json")?.madeFrom;
  const name = at.path.at(-1);
  const isUserData = name === "user_data_base64" || (name === "user_data" && at.path.length === 1);
  const by = from?.by ?? (isUserData ? "base64" : undefined);
  const inner = by === "json" ? jsonText(json) : by === "base64" ? base64Text(json) : undefined;
  if (inner === undefined || (by !== "json" && by !== "base64")) return undefined;
  const path = [...at.path, by];
  const value = { json: inner, unknown: false, secret: false, source: from?.value, around: origin, path };
  return { by, value: overlaid(value, on) };
}

function laidObject(at: Planned, on: Overlay): Value {
  const own = sourceOf(at, "object") as ObjectValue | undefined;
  const json = object(at.json);
  const hidden = object(at.unknown);
  const secret = object(at.secret);
  const origin = placeOf(at, on, own);
  const around = own?.nameSpan ? { span: own.nameSpan } : origin;
  const entries = new Map<string, Entry>();
  for (const key of new Set([...Object.keys(json), ...Object.keys(hidden)])) {
    const written = own?.entries.get(key);
    if (hidden[key] === false && json[key] === undefined) continue;
    if (!written && hidden[key] !== true && isZero(json[key], at.path.length)) continue;
    // What a provider works out by itself is what it is where nothing is written.
    if (!written && hidden[key] === true && own && on.exact) continue;
    const planned = (): Planned => ({
      json: json[key],
      unknown: hidden[key] ?? false,
      secret: at.secret === true ? true : secret[key],
      source: written?.value,
      around,
      path: [...at.path, key],
    });
    entries.set(
      key,
      lazyEntry(key, () => overlaid(planned(), on), written?.keySpan),
    );
  }
  // Provisioners and connections are in no plan.
  if (at.path.length === 0)
    for (const e of own?.entries.values() ?? [])
      if (!entries.has(e.key) && !(e.key in json))
        entries.set(
          e.key,
          lazyEntry(e.key, () => retargeted(e.value, on, 0), e.keySpan),
        );
  return { kind: "object", entries, origin, closed: true, ...(own?.nameSpan && { nameSpan: own.nameSpan }) };
}

/** What a provider plans where nothing is written: null, and in blocks the zero of the type. */
function isZero(json: Json | undefined, depth: number): boolean {
  if (json === null || json === undefined || json === "" || (Array.isArray(json) && json.length === 0)) return true;
  return depth > 0 && (json === 0 || json === false);
}

function laidList(at: Planned, on: Overlay): Value {
  const own = sourceOf(at, "list") as ListValue | undefined;
  const items = array(at.json);
  if (items.length === 0 && (!at.source || !isWritten(at.source))) return missing(at.around);
  const hidden = array(at.unknown);
  const secret = array(at.secret);
  const origin = placeOf(at, on, own);
  const partners = paired(items, hidden, own);
  return list(
    items.map((json, i) =>
      overlaid(
        {
          json,
          unknown: hidden[i] ?? false,
          secret: at.secret === true ? true : secret[i],
          source: partners[i],
          around: origin,
          path: [...at.path, i],
        },
        on,
      ),
    ),
    origin,
  );
}

function sourceOf({ source }: Planned, kind: Value["kind"]): Value | undefined {
  return source && alternatives(source).find((a) => a.value.kind === kind)?.value;
}

function nothing(at: Planned): Value {
  if (!at.source || !isWritten(at.source)) return missing(at.around);
  return alternatives(at.source).find((a) => a.value.kind === "absent")?.value ?? absent(at.source.origin);
}

function isWritten(value: Value): boolean {
  return value.kind !== "absent" || value.written;
}

/** Where a value of the plan stands: at the same property in the source, by the way that it took there. */
function placeOf(at: Planned, on: Overlay, own: Value | undefined = at.source): Origin {
  if (on.place) return on.place(at.path);
  return own && isWritten(own)
    ? own.kind === "list" || own.kind === "object"
      ? own.origin
      : entered(own.origin)
    : at.around;
}

/** The way of a value that became another one: the calls that it came through, without the literal that it is not. */
function entered({ span, from }: Origin): Origin {
  const before = from && entered(from.origin);
  if (!from || !before || (from.step !== "argument" && !before.from)) return { span };
  return { span, from: { ...from, origin: before } };
}
