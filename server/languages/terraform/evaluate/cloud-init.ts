/** `cloudinit_config`: the multi-part message that it makes of its parts. */
import {
  type ObjectValue,
  type Origin,
  type Piece,
  piece,
  scalar,
  text,
  unknown,
  type Value,
} from "../../../core/values.ts";
import { encodeBase64 } from "../functions/encoding.ts";
import { reasonOf } from "../functions/outcomes.ts";
import type { ModuleResource } from "./resource.ts";

const LINE = "\r\n";

/** The message, packed and encoded as is said; both are so where nothing is said. */
export function cloudInit(resource: ModuleResource, origin: Origin): Value {
  const { entries } = resource.properties;
  const message = text(messageParts(resource), origin);
  const packs = setting(entries.get("gzip")?.value);
  const encodes = setting(entries.get("base64_encode")?.value);
  if (packs === undefined || encodes === undefined) return unknown("how it is encoded is not known", origin);
  if (packs) {
    const reason = "it is compressed";
    const packed: Value = { kind: "unknown", reason, origin, madeFrom: { by: "gzip", value: message } };
    return encodes ? { kind: "unknown", reason, origin, madeFrom: { by: "base64", value: packed } } : packed;
  }
  return encodes ? encodeBase64(message, origin) : message;
}

/** A switch that is on where nothing is said. */
function setting(value: Value | undefined): boolean | undefined {
  if (value === undefined || value.kind === "absent") return true;
  if (value.kind !== "scalar") return undefined;
  return value.value === true || value.value === "true";
}

function messageParts(resource: ModuleResource): (Piece | Value)[] {
  const { entries, origin } = resource.properties;
  const written = entries.get("boundary")?.value;
  const boundary = written && written.kind !== "absent" ? written : scalar("MIMEBOUNDARY", origin);
  const parts: (Piece | Value)[] = [
    piece('Content-Type: multipart/mixed; boundary="'),
    boundary,
    piece(`"\nMIME-Version: 1.0${LINE}${LINE}`),
  ];
  const blocks = entries.get("part")?.value;
  const items = blocks?.kind === "list" ? blocks.items : blocks && blocks.kind !== "absent" ? [blocks] : [];
  for (const item of items) parts.push(...partOf(item, boundary));
  if (blocks?.kind === "list" && !blocks.closed) parts.push(unknown("there may be more parts", origin));
  parts.push(piece("--"), boundary, piece(`--${LINE}`));
  return parts;
}

function partOf(item: Value, boundary: Value): (Piece | Value)[] {
  if (item.kind === "absent") return [];
  if (item.kind === "choice")
    return [
      {
        ...item,
        alternatives: item.alternatives.map((a) => ({
          when: a.when,
          value: text(partOf(a.value, boundary), a.value.origin),
        })),
      },
    ];
  if (item.kind !== "object") return [unknown(reasonOf(item), item.origin)];
  const parts: (Piece | Value)[] = [piece("--"), boundary, piece(LINE)];
  const header = (name: string, value: Value | undefined, byDefault?: string) => {
    if (value && value.kind !== "absent" && !(value.kind === "scalar" && value.value === ""))
      parts.push(piece(`${name}: `), value, piece(LINE));
    else if (byDefault !== undefined) parts.push(piece(`${name}: ${byDefault}${LINE}`));
  };
  const of = (name: string) => (item as ObjectValue).entries.get(name)?.value;
  const filename = of("filename");
  if (filename && filename.kind !== "absent" && !(filename.kind === "scalar" && filename.value === ""))
    parts.push(piece('Content-Disposition: attachment; filename="'), filename, piece(`"${LINE}`));
  parts.push(piece(`Content-Transfer-Encoding: 7bit${LINE}`));
  header("Content-Type", of("content_type"), "text/plain");
  parts.push(piece(`Mime-Version: 1.0${LINE}`));
  header("X-Merge-Type", of("merge_type"));
  parts.push(piece(LINE));
  const content = of("content");
  if (content && content.kind !== "absent") parts.push(content);
  parts.push(piece(LINE));
  return parts;
}
