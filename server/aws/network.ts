/** IP ranges, as far as rules about who can reach a port need them. */

/** True for a range that is every IPv4 or every IPv6 address, in any spelling. */
export function isWorld(cidr: string): boolean {
  const range = parseCidr(cidr);
  return range !== undefined && range.prefix === 0;
}

/** The range that, together with this one, is every address of its family; undefined when it is no half. */
export function otherHalf(cidr: string): string | undefined {
  const range = parseCidr(cidr);
  if (range?.prefix !== 1) return undefined;
  return range.bits === 32 ? (range.firstBit ? "0.0.0.0/1" : "128.0.0.0/1") : range.firstBit ? "::/1" : "8000::/1";
}

/** Whether two ranges in CIDR notation are the same range. */
export function sameRange(a: string, b: string): boolean {
  const [x, y] = [parseCidr(a), parseCidr(b)];
  if (!x || !y || x.bits !== y.bits || x.prefix !== y.prefix) return false;
  if (x.prefix === 0) return true;
  return x.prefix === 1 ? x.firstBit === y.firstBit : a.trim().toLowerCase() === b.trim().toLowerCase();
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
