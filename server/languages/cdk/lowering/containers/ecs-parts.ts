/** Constructs inside of constructs: what a pattern of `aws_ecs_patterns` or a cluster makes, as if it were written. */
import { type Entry, lazyEntry, object, type Value } from "../../../../core/values.ts";
import type { ConstructInstance, MethodCall } from "../../constructs.ts";
import { given, keyOf } from "../given.ts";

/** What a part is made of. */
export interface PartOf {
  /** Its class, with `aws-cdk-lib.`. */
  readonly fqn: string;
  /** Its path below the construct. */
  readonly path: string;
  readonly props: Value;
  /** The member of the construct that it is; what happens to that member happens to it. */
  readonly member?: string;
  /** Calls that its construct makes. */
  readonly calls?: readonly MethodCall[];
}

/** A construct that another one makes. It stands where that one does. */
export function partOf(c: ConstructInstance, part: PartOf): ConstructInstance {
  const { member, calls = [] } = part;
  const { variable: _, ...rest } = c;
  const behind = <T extends { readonly path: readonly (string | number)[] }>(all: readonly T[]): T[] =>
    member === undefined ? [] : all.filter((x) => x.path[0] === member).map((x) => ({ ...x, path: x.path.slice(1) }));
  return {
    ...rest,
    fqn: part.fqn,
    path: `${c.path}/${part.path}`,
    scope: c,
    props: part.props,
    calls: [...calls, ...behind(c.calls)],
    assignments: behind(c.assignments),
    handedTo: c.handedTo
      .filter((h) => h.members.length === 0 || h.members[0] === member)
      .map((h) => ({ ...h, members: h.members.slice(1) })),
  };
}

/** Props that are those of another construct, by name. */
export function propsFrom(
  c: ConstructInstance,
  names: Readonly<Record<string, readonly string[]>>,
  more: readonly Entry[] = [],
): Value {
  const entries = Object.entries(names).map(([name, from]) =>
    lazyEntry(name, () => given(c, ...from), from.length === 1 ? keyOf(c, from[0]!) : undefined),
  );
  return object([...entries, ...more], { span: c.nameSpan }, { nameSpan: c.nameSpan });
}
