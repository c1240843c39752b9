/** `Fn::Cidr`. */
import { list, piece, scalar, unknown, type Value } from "../../core/values.ts";
import type { Call } from "./calls.ts";
import { distribute } from "./distribute.ts";
import { type Context, evaluate } from "./evaluate.ts";
import { call as callIdentity, identityOf } from "./identity.ts";
import { argumentsOf, misused } from "./intrinsics.ts";

/** How many blocks one call makes at most, as AWS says. */
const MOST_BLOCKS = 256;

/** The blocks of a range. */
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
    const isAnyUnknown = block === undefined || count === undefined || (args.length === 3 && bits === undefined);
    const blocks = isAnyUnknown ? undefined : blocksOf(block, number(count), bits === undefined ? 8 : number(bits));
    if (!blocks) return unknown("the range is not known", origin, identity);
    return list(
      blocks.map((b) => scalar(b, origin, [piece(b, call.span)])),
      origin,
    );
  });
}

function number(written: string): number {
  return /^\d{1,3}$/.test(written.trim()) ? Number(written) : Number.NaN;
}

interface Range {
  readonly first: bigint;
  /** How many bits the addresses of the range have of their own. */
  readonly hostBits: number;
  readonly width: 32 | 128;
}

/** The first `count` blocks of `bits` host bits each; undefined where the range does not hold them. */
export function blocksOf(block: string, count: number, bits: number): string[] | undefined {
  const range = rangeOf(block);
  if (!range || !Number.isInteger(count) || count < 1 || count > MOST_BLOCKS) return undefined;
  if (!Number.isInteger(bits) || bits < 1 || bits > range.hostBits) return undefined;
  const size = 1n << BigInt(bits);
  if (BigInt(count) * size > 1n << BigInt(range.hostBits)) return undefined;
  return Array.from({ length: count }, (_, i) => {
    const address = range.first + BigInt(i) * size;
    return `${range.width === 32 ? v4Text(address) : v6Text(address)}/${range.width - bits}`;
  });
}

function rangeOf(block: string): Range | undefined {
  const [address, prefix, ...more] = block.trim().split("/");
  if (address === undefined || prefix === undefined || more.length > 0) return undefined;
  const width = address.includes(":") ? 128 : 32;
  const length = number(prefix);
  const value = width === 32 ? v4Address(address) : v6Address(address);
  if (value === undefined || !(length <= width)) return undefined;
  const hostBits = width - length;
  return { first: (value >> BigInt(hostBits)) << BigInt(hostBits), hostBits, width };
}

function v4Address(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((p) => /^\d{1,3}$/.test(p) && Number(p) < 256)) return undefined;
  return parts.reduce((sum, p) => (sum << 8n) | BigInt(p), 0n);
}

function v6Address(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [before, after] = halves.map((h) => (h === "" ? [] : h.split(":")));
  const given = [...before!, ...(after ?? [])];
  if (!given.every((g) => /^[0-9a-fA-F]{1,4}$/.test(g))) return undefined;
  const left = 8 - given.length;
  if (after ? left < 1 : left !== 0) return undefined;
  const groups = [...before!, ...Array<string>(left).fill("0"), ...(after ?? [])];
  return groups.reduce((sum, g) => (sum << 16n) | BigInt(`0x${g}`), 0n);
}

function v4Text(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join(".");
}

/** Shortened as RFC 5952 says: the longest run of zero groups, the first of several, is left out. */
function v6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((address >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  let best = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === "0") length++;
    if (length > best.length) best = { start, length };
  }
  if (best.length < 2) return groups.join(":");
  return `${groups.slice(0, best.start).join(":")}::${groups.slice(best.start + best.length).join(":")}`;
}
