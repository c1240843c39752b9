/** Scripts that stand in strings: user data, commands of provisioners, lines that a construct is given. */
import type { Script } from "../../core/scripts.ts";
import type { Value } from "../../core/values.ts";
import { MappedText } from "../documents/mapped-text.ts";
import { readCloudConfig } from "./cloud-config.ts";
import { CommandReader } from "./commands.ts";
import { formatOf, type TextFormat } from "./format.ts";
import { type Part, partsOf } from "./multipart.ts";

/** A script with more characters than this is not read. */
const LARGEST = 256 * 1024;
/** Encodings around encodings. */
const MOST_ENCODINGS = 10;

const read = new WeakMap<Value, Script | { readonly none: true }>();

/**
 * The script that a text value holds: what of it runs, and where that stands. An encoding that the text is still
 * known behind is looked through. A value that is no known text gives undefined.
 */
export function readScript(value: Value): Script | undefined {
  const known = read.get(value);
  if (known) return "none" in known ? undefined : known;
  const result = scriptIn(value);
  read.set(value, result ?? { none: true });
  return result;
}

function scriptIn(value: Value): Script | undefined {
  let at = value;
  for (let i = 0; at.madeFrom; i++) {
    if (i >= MOST_ENCODINGS) return undefined;
    if (at.madeFrom.by === "json" || at.madeFrom.by === "yaml") break;
    at = at.madeFrom.value;
  }
  const text = MappedText.of(at);
  if (!text) return undefined;
  const reader = new CommandReader();
  if (text.text.length > LARGEST) {
    reader.note(`the script is longer than ${LARGEST / 1024} KB and is not read`, text.origin.span);
    return { format: "other", commands: [], expansions: [], text, problems: reader.problems };
  }
  const format = at.madeFrom ? "other" : formatOf(text.text);
  readAs(format, text, reader);
  const { commands, expansions, problems } = reader;
  return { format, commands, expansions, ...(!at.madeFrom && { text }), problems };
}

function readAs(format: TextFormat, text: MappedText, reader: CommandReader): void {
  if (format === "shell") reader.script(text);
  else if (format === "cloud-config") {
    const failure = readCloudConfig(text, reader);
    if (failure) reader.note(failure, text.origin.span);
  } else if (format === "multipart")
    // Each part is a process of its own: it does not see the functions of the others.
    for (const part of partsOf(text)) readPart(part, reader);
}

function readPart({ type, plain, text }: Part, reader: CommandReader): void {
  if (!plain) return;
  const own = new CommandReader();
  if (type === "text/cloud-config") readAs("cloud-config", text, own);
  else if (type === undefined || type === "text/plain" || /^text\/(?:x-shellscript|cloud-boothook)/.test(type)) {
    const format = formatOf(text.text);
    if (format !== "multipart") readAs(format, text, own);
  }
  reader.commands.push(...own.commands);
  reader.expansions.push(...own.expansions);
  reader.problems.push(...own.problems);
}
