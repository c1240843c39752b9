/** The security groups of a program with their rules, wherever these are said. */
import { all, always } from "../../../../core/conditions.ts";
import { lookup } from "../../../../core/lookup.ts";
import type { Resource } from "../../../../core/resources.ts";
import {
  choice,
  type Entry,
  entry,
  lazyEntry,
  list,
  object,
  reference,
  unknown,
  type Value,
} from "../../../../core/values.ts";
import type { ConstructInstance } from "../../constructs.ts";
import { each, entryOf, given, isGiven, placeOf } from "../given.ts";
import { read } from "../references.ts";
import { nameOf, resourceOf } from "../resource.ts";
import { addressOf, type GroupOf, type Groups, groupsOf } from "./connectables.ts";
import { egressOf, isApart, takesEgress } from "./egress.ts";
import { type Added, flowsOf, type GroupRule, isFlow } from "./flows.ts";
import { listenerFlows } from "./listeners.ts";
import { type Settled, settledIn } from "./settled.ts";

/** The rules of a program's groups. */
export interface Rules {
  /** What a group of the program is told to let in and out, and its VPC. */
  entriesOf(group: ConstructInstance): readonly Entry[];
  /** Groups that CDK makes, and rules that are resources of their own. */
  readonly resources: readonly Resource[];
  /** Why some rules could not be put into a group. */
  readonly open: readonly string[];
}

/** The inline rules of one group. */
interface Inline {
  readonly group: GroupOf;
  readonly ingress: GroupRule[];
  readonly egress: GroupRule[];
  /** False where a rule about what it lets out may be lacking. */
  isAll: boolean;
}

/** Classes whose own group is told of, whether it has rules or not. */
const TOLD = /\.(Instance|BastionHostLinux|AutoScalingGroup|ApplicationLoadBalancer|Cluster\.addCapacity)$/;

export function rulesOf(constructs: readonly ConstructInstance[]): Rules {
  const settled = settledIn(constructs);
  const byAddress = new Map<string, Inline>();
  const resources: Resource[] = [];
  const open = new Set<string>();
  const known = new Map<ConstructInstance, Groups>();
  const groups = (c: ConstructInstance): Groups => {
    let found = known.get(c);
    if (!found) {
      found = groupsOf(c);
      known.set(c, found);
    }
    return found;
  };
  const inlineOf = (group: GroupOf): Inline => {
    const address = addressOf(group);
    let found = byAddress.get(address);
    if (!found) {
      found = { group, ingress: [], egress: [], isAll: true };
      byAddress.set(address, found);
    }
    return found;
  };
  const standing = new Standing();
  const add = (by: ConstructInstance, { group, rule }: Added) => {
    const under = { ...rule, condition: all(rule.condition, group.condition) };
    const written = put(inlineOf(group), under);
    if (written === "apart") resources.push(standing.make(by, group, under));
  };
  for (const c of constructs) {
    if (TOLD.test(c.fqn) && c.factory === undefined)
      for (const group of groups(c).known) if (group.isMade && group.owner === c) inlineOf(group);
    for (const flow of listenerFlows(c, groups)) add(c, flow);
    for (const call of c.calls) {
      if (!isFlow(call)) continue;
      const { added, all: isAll } = flowsOf(c, call, groups);
      for (const one of added) add(c, one);
      if (!isAll) open.add(`the security groups of ${nameOf(c)} are not known`);
    }
  }
  for (const inline of byAddress.values()) if (inline.group.isMade) resources.push(madeGroup(inline, settled));
  return {
    entriesOf: (c) => {
      const group: GroupOf = { owner: c, isMade: false, condition: always };
      return groupEntries(byAddress.get(c.path) ?? { group, ingress: [], egress: [], isAll: true }, settled);
    },
    resources,
    open: [...open],
  };
}

/** Puts a rule where CDK writes it: "inline", "apart", or nowhere where its group takes none. */
function put(inline: Inline, rule: GroupRule): "inline" | "apart" | "nowhere" {
  const { group } = inline;
  const { owner } = group;
  if (owner.factory !== undefined && !mayChange(owner)) return "nowhere";
  if (rule.direction === "egress") {
    const takes = takesEgress(group, rule);
    if (takes === undefined) inline.isAll = false;
    if (!takes) return "nowhere";
    // Also those that stand apart: with one of them the group does not say that it lets nothing out.
    inline.egress.push(rule);
  } else if (rule.inline && owner.factory === undefined && !isApart(owner)) {
    if (!inline.ingress.some((other) => isSame(other, rule))) inline.ingress.push(rule);
  }
  return owner.factory === undefined && rule.inline && !isApart(owner) ? "inline" : "apart";
}

/** An imported group that may not be changed takes no rules; of one that perhaps may not, nothing is known. */
function mayChange(group: ConstructInstance): boolean {
  const options = group.factory === "fromSecurityGroupId" ? group.args[3] : undefined;
  if (!options || options.kind === "absent") return true;
  const mutable = lookup(options, ["mutable"]);
  return mutable.kind === "absent" || (mutable.kind === "scalar" && mutable.value === true);
}

/**
 * True for two rules that one call makes and that certainly say the same. CDK writes a rule once that several calls
 * say: each of these is a place where it is to be mended.
 */
function isSame(a: GroupRule, b: GroupRule): boolean {
  const one = sayingOf(a);
  return (
    a.place.span === b.place.span &&
    one !== undefined &&
    a.condition === always &&
    b.condition === always &&
    one === sayingOf(b)
  );
}

function sayingOf({ item, direction }: GroupRule): string | undefined {
  if (item.kind !== "object") return undefined;
  const said: string[] = [direction];
  for (const { key, value } of item.entries.values()) {
    if (key === "Description" || value.kind === "absent") continue;
    if (value.kind === "scalar") said.push(`${key}=${value.value}`);
    else if (value.kind === "reference") said.push(`${key}:${value.target}.${value.attribute ?? ""}`);
    else return undefined;
  }
  return said.join(" ");
}

function groupEntries(inline: Inline, settled: Settled): Entry[] {
  const { owner } = inline.group;
  return [
    lazyEntry("SecurityGroupIngress", () => ingressList(inline, settled(owner, "ingress"))),
    lazyEntry("SecurityGroupEgress", () =>
      egressOf(inline.group, inline.egress, inline.isAll && settled(owner, "egress")),
    ),
    ...vpcEntry(owner),
  ];
}

function vpcEntry(c: ConstructInstance): Entry[] {
  if (!isGiven(c, "vpc")) return [];
  return [
    entryOf(c, "VpcId", "vpc", () =>
      each(given(c, "vpc"), (v) => {
        const vpc = read(v);
        return vpc.kind === "reference" ? vpc : unknown("the VPC is not known", v.origin);
      }),
    ),
  ];
}

function ingressList({ group, ingress }: Inline, isSettled: boolean): Value {
  const items = ingress.map(({ item, condition }) =>
    condition === always ? item : choice([{ when: condition, value: item }], item.origin),
  );
  return list(items, placeOf(group.owner), isSettled && ingress.every((r) => r.certain));
}

/** The group that CDK makes for a construct. What was written over the construct is not written over its group. */
function madeGroup(inline: Inline, settled: Settled): Resource {
  const c = inline.group.owner;
  const group = resourceOf(c, {
    type: "AWS::EC2::SecurityGroup",
    entries: groupEntries(inline, settled),
    native: { construct: c },
    closed: settled(c, "ingress"),
  });
  return { ...group, address: addressOf(inline.group), module: c.path, mode: "managed" };
}

/** Rules that are resources of their own. */
class Standing {
  readonly #counts = new Map<string, number>();

  make(by: ConstructInstance, group: GroupOf, rule: GroupRule): Resource {
    const at = addressOf(group);
    const place = `${by.path} ${at}`;
    const index = this.#counts.get(place) ?? 0;
    this.#counts.set(place, index + 1);
    const item = rule.item.kind === "object" ? [...rule.item.entries.values()] : [];
    const groupId = reference(at, "GroupId", { span: rule.place.span });
    const made = resourceOf(by, {
      type: rule.direction === "ingress" ? "AWS::EC2::SecurityGroupIngress" : "AWS::EC2::SecurityGroupEgress",
      entries: [],
      native: { construct: by },
      closed: true,
    });
    return {
      ...made,
      address: `${by.path}/rule ${index} of ${at}`,
      name: nameOf(group.owner),
      module: group.owner.path,
      mode: "managed",
      condition: rule.condition,
      properties: object([entry("GroupId", groupId), ...item], rule.item.origin, {
        closed: false,
        nameSpan: rule.place.nameSpan,
      }),
      span: rule.place.span,
      nameSpan: rule.place.nameSpan,
    };
  }
}
