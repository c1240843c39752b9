/** IP network functions. */
import { list, scalar, type Value } from "../../../core/values.ts";
import { asString, asWhole } from "./arguments.ts";
import type { CallSite, Definitions } from "./definition.ts";
import { NotKnown, Refused } from "./outcomes.ts";

interface Network {
  readonly address: bigint;
  /** 32 or 128. */
  readonly bits: number;
  readonly prefix: number;
}

/** An address as a number; undefined when it is none. */
function addressFrom(s: string): { address: bigint; bits: number } | undefined {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(s);
  if (four) {
    const parts = four.slice(1).map(Number);
    // Terraform takes leading zeros as decimal, as it always did.
    if (parts.some((p) => p > 255)) return undefined;
    return { address: parts.reduce((all, p) => all * 256n + BigInt(p), 0n), bits: 32 };
  }
  if (!/^[0-9a-fA-F:.]+$/.test(s) || !s.includes(":")) return undefined;
  let text = s;
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(s);
  if (embedded) {
    const inner = addressFrom(embedded[2]!);
    if (!inner) return undefined;
    text = `${embedded[1]}${(inner.address >> 16n).toString(16)}:${(inner.address & 0xffffn).toString(16)}`;
  }
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const groups = halves.map((h) => (h === "" ? [] : h.split(":")));
  const count = groups.flat().length;
  if (halves.length === 1 ? count !== 8 : count > 7) return undefined;
  if (groups.flat().some((g) => !/^[0-9a-fA-F]{1,4}$/.test(g))) return undefined;
  const all = halves.length === 1 ? groups[0]! : [...groups[0]!, ...Array<string>(8 - count).fill("0"), ...groups[1]!];
  return { address: all.reduce((n, g) => n * 65536n + BigInt(`0x${g}`), 0n), bits: 128 };
}

function networkFrom(s: string): Network {
  const slash = s.indexOf("/");
  const from = slash < 0 ? undefined : addressFrom(s.slice(0, slash));
  const digits = s.slice(slash + 1);
  if (!from || !/^\d{1,3}$/.test(digits) || Number(digits) > from.bits)
    throw new Refused(`${JSON.stringify(s)} is no network in CIDR notation`);
  const prefix = Number(digits);
  const host = BigInt(from.bits - prefix);
  return { address: (from.address >> host) << host, bits: from.bits, prefix };
}

function shownAddress(address: bigint, bits: number): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => Number((address >> BigInt(112 - 16 * i)) & 0xffffn));
  if (address >> 32n === 0xffffn) throw new NotKnown("an IPv4 address within IPv6");
  let best = { start: -1, length: 1 };
  for (let i = 0; i < 8; i++) {
    let j = i;
    while (j < 8 && groups[j] === 0) j++;
    if (j - i > best.length) best = { start: i, length: j - i };
  }
  const hex = (part: number[]) => part.map((g) => g.toString(16)).join(":");
  if (best.start < 0) return hex(groups);
  return `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}

function subnet(of: Network, newbits: number, number: bigint): Network {
  const prefix = of.prefix + newbits;
  if (newbits < 0) throw new Refused("a network cannot be extended by fewer than no bits");
  if (prefix > of.bits) throw new Refused("the prefix does not have that many bits left");
  if (number < 0n || number >= 1n << BigInt(newbits)) throw new Refused("there is no network with that number");
  return { address: of.address + (number << BigInt(of.bits - prefix)), bits: of.bits, prefix };
}

function shownNetwork(n: Network): string {
  return `${shownAddress(n.address, n.bits)}/${n.prefix}`;
}

function cidrhost(args: readonly Value[], at: CallSite): Value {
  const of = networkFrom(asString(args[0]));
  const number = BigInt(asWhole(args[1]));
  const size = 1n << BigInt(of.bits - of.prefix);
  const at_ = number < 0n ? size + number : number;
  if (at_ < 0n || at_ >= size) throw new Refused("the network has no host with that number");
  return scalar(shownAddress(of.address + at_, of.bits), at.origin);
}

function cidrsubnets(args: readonly Value[], at: CallSite): Value {
  const of = networkFrom(asString(args[0]));
  const made: Value[] = [];
  let next = of.address;
  const end = of.address + (1n << BigInt(of.bits - of.prefix));
  for (const arg of args.slice(1)) {
    const newbits = asWhole(arg);
    if (newbits < 1) throw new Refused("a network must be extended by at least one bit");
    const prefix = of.prefix + newbits;
    if (prefix > of.bits) throw new Refused("the prefix does not have that many bits left");
    const size = 1n << BigInt(of.bits - prefix);
    const start = ((next + size - 1n) / size) * size;
    if (start + size > end) throw new Refused("the network has no room left");
    made.push(scalar(shownNetwork({ address: start, bits: of.bits, prefix }), at.origin));
    next = start + size;
  }
  return list(made, at.origin);
}

export const networks: Definitions = {
  cidrhost: { min: 2, max: 2, apply: cidrhost },
  cidrnetmask: {
    min: 1,
    max: 1,
    apply(args, at) {
      const of = networkFrom(asString(args[0]));
      if (of.bits !== 32) throw new Refused("IPv6 has no netmasks");
      const mask = ((1n << 32n) - 1n) ^ ((1n << BigInt(32 - of.prefix)) - 1n);
      return scalar(shownAddress(mask, 32), at.origin);
    },
  },
  cidrsubnet: {
    min: 3,
    max: 3,
    apply: (args, at) =>
      scalar(
        shownNetwork(subnet(networkFrom(asString(args[0])), asWhole(args[1]), BigInt(asWhole(args[2])))),
        at.origin,
      ),
  },
  cidrsubnets: { min: 1, max: 100, apply: cidrsubnets },
};
