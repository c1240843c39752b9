/** Numbers and networks as CDK's classes take them, in a language's own idiom: `Duration.minutes(15)`. */
import type { TextEdit } from "../../../core/fixes.ts";
import type { Call, Member } from "../ir.ts";
import type { Spelling } from "../lowering/plain-values.ts";
import type { IrWriting } from "./index.ts";
import type { IrNode, IrTree } from "./ir-tree.ts";
import { knownAs } from "./known-as.ts";

type Spelled = Exclude<Spelling, "port">;

const classes: Readonly<Record<Spelled, { readonly module: string; readonly name: string; readonly methods: RegExp }>> =
  {
    seconds: { module: "aws-cdk-lib", name: "Duration", methods: /^(millis|seconds|minutes|hours|days|parse)$/ },
    mebibytes: { module: "aws-cdk-lib", name: "Size", methods: /^(kibi|mebi|gibi|tebi|pebi)bytes$/ },
    gibibytes: { module: "aws-cdk-lib", name: "Size", methods: /^(kibi|mebi|gibi|tebi|pebi)bytes$/ },
    peer: { module: "aws-cdk-lib.aws_ec2", name: "Peer", methods: /^(ipv4|ipv6|anyIpv4|anyIpv6)$/ },
  };

/** A call of the class that a spelling needs: `Duration.minutes(20)`. */
export interface Factory {
  readonly call: Call;
  readonly callee: Member;
  /** The method by CDK's name. */
  readonly method: string;
}

/** The factory's call that a node is. */
export function factoryCall(node: IrNode | undefined, spelling: Spelling, { source }: IrWriting): Factory | undefined {
  if (spelling === "port" || node?.kind !== "call" || node.callee.kind !== "member") return undefined;
  const method = source.dialect.memberName(node.callee.name);
  if (!classes[spelling].methods.test(method) || node.args.length > 1) return undefined;
  return { call: node, callee: node.callee, method };
}

interface Given {
  readonly literal: string | number | boolean;
}

/** The edits that make a factory's call yield another value; the class stays as it is written. */
export function respelled(
  tree: IrTree,
  { call, callee, method }: Factory,
  spelling: Spelling,
  given: Given,
  writing: IrWriting,
): TextEdit[] | undefined {
  const wanted = amount(spelling, given, method);
  const [argument] = call.args;
  if (!wanted || (argument && argument.value.kind !== "literal")) return undefined;
  const { idiom } = writing;
  const edits: TextEdit[] = [];
  if (wanted.method !== method)
    edits.push(tree.edit(callee.nameSpan.start, callee.nameSpan.end, idiom.name(wanted.method)));
  if (argument) {
    const { span } = argument.value;
    const text = literalAt(tree, span.start, span.end, wanted.argument, writing);
    if (text === undefined) return undefined;
    edits.push(tree.edit(span.start, span.end, text));
  } else edits.push(tree.edit(call.span.end - 1, call.span.end - 1, idiom.value(wanted.argument)));
  return edits;
}

/** A literal in place of another one: a string keeps the quotes that stood there. */
export function literalAt(
  tree: IrTree,
  start: number,
  end: number,
  value: string | number | boolean,
  { idiom }: IrWriting,
): string | undefined {
  const before = tree.text.slice(start, end);
  const quoting = typeof value === "boolean" ? undefined : idiom.quoting(before);
  if (!quoting) return idiom.literal(value);
  const inner = quoting.escape(String(value));
  return inner === undefined
    ? undefined
    : before.slice(0, quoting.open) + inner + before.slice(before.length - quoting.close);
}

/** A value in the spelling of a class, where none stands yet; undefined where the file does not know the class. */
export function spell(tree: IrTree, spelling: Spelling, given: Given, writing: IrWriting): string | undefined {
  if (spelling === "port") return undefined;
  const { module, name } = classes[spelling];
  const known = knownAs(tree, module, name, writing);
  const wanted = amount(spelling, given, undefined);
  if (known === undefined || !wanted) return undefined;
  const { idiom } = writing;
  return idiom.staticCall(known, idiom.name(wanted.method), idiom.value(wanted.argument));
}

function amount(
  spelling: Spelling,
  { literal }: Given,
  method: string | undefined,
): { readonly method: string; readonly argument: string | number } | undefined {
  if (spelling === "peer") {
    const six = typeof literal === "string" ? literal.includes(":") : /ipv6$/i.test(method ?? "");
    return typeof literal === "string" ? { method: six ? "ipv6" : "ipv4", argument: literal } : undefined;
  }
  const n = literal;
  if (typeof n !== "number" || !Number.isInteger(n) || n < 0) return undefined;
  const whole = (unit: number) => n > 0 && n % unit === 0;
  switch (spelling) {
    case "gibibytes":
      return { method: "gibibytes", argument: n };
    case "mebibytes":
      return whole(1024) ? { method: "gibibytes", argument: n / 1024 } : { method: "mebibytes", argument: n };
    default:
      if (whole(3600)) return { method: "hours", argument: n / 3600 };
      return whole(60) ? { method: "minutes", argument: n / 60 } : { method: "seconds", argument: n };
  }
}
