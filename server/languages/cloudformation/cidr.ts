/** `Fn::Cidr`. */
import { list, piece, scalar, unknown, type Value } from "../../core/values.ts";
import type { Call } from "./calls.ts";
import { distribute } from "./distribute.ts";
import { type Context, evaluate } from "./evaluate.ts";
import { call as callIdentity, identityOf } from "./identity.ts";
import { argumentsOf, misused } from "./intrinsics.ts";

/** The blocks of an IPv4 range; those of an IPv6 range are left unknown. */
export function cidr(call: Call, context: Context): Value {
  const args = argumentsOf(call, 2, 3);
  if (!args) return misused(call);
  const origin = { span: call.span };
  const values = args.map((a) => evaluate(a, context));
  return distribute(values, origin, (known) => {
    const [block, count, bits] = known.map((v) => (v.kind === "scalar" ? String(v.value) : undefined));
    const identity = callIdentity(
      "Cidr",
      known.map((v) => identityOf(v)),
    );
    const blocks =
      block === undefined || count === undefined ? undefined : blocksOf(block, Number(count), Number(bits ?? 8));
    if (!blocks) return unknown("the range is not known", origin, identity);
    return list(
      blocks.map((b) => scalar(b, origin, [piece(b, call.span)])),
      origin,
    );
  });
}

function blocksOf(block: string, count: number, bits: number): string[] | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(block);
  if (!match || !Number.isInteger(count) || count < 1 || count > 256) return undefined;
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  if ([a, b, c, d].some((n) => n > 255) || !Number.isInteger(bits) || bits < 1 || bits > 32 - prefix) return undefined;
  const size = 2 ** bits;
  const total = 2 ** (32 - prefix);
  if (count * size > total) return undefined;
  const address = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const first = address - (address % total);
  return Array.from({ length: count }, (_, i) => {
    const n = first + i * size;
    return `${Math.floor(n / 2 ** 24) % 256}.${Math.floor(n / 2 ** 16) % 256}.${Math.floor(n / 256) % 256}.${n % 256}/${32 - bits}`;
  });
}
