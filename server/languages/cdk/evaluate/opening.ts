/** Constructs that leave what is understood. */
import type { Value } from "../../../core/values.ts";
import { carriedBy, type Handing } from "../constructs.ts";
import { type ConstructBuilder, innerOf, type MadeBuilder } from "./things.ts";

/** Members that are plain data: handing them on changes nothing. */
const DATA =
  /(Id|Ids|Arn|Arns|Name|Url|Uri|Zone|Zones|Endpoint|Address|Version|Ref|Key|Token|String|Attribute|Domain|region|account|path|ref|id|uniqueId)$/i;
/** How deep in an argument a construct is looked for. */
const DEEPEST = 4;

/** Something unknown was given these values: every construct and object among them may have been changed. */
export function openConstructs(values: readonly Value[], reason: string): void {
  for (const value of values)
    eachConstruct(value, "", 0, {
      construct(construct, members) {
        if (!isData(members)) note(construct.opened, reason);
      },
      made(made) {
        note(made.opened, reason);
      },
    });
}

function note(reasons: string[], reason: string): void {
  if (reasons.length < 5 && !reasons.includes(reason)) reasons.push(reason);
}

function isData(members: readonly (string | number)[]): boolean {
  const last = members[members.length - 1];
  return last !== undefined && (typeof last === "number" || DATA.test(last));
}

/** Something of CDK's (or of another package's constructs) was given these values: it is noted at the constructs. */
export function handConstructs(values: readonly Value[], to: string, span: Handing["span"], from = 0): void {
  values.forEach((value, i) => {
    if (i < from) return;
    eachConstruct(value, String(i), 0, {
      construct(construct, members, at) {
        if (!isData(members) && construct.handedTo.length < 200) construct.handedTo.push({ to, at, members, span });
      },
      made() {},
    });
  });
}

interface Visitor {
  construct(construct: ConstructBuilder, members: readonly (string | number)[], at: string): void;
  made(made: MadeBuilder): void;
}

function eachConstruct(value: Value, at: string, depth: number, visit: Visitor): void {
  if (depth > DEEPEST) return;
  const carried = carriedBy(value);
  if (carried?.kind === "construct") visit.construct(carried.construct as ConstructBuilder, carried.members, at);
  else if (carried?.kind === "made") visit.made(carried as MadeBuilder);
  const inner = innerOf(value);
  if (inner?.kind === "instance" && !inner.construct)
    for (const [name, cell] of inner.fields)
      if (cell.value) eachConstruct(cell.value, `${at}.${name}`, depth + 1, visit);
  if (value.kind === "list") {
    for (const [i, item] of value.items.entries())
      if (!isPlain(item)) eachConstruct(item, `${at}.${i}`, depth + 1, visit);
  } else if (value.kind === "object") {
    for (const [name, { value: inside }] of value.entries)
      if (!isPlain(inside)) eachConstruct(inside, `${at}.${name}`, depth + 1, visit);
  } else if (value.kind === "choice") for (const a of value.alternatives) eachConstruct(a.value, at, depth + 1, visit);
}

/** Most values that are handed on: no construct, and nothing that holds one. */
function isPlain(value: Value): boolean {
  return value.kind === "scalar" || value.kind === "absent";
}
