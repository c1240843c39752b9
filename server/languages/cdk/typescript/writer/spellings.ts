/** Numbers and networks as CDK's classes take them: `Duration.minutes(15)`, `Peer.ipv4(…)`. */
import type ts from "typescript";
import type { Spelling } from "../../lowering/plain-values.ts";
import { type CdkClass, durationClass, type KnownAs, knownAs, peerClass, sizeClass } from "./class-names.ts";
import type { SourceTree } from "./source-tree.ts";

const factories: Readonly<Record<Exclude<Spelling, "port">, { readonly of: CdkClass; readonly names: RegExp }>> = {
  seconds: { of: durationClass, names: /^(millis|seconds|minutes|hours|days|parse)$/ },
  mebibytes: { of: sizeClass, names: /^(kibi|mebi|gibi|tebi|pebi)bytes$/ },
  gibibytes: { of: sizeClass, names: /^(kibi|mebi|gibi|tebi|pebi)bytes$/ },
  peer: { of: peerClass, names: /^(ipv4|ipv6|anyIpv4|anyIpv6)$/ },
};

/** The factory call that a node is: what it is called on, as written, and its name. */
export function factoryCall(
  tree: SourceTree,
  node: ts.Node,
  spelling: Spelling,
): { receiver: string; name: string } | undefined {
  const K = tree.ts.SyntaxKind;
  if (spelling === "port" || node.kind !== K.CallExpression) return undefined;
  const callee = (node as ts.CallExpression).expression;
  if (callee.kind !== K.PropertyAccessExpression) return undefined;
  const { expression, name } = callee as ts.PropertyAccessExpression;
  const receiver = tree.textOf(expression);
  const called = tree.textOf(name);
  if (!factories[spelling].names.test(called) || !/^[\w$]+(\s*\.\s*[\w$]+)*$/.test(receiver)) return undefined;
  return { receiver, name: called };
}

/** A value in the spelling of a class. `now` is what stands there, whose receiver is kept. */
export function spell(
  tree: SourceTree,
  spelling: Spelling,
  value: { readonly literal?: string | number | boolean; readonly text: string },
  now: ts.Node | undefined,
): KnownAs | undefined {
  if (spelling === "port") return undefined;
  const written = now && factoryCall(tree, now, spelling);
  const known = written ? { name: written.receiver, edits: [] } : knownAs(tree, factories[spelling].of);
  if (!known) return undefined;
  if (spelling === "peer") {
    const six = typeof value.literal === "string" ? value.literal.includes(":") : /ipv6$/i.test(written?.name ?? "");
    return { name: `${known.name}.${six ? "ipv6" : "ipv4"}(${value.text})`, edits: known.edits };
  }
  const n = value.literal;
  if (typeof n !== "number" || !Number.isInteger(n) || n < 0) return undefined;
  return { name: `${known.name}.${amount(spelling, n)}`, edits: known.edits };
}

function amount(spelling: "seconds" | "mebibytes" | "gibibytes", n: number): string {
  if (spelling === "gibibytes") return `gibibytes(${n})`;
  const whole = (unit: number) => n > 0 && n % unit === 0;
  if (spelling === "mebibytes") return whole(1024) ? `gibibytes(${n / 1024})` : `mebibytes(${n})`;
  return whole(3600) ? `hours(${n / 3600})` : whole(60) ? `minutes(${n / 60})` : `seconds(${n})`;
}
