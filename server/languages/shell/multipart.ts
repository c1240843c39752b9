/** MIME messages: several scripts in one user data, each with its own headers. */
import type { MappedText } from "../documents/mapped-text.ts";

export interface Part {
  /** The media type in lower case; undefined when none is written. */
  readonly type: string | undefined;
  /** False when the part is encoded, so that its characters are not its text. */
  readonly plain: boolean;
  readonly text: MappedText;
}

/** Messages within messages. */
const DEEPEST = 3;
const MOST_PARTS = 200;

/** The parts of a message, those of messages within it too. */
export function partsOf(message: MappedText): Part[] {
  const parts: Part[] = [];
  collect(message, parts, 0);
  return parts;
}

function collect(message: MappedText, parts: Part[], depth: number): void {
  // Only white space before the message itself is nobody's intention; before a part it ends the headers.
  const start = depth === 0 ? message.text.length - message.text.trimStart().length : 0;
  const rest = message.text.slice(start);
  const headersEnd = /^[ \t]*\n|\n[ \t]*\n/.exec(rest);
  const headersLength = headersEnd?.index ?? rest.length;
  const headers = rest.slice(0, headersLength).replace(/\n[ \t]+/g, " ");
  const body = message.slice(start + headersLength + (headersEnd?.[0].length ?? 0), message.text.length);
  const contentType = header(headers, "content-type");
  const type = contentType
    ?.replace(/;[\s\S]*/, "")
    .trim()
    .toLowerCase();
  const boundary = contentType && /;\s*boundary\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(contentType);
  if (!type?.startsWith("multipart/")) {
    const encoding = header(headers, "content-transfer-encoding")?.toLowerCase() ?? "7bit";
    parts.push({ type, plain: /^(?:7bit|8bit|binary)$/.test(encoding), text: body });
    return;
  }
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!mark || depth >= DEEPEST) return;
  for (const part of between(body, `--${mark}`)) {
    if (parts.length >= MOST_PARTS) return;
    collect(part, parts, depth + 1);
  }
}

function header(headers: string, name: string): string | undefined {
  for (const line of headers.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0 && line.slice(0, colon).trim().toLowerCase() === name) return line.slice(colon + 1).trim();
  }
  return undefined;
}

/** What stands between the lines that are the delimiter. The last may be missing. */
function between(body: MappedText, delimiter: string): MappedText[] {
  const { text } = body;
  const found: MappedText[] = [];
  let open: number | undefined;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end).trim();
    if (line === delimiter || line === `${delimiter}--`) {
      if (open !== undefined) found.push(body.slice(open, at));
      open = line === delimiter ? end + 1 : undefined;
      if (line !== delimiter) return found;
    }
    at = end + 1;
  }
  if (open !== undefined && open < text.length) found.push(body.slice(open, text.length));
  return found;
}
