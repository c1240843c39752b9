/** MD5 (RFC 1321), SHA-1, SHA-256 and SHA-512 (FIPS 180-4). Written here because a browser has no synchronous ones. */

const MD5_TURNS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** The message, a one bit, zeros, and the length in bits in the last bytes of a block. */
function padded(bytes: Uint8Array, block: number, bigEndian: boolean): DataView {
  const lengthBytes = block / 8;
  const size = Math.ceil((bytes.length + 1 + lengthBytes) / block) * block;
  const all = new Uint8Array(size);
  all.set(bytes);
  all[bytes.length] = 0x80;
  const view = new DataView(all.buffer);
  const low = (bytes.length << 3) >>> 0;
  const high = Math.floor(bytes.length / 0x20000000);
  view.setUint32(bigEndian ? size - 4 : size - 8, low, !bigEndian);
  view.setUint32(bigEndian ? size - 8 : size - 4, high, !bigEndian);
  return view;
}

function wordsAsBytes(words: Iterable<number>, bigEndian: boolean): Uint8Array {
  const all = [...words];
  const view = new DataView(new ArrayBuffer(all.length * 4));
  all.forEach((w, i) => {
    view.setInt32(i * 4, w, !bigEndian);
  });
  return new Uint8Array(view.buffer);
}

function turnedLeft(x: number, n: number): number {
  return (x << n) | (x >>> (32 - n));
}

let md5Constants: Int32Array | undefined;

export function md5(bytes: Uint8Array): Uint8Array {
  md5Constants ??= Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);
  const view = padded(bytes, 64, false);
  let [a0, b0, c0, d0] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let at = 0; at < view.byteLength; at += 64) {
    let [a, b, c, d] = [a0, b0, c0, d0];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      let f: number;
      let from: number;
      if (round === 0) [f, from] = [(b & c) | (~b & d), i];
      else if (round === 1) [f, from] = [(d & b) | (~d & c), (5 * i + 1) & 15];
      else if (round === 2) [f, from] = [b ^ c ^ d, (3 * i + 5) & 15];
      else [f, from] = [c ^ (b | ~d), (7 * i) & 15];
      const sum = (a + f + md5Constants[i]! + view.getInt32(at + from * 4, true)) | 0;
      [a, d, c, b] = [d, c, b, (b + turnedLeft(sum, MD5_TURNS[round * 4 + (i & 3)]!)) | 0];
    }
    [a0, b0, c0, d0] = [(a0 + a) | 0, (b0 + b) | 0, (c0 + c) | 0, (d0 + d) | 0];
  }
  return wordsAsBytes([a0, b0, c0, d0], false);
}

export function sha1(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes, 64, true);
  const w = new Int32Array(80);
  const h = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4);
    for (let i = 16; i < 80; i++) w[i] = turnedLeft(w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!, 1);
    let [a, b, c, d, e] = h as unknown as [number, number, number, number, number];
    for (let i = 0; i < 80; i++) {
      const f =
        i < 20
          ? ((b & c) | (~b & d)) + 0x5a827999
          : i < 40
            ? (b ^ c ^ d) + 0x6ed9eba1
            : i < 60
              ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
              : (b ^ c ^ d) + 0xca62c1d6;
      const next = (turnedLeft(a, 5) + f + e + w[i]!) | 0;
      [e, d, c, b, a] = [d, c, turnedLeft(b, 30), a, next];
    }
    [a, b, c, d, e].forEach((x, i) => {
      h[i] = h[i]! + x;
    });
  }
  return wordsAsBytes(h, true);
}

interface Constants {
  /** The first 64 bits of the fractions of the square roots of the first 8 primes, as halves. */
  readonly start: Int32Array;
  /** The same of the cube roots of the first 80. */
  readonly rounds: Int32Array;
}

let sha2Constants: Constants | undefined;

function constants(): Constants {
  if (sha2Constants) return sha2Constants;
  const primes: number[] = [];
  for (let n = 2; primes.length < 80; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  const halves = (numbers: bigint[]) => Int32Array.from(numbers.flatMap((n) => [Number(n >> 32n), Number(n & MASK32)]));
  sha2Constants = {
    start: halves(primes.slice(0, 8).map((p) => fraction(p, 2n))),
    rounds: halves(primes.map((p) => fraction(p, 3n))),
  };
  return sha2Constants;
}

const MASK32 = 0xffffffffn;

/** The first 64 bits behind the point of a root of a prime. */
function fraction(prime: number, degree: bigint): bigint {
  const wanted = BigInt(prime) << (64n * degree);
  let [low, high] = [0n, 1n << 72n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= wanted) low = middle;
    else high = middle;
  }
  return low & ((1n << 64n) - 1n);
}

export function sha256(bytes: Uint8Array): Uint8Array {
  const { start, rounds } = constants();
  const view = padded(bytes, 64, true);
  const w = new Int32Array(64);
  const h = Int32Array.from({ length: 8 }, (_, i) => start[i * 2]!);
  const right = (x: number, n: number) => (x >>> n) | (x << (32 - n));
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4);
    for (let i = 16; i < 64; i++) {
      const [x, y] = [w[i - 15]!, w[i - 2]!];
      const s0 = right(x, 7) ^ right(x, 18) ^ (x >>> 3);
      const s1 = right(y, 17) ^ right(y, 19) ^ (y >>> 10);
      w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
    }
    let [a, b, c, d, e, f, g, k] = h as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
      const t1 = (k + s1 + ((e & f) ^ (~e & g)) + rounds[i * 2]! + w[i]!) | 0;
      const s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [k, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    [a, b, c, d, e, f, g, k].forEach((x, i) => {
      h[i] = h[i]! + x;
    });
  }
  return wordsAsBytes(h, true);
}

/** The high half of a 64-bit word turned right; the low half is that of its halves exchanged. */
function turned64(high: number, low: number, n: number): number {
  return n < 32 ? (high >>> n) | (low << (32 - n)) : n === 32 ? low : (low >>> (n - 32)) | (high << (64 - n));
}

/** Words of 64 bits, as high and low halves: numbers hold no more than 53, and `bigint` is ten times slower. */
export function sha512(bytes: Uint8Array): Uint8Array {
  const { start, rounds } = constants();
  const view = padded(bytes, 128, true);
  const w = new Int32Array(160);
  const h = Int32Array.from(start);
  const v = new Int32Array(16);
  for (let at = 0; at < view.byteLength; at += 128) {
    for (let i = 0; i < 32; i++) w[i] = view.getInt32(at + i * 4);
    for (let i = 32; i < 160; i += 2) {
      const [xh, xl, yh, yl] = [w[i - 30]!, w[i - 29]!, w[i - 4]!, w[i - 3]!];
      const s0h = turned64(xh, xl, 1) ^ turned64(xh, xl, 8) ^ (xh >>> 7);
      const s0l = turned64(xl, xh, 1) ^ turned64(xl, xh, 8) ^ ((xl >>> 7) | (xh << 25));
      const s1h = turned64(yh, yl, 19) ^ turned64(yh, yl, 61) ^ (yh >>> 6);
      const s1l = turned64(yl, yh, 19) ^ turned64(yl, yh, 61) ^ ((yl >>> 6) | (yh << 26));
      const low = (w[i - 31]! >>> 0) + (s0l >>> 0) + (w[i - 13]! >>> 0) + (s1l >>> 0);
      w[i] = w[i - 32]! + s0h + w[i - 14]! + s1h + carryOf(low);
      w[i + 1] = low;
    }
    v.set(h);
    for (let i = 0; i < 160; i += 2) {
      const [ah, al, bh, bl, ch, cl] = [v[0]!, v[1]!, v[2]!, v[3]!, v[4]!, v[5]!];
      const [eh, el, fh, fl, gh, gl] = [v[8]!, v[9]!, v[10]!, v[11]!, v[12]!, v[13]!];
      const s1h = turned64(eh, el, 14) ^ turned64(eh, el, 18) ^ turned64(eh, el, 41);
      const s1l = turned64(el, eh, 14) ^ turned64(el, eh, 18) ^ turned64(el, eh, 41);
      const low1 =
        (v[15]! >>> 0) + (s1l >>> 0) + (((el & fl) ^ (~el & gl)) >>> 0) + (rounds[i + 1]! >>> 0) + (w[i + 1]! >>> 0);
      const high1 = (v[14]! + s1h + ((eh & fh) ^ (~eh & gh)) + rounds[i]! + w[i]! + carryOf(low1)) | 0;
      const s0h = turned64(ah, al, 28) ^ turned64(ah, al, 34) ^ turned64(ah, al, 39);
      const s0l = turned64(al, ah, 28) ^ turned64(al, ah, 34) ^ turned64(al, ah, 39);
      const low2 = (s0l >>> 0) + (((al & bl) ^ (al & cl) ^ (bl & cl)) >>> 0);
      const high2 = (s0h + ((ah & bh) ^ (ah & ch) ^ (bh & ch)) + carryOf(low2)) | 0;
      v.copyWithin(2, 0, 14);
      const lowE = (v[9]! >>> 0) + (low1 >>> 0);
      v[8] = v[8]! + high1 + carryOf(lowE);
      v[9] = lowE;
      const lowA = (low1 >>> 0) + (low2 >>> 0);
      v[0] = high1 + high2 + carryOf(lowA);
      v[1] = lowA;
    }
    for (let i = 0; i < 16; i += 2) {
      const low = (h[i + 1]! >>> 0) + (v[i + 1]! >>> 0);
      h[i] = h[i]! + v[i]! + carryOf(low);
      h[i + 1] = low;
    }
  }
  return wordsAsBytes(h, true);
}

/** What a sum of low halves carries to the high ones. */
function carryOf(sum: number): number {
  return Math.floor(sum / 0x100000000);
}
