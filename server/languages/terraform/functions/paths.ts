/** Functions of paths, files and templates. */
import { object, scalar, type Value } from "../../../core/values.ts";
import { asString } from "./arguments.ts";
import { type CallSite, type Definitions, ofStrings } from "./definition.ts";
import { encodeBase64 } from "./encoding.ts";
import { fileset } from "./fileset.ts";
import { NotKnown } from "./outcomes.ts";
import { ofText } from "./partial-text.ts";

function clean(path: string): string {
  const rooted = path.startsWith("/");
  const parts: string[] = [];
  for (const step of path.split("/")) {
    if (step === "" || step === ".") continue;
    if (step === ".." && parts.length > 0 && parts[parts.length - 1] !== "..") parts.pop();
    else if (step !== ".." || !rooted) parts.push(step);
  }
  return (rooted ? "/" : "") + parts.join("/") || ".";
}

/** The home folder and the working folder belong to the machine. */
function pathexpand(path: string): string {
  if (path.startsWith("~")) throw new NotKnown("the home folder is not known");
  return path;
}

function abspath(path: string): string {
  if (!path.startsWith("/")) throw new NotKnown("the working folder is not known");
  return clean(path);
}

function basename(path: string): string {
  if (path === "") return ".";
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

function dirname(path: string): string {
  return clean(path.slice(0, path.lastIndexOf("/") + 1));
}

/** What was decoded with losses is not what stands in the file. */
export function wholeFile(args: readonly Value[], at: CallSite): Value {
  const value = file(args, at);
  if (value.kind === "scalar" && String(value.value).includes("\ufffd")) throw new NotKnown("the file is no text");
  return value;
}

const file = (args: readonly Value[], at: CallSite) => at.host.readFile(asString(args[0]), at.origin);

export const paths: Definitions = {
  abspath: ofStrings(1, abspath),
  basename: ofStrings(1, basename, ofText.basename),
  dirname: ofStrings(1, dirname),
  file: { min: 1, max: 1, apply: file },
  filebase64: { min: 1, max: 1, apply: (args, at) => encodeBase64(wholeFile(args, at), at.origin) },
  fileexists: {
    min: 1,
    max: 1,
    apply: (args, at) => scalar(at.host.fileExists(asString(args[0])), at.origin),
  },
  fileset: { min: 2, max: 2, apply: fileset },
  pathexpand: ofStrings(1, pathexpand),
  templatefile: {
    min: 2,
    max: 2,
    apply: (args, at) => at.host.renderFile(asString(args[0]), args[1]!, at.origin),
  },
  templatestring: {
    min: 1,
    max: 2,
    apply: (args, at) => at.host.renderText(args[0]!, args[1] ?? object([], at.origin), at.origin),
  },
};
