/** Base64, URL, CSV and YAML. */
import { entry, list, type Origin, object, scalar, type Value } from "../../../core/values.ts";
import { asString } from "./arguments.ts";
import { type CallSite, type Definitions, ofStrings } from "./definition.ts";
import { fromPlain } from "./json.ts";
import { NotKnown, Refused, reasonOf } from "./outcomes.ts";
import { yamlReader } from "./yaml-loading.ts";

const LONGEST = 4 << 20;

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The base64 of a string's UTF-8. */
function base64(s: string): string {
  if (s.length > LONGEST) throw new NotKnown("the string is too long");
  const bytes = new TextEncoder().encode(s);
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

function decodeBase64(args: readonly Value[], at: CallSite): Value {
  const made = args[0]!.madeFrom;
  if (made?.by === "base64") return made.value;
  const encoded = asString(args[0]).replace(/[\r\n]/g, "");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.length % 4 !== 0) throw new Refused("it is no base64");
  const bytes = Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
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

export const encodings: Definitions = {
  base64decode: { min: 1, max: 1, apply: decodeBase64 },
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
  urlencode: ofStrings(1, urlencode),
  yamldecode: { min: 1, max: 1, apply: decodeYaml },
  yamlencode: {
    min: 1,
    max: 1,
    nulls: true,
    apply: ([value], at) => ({
      kind: "unknown",
      reason: "the text of the YAML is not worked out",
      origin: at.origin,
      madeFrom: { by: "yaml", value: value! },
    }),
  },
};
