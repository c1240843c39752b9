/** The commands of a cloud-config: what stands under `bootcmd` and `runcmd`. */
import type { Origin, Value } from "../../core/values.ts";
import { readDocument } from "../documents/index.ts";
import { MappedText, MappedTextBuilder } from "../documents/mapped-text.ts";
import type { CommandReader } from "./commands.ts";
import { plainArgument } from "./words.ts";

const COMMAND_KEYS = ["bootcmd", "runcmd"];

/** Reads the commands; gives back why the document cannot be read, if it cannot. */
export function readCloudConfig(text: MappedText, reader: CommandReader): string | undefined {
  const document = readDocument(text.toValue());
  if (document?.kind === "unknown") return document.reason;
  if (document?.kind !== "object") return undefined;
  for (const key of COMMAND_KEYS) {
    const commands = document.entries.get(key)?.value;
    if (commands?.kind === "list") for (const item of commands.items) readItem(item, reader);
  }
  return undefined;
}

/** A string is given to a shell; a list is a program and its arguments. */
function readItem(item: Value, reader: CommandReader): void {
  if (item.kind === "list") reader.words(item.items.map((word) => plainArgument(wordText(word, item.origin))));
  else {
    const script = MappedText.of(item);
    if (script) reader.script(script);
  }
}

/** A word as the program gets it: numbers and booleans as they are printed. */
function wordText(word: Value, command: Origin): MappedText {
  const asString = word.kind === "scalar" ? { ...word, value: String(word.value) } : word;
  return new MappedTextBuilder(command).add(MappedText.of(asString) ?? MappedText.ofHole(word)).build();
}
