/** Where code and definitions lie: what is written as an URI or an object, under the names of the type that is made. */
import type { Span } from "../../../core/span.ts";
import { type Piece, piecesOf, scalar, unknown, type Value } from "../../../core/values.ts";
import { slicePieces, spanOfPieces } from "../pieces.ts";
import { madeObject, valueAt } from "./build.ts";

/** The names of bucket, key and version in the type that is made. */
export type LocationKeys = readonly [bucket: string, key: string, version: string];

/** The place in S3 that a value names. A local path is packaged at deployment: it is not known where. */
export function locationOf(written: Value, keys: LocationKeys, place: Span): Value {
  const [bucket, key, version] = keys;
  if (written.kind === "object" && valueAt(written, "Bucket") && valueAt(written, "Key"))
    return madeObject(
      {
        [bucket]: valueAt(written, "Bucket"),
        [key]: valueAt(written, "Key"),
        [version]: valueAt(written, "Version"),
      },
      place,
    );
  const uri =
    written.kind === "scalar" ? /^s3:\/\/([^/?#]+)\/+([^?#]*)(?:\?([^#]*))?/.exec(String(written.value)) : null;
  if (written.kind !== "scalar" || !uri || uri[2] === "")
    return unknown("where the packaged code will lie is not known", { span: place });
  const text = String(written.value);
  const pieces = piecesOf(written);
  const part = (from: number, to: number) => cut(pieces, text, from, to, written);
  const at = text.indexOf(uri[1]!, 5);
  const start = text.indexOf(uri[2]!, at + uri[1]!.length + 1);
  const query = uri[3] === undefined ? undefined : /(?:^|&)versionId=([^&]+)/.exec(uri[3]);
  const versionAt = query ? text.indexOf(query[1]!, text.indexOf("versionId=") + 10) : 0;
  return madeObject(
    {
      [bucket]: part(at, at + uri[1]!.length),
      [key]: part(start, start + uri[2]!.length),
      [version]: query ? part(versionAt, versionAt + query[1]!.length) : undefined,
    },
    place,
  );
}

function cut(pieces: readonly Piece[], text: string, from: number, to: number, whole: Value): Value {
  const own = slicePieces(pieces, from, to);
  return scalar(text.slice(from, to), { ...whole.origin, span: spanOfPieces(own) ?? whole.origin.span }, own);
}
