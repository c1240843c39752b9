/** Whether two values are the same, as far as it is known. */
import type { ListValue, ObjectValue, Piece, Scalar, Text, Value } from "./values.ts";

export type Sameness = "same" | "different" | "unknown";

/**
 * Compares two values. "same" and "different" are certain; everything else is "unknown". A choice is compared with
 * nothing: look at its alternatives together instead (`together`).
 */
export function compare(a: Value, b: Value, depth = 0): Sameness {
  if (a === b) return a.kind === "unknown" && a.identity === undefined ? "unknown" : "same";
  if (depth > 50) return "unknown";
  if (a.kind === "absent" && b.kind === "absent") return "same";
  if (a.kind === "scalar" && b.kind === "scalar") return String(a.value) === String(b.value) ? "same" : "different";
  if (a.kind === "unknown" && b.kind === "unknown") {
    if (a.identity === undefined || a.identity !== b.identity) return "unknown";
    if (a.index === b.index) return "same";
    return a.index !== undefined && b.index !== undefined ? "different" : "unknown";
  }
  if (a.kind === "reference" && b.kind === "reference") {
    if (a.target === b.target && a.attribute === b.attribute) return "same";
    if (a.target === b.target || isLookedUp(a.target) || isLookedUp(b.target)) return "unknown";
    return isIdentity(a.attribute) && a.attribute === b.attribute ? "different" : "unknown";
  }
  if ((a.kind === "text" || a.kind === "scalar") && (b.kind === "text" || b.kind === "scalar"))
    return compareTexts(a, b, depth);
  if (a.kind === "list" && b.kind === "list") return compareLists(a, b, depth);
  if (a.kind === "object" && b.kind === "object") return compareObjects(a, b, depth);
  return "unknown";
}

/** Two data sources may have found the same thing, and it may be one of the program's own. */
function isLookedUp(target: string): boolean {
  return /(^|\.)data\.[\w-]+\.[\w-]/.test(target);
}

/** Attributes that no two resources share. */
function isIdentity(attribute: string | undefined): boolean {
  return attribute === undefined || /^(id|arn|Arn|.*Id|.*Arn)$/.test(attribute);
}

type Part = string | Value;

function partsOf(value: Scalar | Text): Part[] {
  if (value.kind === "scalar") return [String(value.value)];
  const parts: Part[] = [];
  for (const p of value.parts) {
    const part: Part = p.kind === "piece" ? p.text : p;
    const last = parts[parts.length - 1];
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else if (part !== "") parts.push(part);
  }
  return parts;
}

/** Equal holes at the same place cancel out; what is left differs when its known ends do. */
function compareTexts(a: Scalar | Text, b: Scalar | Text, depth: number): Sameness {
  const left = partsOf(a);
  const right = partsOf(b);
  trimCommon(left, right, "start", depth);
  trimCommon(left, right, "end", depth);
  if (left.length === 0 && right.length === 0) return "same";
  if (left.every((p) => typeof p === "string") && right.every((p) => typeof p === "string")) return "different";
  if (!canBe(left, right) || !canBe(right, left)) return "different";
  const [l, r] = [left[0], right[0]];
  if (typeof l === "string" && typeof r === "string" && l !== "" && r !== "" && l[0] !== r[0]) return "different";
  const [le, re] = [left[left.length - 1], right[right.length - 1]];
  if (typeof le === "string" && typeof re === "string" && le !== "" && re !== "" && le.at(-1) !== re.at(-1))
    return "different";
  return "unknown";
}

/** Whether text that is known in full has the pieces of another one, in their order. */
function canBe(known: readonly Part[], other: readonly Part[]): boolean {
  if (!known.every((p) => typeof p === "string")) return true;
  const written = known.join("");
  let at = 0;
  for (const part of other) {
    if (typeof part !== "string") continue;
    const found = written.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}

function trimCommon(left: Part[], right: Part[], end: "start" | "end", depth: number): void {
  while (left.length > 0 && right.length > 0) {
    const i = end === "start" ? 0 : left.length - 1;
    const j = end === "start" ? 0 : right.length - 1;
    const l = left[i]!;
    const r = right[j]!;
    if (typeof l === "string" && typeof r === "string") {
      const n = commonLength(l, r, end);
      if (n === 0) return;
      const cut = (s: string) => (end === "start" ? s.slice(n) : s.slice(0, s.length - n));
      setOrDrop(left, i, cut(l));
      setOrDrop(right, j, cut(r));
      if (n < l.length && n < r.length) return;
    } else if (typeof l !== "string" && typeof r !== "string" && compare(l, r, depth + 1) === "same") {
      left.splice(i, 1);
      right.splice(j, 1);
    } else return;
  }
}

function setOrDrop(parts: Part[], i: number, text: string): void {
  if (text === "") parts.splice(i, 1);
  else parts[i] = text;
}

function commonLength(a: string, b: string, end: "start" | "end"): number {
  const most = Math.min(a.length, b.length);
  let n = 0;
  if (end === "start") while (n < most && a[n] === b[n]) n++;
  else while (n < most && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
  return n;
}

function compareLists(a: ListValue, b: ListValue, depth: number): Sameness {
  if (!a.closed || !b.closed) return "unknown";
  if ([...a.items, ...b.items].some((i) => i.kind === "choice" || i.kind === "absent")) return "unknown";
  if (a.items.length !== b.items.length) return "different";
  return worst(a.items.map((item, i) => compare(item, b.items[i]!, depth + 1)));
}

function compareObjects(a: ObjectValue, b: ObjectValue, depth: number): Sameness {
  if (!a.closed || !b.closed) return "unknown";
  const results: Sameness[] = [];
  for (const key of new Set([...a.entries.keys(), ...b.entries.keys()])) {
    const [l, r] = [a.entries.get(key)?.value, b.entries.get(key)?.value];
    if (l && r) results.push(compare(l, r, depth + 1));
    else results.push((l ?? r)!.kind === "absent" ? "same" : isSettled((l ?? r)!) ? "different" : "unknown");
  }
  return worst(results);
}

function isSettled(value: Value): boolean {
  return value.kind === "scalar" || value.kind === "object" || value.kind === "list" || value.kind === "text";
}

function worst(results: Sameness[]): Sameness {
  if (results.includes("different")) return "different";
  return results.includes("unknown") ? "unknown" : "same";
}

/** A value as a message shows it. */
export function shown(value: Value): string {
  switch (value.kind) {
    case "scalar":
      return String(value.value);
    case "reference":
      return value.attribute === undefined ? value.target : `${value.target}.${value.attribute}`;
    case "text":
      return value.parts.map((p: Piece | Value) => (p.kind === "piece" ? p.text : `\${${shown(p)}}`)).join("");
    case "unknown":
      return value.identity === undefined
        ? "?"
        : value.index === undefined
          ? value.identity
          : `${value.identity}[${value.index}]`;
    default:
      return value.kind;
  }
}
