/** Functions of paths, files and templates. */
import { object, scalar, type Value } from "../../../core/values.ts";
import { asString } from "./arguments.ts";
import { type CallSite, type Definitions, ofStrings } from "./definition.ts";
import { encodeBase64 } from "./encoding.ts";

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

function basename(path: string): string {
  if (path === "") return ".";
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

function dirname(path: string): string {
  return clean(path.slice(0, path.lastIndexOf("/") + 1));
}

const file = (args: readonly Value[], at: CallSite) => at.host.readFile(asString(args[0]), at.origin);

export const paths: Definitions = {
  basename: ofStrings(1, basename),
  dirname: ofStrings(1, dirname),
  file: { min: 1, max: 1, apply: file },
  filebase64: { min: 1, max: 1, apply: (args, at) => encodeBase64(file(args, at), at.origin) },
  fileexists: {
    min: 1,
    max: 1,
    apply: (args, at) => scalar(at.host.fileExists(asString(args[0])), at.origin),
  },
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
