/** Hashes of strings and files. */
import { scalar, type Value } from "../../../core/values.ts";
import { asString } from "./arguments.ts";
import type { CallSite, Definition, Definitions } from "./definition.ts";
import { md5, sha1, sha256, sha512 } from "./digests.ts";
import { bytesAsBase64 } from "./encoding.ts";
import { NotKnown, Refused } from "./outcomes.ts";
import { wholeFile } from "./paths.ts";

/** Longer texts take too long while somebody types. */
const LONGEST = 1 << 20;

type Digest = (bytes: Uint8Array) => Uint8Array;

function bytesOf(value: Value | undefined): Uint8Array {
  const s = asString(value);
  if (s.length > LONGEST) throw new NotKnown("the text is too long for its hash to be worked out");
  return new TextEncoder().encode(s);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

function ofText(digest: Digest, write: (bytes: Uint8Array) => string): Definition {
  return { min: 1, max: 1, apply: ([text], at) => scalar(write(digest(bytesOf(text))), at.origin) };
}

function ofFile(digest: Digest, write: (bytes: Uint8Array) => string): Definition {
  return { min: 1, max: 1, apply: (args, at) => scalar(write(digest(bytesOf(wholeFile(args, at)))), at.origin) };
}

const NAMESPACES: Readonly<Record<string, string>> = {
  dns: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  url: "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
  oid: "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
  x500: "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
};

function uuidv5(args: readonly Value[], at: CallSite): Value {
  const given = asString(args[0]);
  const namespace = Object.hasOwn(NAMESPACES, given) ? NAMESPACES[given]! : given.toLowerCase();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(namespace)) throw new Refused("the namespace is no UUID");
  const prefix = namespace.replaceAll("-", "").match(/../g)!;
  const name = bytesOf(args[1]);
  const all = new Uint8Array(16 + name.length);
  all.set(prefix.map((byte) => Number.parseInt(byte, 16)));
  all.set(name, 16);
  const digest = sha1(all).slice(0, 16);
  digest[6] = (digest[6]! & 0x0f) | 0x50;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  return scalar(hex(digest).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"), at.origin);
}

export const hashes: Definitions = {
  base64sha256: ofText(sha256, bytesAsBase64),
  base64sha512: ofText(sha512, bytesAsBase64),
  filebase64sha256: ofFile(sha256, bytesAsBase64),
  filebase64sha512: ofFile(sha512, bytesAsBase64),
  filemd5: ofFile(md5, hex),
  filesha1: ofFile(sha1, hex),
  filesha256: ofFile(sha256, hex),
  filesha512: ofFile(sha512, hex),
  md5: ofText(md5, hex),
  sha1: ofText(sha1, hex),
  sha256: ofText(sha256, hex),
  sha512: ofText(sha512, hex),
  uuidv5: { min: 2, max: 2, apply: uuidv5 },
};
