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

/** How many bits a range of public addresses fixes; undefined for one that is private, or for no range. */
export function publicPrefix(cidr: string): number | undefined {
  const range = parseCidr(cidr);
  if (!range) return undefined;
  const address = cidr.trim();
  const first = address.startsWith("::") ? 0 : Number.parseInt(address, range.bits === 32 ? 10 : 16);
  // Private, loopback and multicast addresses; those of one link and of one site.
  const isPrivate =
    range.bits === 32
      ? range.prefix > 3 && (first === 10 || first === 127 || first >= 224)
      : range.prefix > 2 && first >= 0xfc00;
  return isPrivate ? undefined : range.prefix;
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

/** What is wrong with a range of one family, for a person; undefined for one that is right or is no text of a range. */
export type RangeFault = "other family" | "no prefix" | "malformed";

export function rangeFault(cidr: string, family: 4 | 6): RangeFault | undefined {
  const written = cidr.trim();
  const isOther = family === 4 ? written.includes(":") : /^\d+\.\d+\.\d+\.\d+(\/\d+)?$/.test(written);
  if (isOther) return "other family";
  if (!written.includes("/"))
    return /^\d+\.\d+\.\d+\.\d+$/.test(written) || (family === 6 && /^[0-9a-f:]*:[0-9a-f:]*$/i.test(written))
      ? "no prefix"
      : undefined;
  if (parseCidr(written)) return undefined;
  return /^[\d.]+\/\d+$/.test(written) ? "malformed" : undefined;
}

/** The network that an IPv4 range lies in, where bits behind its prefix are set: 10.0.0.0/16 for 10.0.0.5/16. */
export function networkOfHostRange(cidr: string): string | undefined {
  const range = parseCidr(cidr);
  if (range?.bits !== 32) return undefined;
  const address = cidr.trim().split("/")[0]!;
  const n = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const step = 2 ** (32 - range.prefix);
  const network = n - (n % step);
  if (network === n) return undefined;
  const parts = [24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256);
  return `${parts.join(".")}/${range.prefix}`;
}
