/** Base64, URL, CSV and YAML. */
import { entry, list, type Origin, object, scalar, text, type Value } from "../../../core/values.ts";
import { asString } from "./arguments.ts";
import { type CallSite, type Definitions, ofStrings } from "./definition.ts";
import { fromPlain, marksOf } from "./json.ts";
import { NotKnown, Refused, reasonOf } from "./outcomes.ts";
import { byPart } from "./partial-text.ts";
import { isTooLong } from "./strings.ts";
import { yamlReader } from "./yaml-loading.ts";
import { yamlPieces } from "./yaml-writing.ts";

const LONGEST = 4 << 20;

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The base64 of a string's UTF-8. */
function base64(s: string): string {
  if (s.length > LONGEST) throw new NotKnown("the string is too long");
  return bytesAsBase64(new TextEncoder().encode(s));
}

export function bytesAsBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary);
}

/** A value in base64, which remembers what it was made from. */
export function encodeBase64(value: Value, origin: Origin): Value {
  const madeFrom = { by: "base64" as const, value };
  if (value.kind === "absent" || value.kind === "list" || value.kind === "object")
    throw new Refused("a string is needed");
  if (value.kind !== "scalar") return { kind: "unknown", reason: reasonOf(value), origin, madeFrom };
  return { ...scalar(base64(asString(value)), origin), madeFrom };
}

function bytesFromBase64(text: string): Uint8Array {
  const encoded = text.replace(/[\r\n]/g, "");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.length % 4 !== 0) throw new Refused("it is no base64");
  return Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
}

/** Which of two bytes comes first in the encodings of UTF-16 that are worked out here. */
function isLittleEndian(encoding: string): boolean {
  if (/^utf-16le$/i.test(encoding)) return true;
  if (/^utf-16be$/i.test(encoding)) return false;
  throw new NotKnown(`the encoding ${encoding} is not worked out`);
}

function encodeText(args: readonly Value[], at: CallSite): Value {
  const [value] = args;
  const encoding = asString(args[1]);
  if (/^utf-8$/i.test(encoding)) return encodeBase64(value!, at.origin);
  const little = isLittleEndian(encoding);
  const s = asString(value).replace(LONE_SURROGATE, "\ufffd");
  if (s.length > LONGEST / 2) throw new NotKnown("the string is too long");
  const view = new DataView(new ArrayBuffer(s.length * 2));
  for (let i = 0; i < s.length; i++) view.setUint16(i * 2, s.charCodeAt(i), little);
  return scalar(bytesAsBase64(new Uint8Array(view.buffer)), at.origin);
}

function decodeText(args: readonly Value[], at: CallSite): Value {
  const encoding = asString(args[1]);
  if (/^utf-8$/i.test(encoding)) return decodeBase64(args, at);
  const little = isLittleEndian(encoding);
  const bytes = bytesFromBase64(asString(args[0]));
  if (bytes.length % 2 !== 0) throw new NotKnown("the text is cut off");
  const decoder = new TextDecoder(little ? "utf-16le" : "utf-16be", { ignoreBOM: true });
  return scalar(decoder.decode(bytes), at.origin);
}

function unpacked(value: Value): Value {
  const packed = value.madeFrom?.by === "base64" ? value.madeFrom.value : undefined;
  if (packed?.madeFrom?.by === "gzip") return packed.madeFrom.value;
  throw new NotKnown("it is compressed");
}

function urldecode(s: string): string {
  if (/%(?![0-9a-fA-F]{2})/.test(s)) throw new Refused("a % is not followed by two hexadecimal digits");
  try {
    return decodeURIComponent(s.replaceAll("+", " "));
  } catch {
    throw new NotKnown("it is no UTF-8");
  }
}

function decodeBase64(args: readonly Value[], at: CallSite): Value {
  const made = args[0]!.madeFrom;
  if (made?.by === "base64") return made.value;
  const bytes = bytesFromBase64(asString(args[0]));
  try {
    return scalar(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), at.origin);
  } catch {
    throw new Refused("it is no UTF-8");
  }
}

function urlencode(s: string): string {
  return encodeURIComponent(s.replace(LONE_SURROGATE, "\ufffd"))
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

/** CSV as RFC 4180 has it: the first row holds the names. */
function decodeCsv(args: readonly Value[], at: CallSite): Value {
  const rows = csvRows(asString(args[0]));
  const names = rows[0];
  if (!names) throw new Refused("the first row is missing");
  if (new Set(names).size !== names.length) throw new Refused("a column is there twice");
  const items = rows.slice(1).map((row) => {
    if (row.length !== names.length) throw new Refused("a row has another number of columns");
    return object(
      names.map((name, i) => entry(name, scalar(row[i]!, at.origin))),
      at.origin,
    );
  });
  return list(items, at.origin);
}

function csvRows(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let i = 0;
  while (i < csv.length) {
    if (row.length === 0 && (csv[i] === "\n" || csv.startsWith("\r\n", i))) {
      i += csv[i] === "\n" ? 1 : 2;
      continue;
    }
    let field = "";
    if (csv[i] === '"') {
      i++;
      for (;;) {
        const end = csv.indexOf('"', i);
        if (end < 0) throw new Refused("a quote is not closed");
        field += csv.slice(i, end);
        i = end + 1;
        if (csv[i] !== '"') break;
        field += '"';
        i++;
      }
      if (i < csv.length && !/[,\r\n]/.test(csv[i]!)) throw new Refused("a quote stands within a field");
    } else {
      const m = /[^,\n]*/y;
      m.lastIndex = i;
      field = m.exec(csv)![0];
      i += field.length;
      if (field.includes('"')) throw new Refused("a quote stands within a field");
      if (field.endsWith("\r")) {
        field = field.slice(0, -1);
        i--;
      }
    }
    row.push(field.replaceAll("\r\n", "\n"));
    if (csv[i] === ",") {
      i++;
      if (i < csv.length && csv[i] !== "\n") continue;
      row.push("");
    }
    if (csv.startsWith("\r\n", i)) i += 2;
    else i++;
    rows.push(row);
    row = [];
  }
  return rows;
}

function decodeYaml(args: readonly Value[], at: CallSite): Value {
  const made = args[0]!.madeFrom;
  if (made?.by === "yaml") return made.value;
  const source = asString(args[0]);
  if (source.length > LONGEST / 4) throw new NotKnown("the document is too long");
  const read = yamlReader();
  if (!read) {
    at.host.missed();
    throw new NotKnown("the reader of YAML is not loaded yet");
  }
  const document = read(source);
  if (document.kind !== "plain")
    throw document.kind === "refused" ? new Refused(document.reason) : new NotKnown(document.reason);
  return fromPlain(document.plain, at.origin);
}

/** `yamlencode`: the text, which remembers what it was made from. */
function encodeYaml(value: Value, origin: Origin): Value {
  const madeFrom = { by: "yaml" as const, value };
  try {
    const pieces = yamlPieces(value);
    if (isTooLong(pieces)) throw new NotKnown("the document is too long");
    return { ...text(pieces, origin), ...marksOf(value), madeFrom };
  } catch (e) {
    if (!(e instanceof NotKnown)) throw e;
    return { kind: "unknown", reason: e.reason, origin, madeFrom };
  }
}

export const encodings: Definitions = {
  base64decode: { min: 1, max: 1, apply: decodeBase64 },
  base64gunzip: { min: 1, max: 1, apply: ([value]) => unpacked(value!) },
  base64encode: { min: 1, max: 1, apply: ([value], at) => encodeBase64(value!, at.origin) },
  base64gzip: {
    min: 1,
    max: 1,
    apply: ([value], at) => ({
      kind: "unknown",
      reason: "it is compressed",
      origin: at.origin,
      madeFrom: {
        by: "base64",
        value: {
          kind: "unknown",
          reason: "it is compressed",
          origin: at.origin,
          madeFrom: { by: "gzip", value: value! },
        },
      },
    }),
  },
  csvdecode: { min: 1, max: 1, apply: decodeCsv },
  textdecodebase64: { min: 2, max: 2, apply: decodeText },
  textencodebase64: { min: 2, max: 2, apply: encodeText },
  urldecode: ofStrings(1, urldecode),
  urlencode: ofStrings(1, urlencode, byPart("urlencode", urlencode)),
  yamldecode: { min: 1, max: 1, apply: decodeYaml },
  yamlencode: { min: 1, max: 1, nulls: true, apply: ([value], at) => encodeYaml(value!, at.origin) },
};
