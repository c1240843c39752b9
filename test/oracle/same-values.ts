/** Compares two values of two programs, part by part: what is not known on our side is not said. */
import type { Condition } from "../../server/core/conditions.ts";
import type { Value } from "../../server/core/values.ts";
import { alternativesOf } from "../../server/languages/cloudformation/distribute.ts";

/** Which resource of ours is which of theirs, by address. */
export interface Ids {
  readonly toTheirs: ReadonlyMap<string, string>;
  readonly toOurs: ReadonlyMap<string, string>;
}

export interface Differences {
  readonly different: readonly string[];
  readonly said: number;
  readonly unsaid: number;
}

const DEEPEST = 60;

/** What differs between two values, each with its path. */
export function differences(ours: Value, theirs: Value, ids: Ids, closed = true): Differences {
  const comparison = new Comparison(ids);
  comparison.compare(ours, theirs, "", 0, closed);
  return comparison;
}

class Comparison implements Differences {
  readonly different: string[] = [];
  said = 0;
  unsaid = 0;
  readonly #ids: Ids;

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  compare(ours: Value, theirs: Value, path: string, depth: number, closed = true): void {
    if (depth > DEEPEST) return;
    const wrong = () => this.different.push(`${path}: ${show(ours)} is not ${show(theirs)}`);
    if (ours.kind === "unknown") {
      if (ours.identity !== undefined && theirs.kind === "unknown" && ours.identity === theirs.identity) this.said++;
      else this.unsaid++;
      return;
    }
    if (ours.kind === "choice" || theirs.kind === "choice") {
      this.#compareChoices(ours, theirs, path, depth, wrong);
      return;
    }
    if (ours.kind === "object" && theirs.kind === "object") {
      for (const key of new Set([...ours.entries.keys(), ...theirs.entries.keys()])) {
        const [a, b] = [ours.entries.get(key)?.value, theirs.entries.get(key)?.value];
        const at = path === "" ? key : `${path}.${key}`;
        if (a && b) this.compare(a, b, at, depth + 1);
        else if (b && b.kind !== "absent") {
          if (ours.closed && closed) this.different.push(`${at}: nothing is not ${show(b)}`);
          else this.unsaid++;
        } else if (a?.kind === "unknown") this.unsaid++;
        else if (a && mayStand(a)) this.different.push(`${at}: ${show(a)} is not there`);
      }
      return;
    }
    if (ours.kind === "list" && theirs.kind === "list") {
      const [a, b] = [this.#sorted(ours.items, true), this.#sorted(theirs.items, false)];
      if (a.length > b.length || (ours.closed && a.length < b.length)) wrong();
      else if (!ours.closed) this.unsaid++;
      else
        a.forEach((item, i) => {
          this.compare(item, b[i]!, `${path}[${i}]`, depth + 1);
        });
      return;
    }
    if (ours.kind === "absent" && theirs.kind === "absent") return;
    if (theirs.kind === "unknown" && theirs.identity === undefined) {
      this.unsaid++;
      return;
    }
    const [a, b] = [this.#text(ours, true), this.#text(theirs, false)];
    if (a === undefined) this.unsaid++;
    else if (a === b) this.said++;
    else wrong();
  }

  #compareChoices(ours: Value, theirs: Value, path: string, depth: number, wrong: () => void): void {
    const byCondition = (v: Value) =>
      alternativesOf(v)
        .map(({ when, value }) => ({ when: conditionText(when), value }))
        .sort((x, y) => (x.when < y.when ? -1 : 1));
    const [a, b] = [byCondition(ours), byCondition(theirs)];
    if (b.length === 1) {
      // The transform puts the default of a parameter in.
      const known = a.filter((x) => x.value.kind !== "unknown");
      const fits = known.find((x) => {
        const trial = new Comparison(this.#ids);
        trial.compare(x.value, b[0]!.value, path, depth + 1);
        return trial.different.length === 0;
      });
      if (fits) this.said++;
      else if (known.length === 0) this.unsaid++;
      else wrong();
      return;
    }
    if (a.length === 1 && a[0]!.value.kind === "unknown") {
      this.unsaid++;
      return;
    }
    if (a.length > b.length) {
      // The transform puts the default of a parameter in: what else it may be is left out.
      const key = (v: Value, isOurs: boolean) => this.#key(v, isOurs, 0);
      const left = a.filter((x) => x.value.kind !== "unknown").map((x) => key(x.value, true));
      if (
        left.sort().join("\n") ===
        b
          .map((x) => key(x.value, false))
          .sort()
          .join("\n")
      )
        this.said++;
      else wrong();
      return;
    }
    if (a.length !== b.length || a.some((x, i) => x.when !== b[i]!.when)) wrong();
    else
      a.forEach((x, i) => {
        this.compare(x.value, b[i]!.value, path, depth + 1);
      });
  }

  /** Lists are compared without their order, as the translator's own tests do. */
  #sorted(items: readonly Value[], isOurs: boolean): Value[] {
    const keyed = items
      .filter((i) => i.kind !== "absent")
      .map((value) => ({ value, key: this.#key(value, isOurs, 0) }));
    return keyed.sort((x, y) => (x.key < y.key ? -1 : x.key > y.key ? 1 : 0)).map((k) => k.value);
  }

  #key(value: Value, isOurs: boolean, depth: number): string {
    if (depth > 10) return "";
    if (value.kind === "object")
      return [...value.entries.values()]
        .filter((e) => mayStand(e.value))
        .map((e) => `${e.key}=${this.#key(e.value, isOurs, depth + 1)}`)
        .sort()
        .join(",");
    if (value.kind === "list")
      return value.items
        .map((i) => this.#key(i, isOurs, depth + 1))
        .sort()
        .join(",");
    if (value.kind === "choice") return value.alternatives.map((a) => this.#key(a.value, isOurs, depth + 1)).join("|");
    return this.#text(value, isOurs) ?? "?";
  }

  /** A value as text, its holes by their identity; undefined where something in it has none. */
  #text(value: Value, isOurs: boolean): string | undefined {
    switch (value.kind) {
      case "scalar": {
        // `4.0` is the number 4, in text as well: JSON and YAML spell it differently.
        const text = String(value.value);
        return /^-?\d+\.0+$/.test(text) ? String(Number(text)) : text;
      }
      case "reference": {
        const target = isOurs ? value.target : (this.#ids.toOurs.get(value.target) ?? value.target);
        return `\${${target}${value.attribute === undefined ? "" : `.${value.attribute}`}}`;
      }
      case "unknown":
        return value.identity === undefined ? undefined : `\${${value.identity}}`;
      case "text": {
        const parts = value.parts.map((p) => (p.kind === "piece" ? p.text : this.#text(p, isOurs)));
        return parts.every((p) => p !== undefined) ? parts.join("") : undefined;
      }
      case "choice":
        return undefined;
      default:
        return `<${value.kind}>`;
    }
  }
}

function mayStand(value: Value): boolean {
  if (value.kind !== "choice") return value.kind !== "absent";
  const known = alternativesOf(value).filter((a) => a.value.kind !== "unknown");
  return known.length > 0 && known.every((a) => a.value.kind !== "absent");
}

function conditionText(c: Condition, depth = 0): string {
  if (depth > 20) return "";
  switch (c.kind) {
    case "named":
      return conditionText(c.of, depth + 1);
    case "not":
      return `!${conditionText(c.of, depth + 1)}`;
    case "all":
    case "any":
      return `${c.kind}(${c.of.map((o) => conditionText(o, depth + 1)).join(",")})`;
    case "is":
      return `${c.input.id}=${c.value}`;
    case "opaque":
      return c.id;
    default:
      return c.kind;
  }
}

function show(value: Value, depth = 0): string {
  if (depth > 3) return "…";
  switch (value.kind) {
    case "scalar":
      return JSON.stringify(value.value);
    case "object":
      return `{${[...value.entries.values()].map((e) => `${e.key}: ${show(e.value, depth + 1)}`).join(", ")}}`;
    case "list":
      return `[${value.items.map((i) => show(i, depth + 1)).join(", ")}]`;
    case "reference":
      return `\${${value.target}${value.attribute === undefined ? "" : `.${value.attribute}`}}`;
    case "text":
      return value.parts.map((p) => (p.kind === "piece" ? p.text : show(p, depth + 1))).join("");
    case "choice":
      return value.alternatives.map((a) => show(a.value, depth + 1)).join(" | ");
    default:
      return value.kind === "unknown" ? `?(${value.reason})` : "absent";
  }
}
