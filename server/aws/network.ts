/** IP ranges, as far as rules about who can reach a port need them. */

/** True for a range that is every IPv4 or every IPv6 address, in any spelling. */
export function isWorld(cidr: string): boolean {
  const range = parseCidr(cidr);
  return range !== undefined && range.prefix === 0;
}

/** A range that is the world, as a reader needs to see it: AWS ignores the address before "/0". */
export function shownWorld(cidr: string): string {
  const plain = cidr.includes(":") ? "::/0" : "0.0.0.0/0";
  return !isWorld(cidr) || cidr.trim() === plain ? cidr : `${cidr}, the same as ${plain},`;
}

/** One of the two ranges that together are every address of a family. */
export type Half = "lower IPv4" | "upper IPv4" | "lower IPv6" | "upper IPv6";

export const otherHalf: Readonly<Record<Half, Half>> = {
  "lower IPv4": "upper IPv4",
  "upper IPv4": "lower IPv4",
  "lower IPv6": "upper IPv6",
  "upper IPv6": "lower IPv6",
};

/** Which half of all addresses a range is; undefined when it is none. */
export function halfOf(cidr: string): Half | undefined {
  const range = parseCidr(cidr);
  if (range?.prefix !== 1) return undefined;
  return `${range.firstBit ? "upper" : "lower"} ${range.bits === 32 ? "IPv4" : "IPv6"}`;
}

interface Cidr {
  readonly bits: 32 | 128;
  readonly prefix: number;
  /** The first bit of the address. */
  readonly firstBit: boolean;
}

function parseCidr(text: string): Cidr | undefined {
  const match = /^\s*([0-9a-f.:]+)\/(\d{1,3})\s*$/i.exec(text);
  if (!match) return undefined;
  const [, address, prefixText] = match as unknown as [string, string, string];
  const prefix = Number(prefixText);
  if (address.includes(":")) {
    if (prefix > 128 || !/^[0-9a-f:]*(\d+\.\d+\.\d+\.\d+)?$/i.test(address)) return undefined;
    const first = address.startsWith("::") ? 0 : Number.parseInt(address.split(":")[0]!, 16);
    return { bits: 128, prefix, firstBit: first >= 0x8000 };
  }
  const parts = address.split(".");
  if (prefix > 32 || parts.length !== 4 || parts.some((p) => !/^\d{1,3}$/.test(p) || Number(p) > 255)) return undefined;
  return { bits: 32, prefix, firstBit: Number(parts[0]) >= 128 };
}
