/** `fileset`: the files below a folder whose paths match a pattern. */
import { scalar, type Value } from "../../../core/values.ts";
import { asString } from "./arguments.ts";
import { setOf } from "./collection-types.ts";
import type { CallSite } from "./definition.ts";
import { NotKnown } from "./outcomes.ts";

/** How many folders and files are gone through. */
const MOST_FOLDERS = 500;
const MOST_FILES = 5000;
const DEEPEST = 40;

export function fileset(args: readonly Value[], at: CallSite): Value {
  const folder = asString(args[0]).replace(/(?<=.)\/+$/, "");
  const steps = asString(args[1])
    .split("/")
    .filter((s) => s !== "" && s !== ".")
    .map(matcher);
  if (/[*?[\]{}\\]/.test(folder)) throw new NotKnown("the folder's name holds characters of patterns");
  if (steps.length > DEEPEST) throw new NotKnown("the pattern is too long");
  const found = new Set<string>();
  const seen = new Set<string>();
  let folders = 0;
  const walk = (below: string, step: number, depth: number): void => {
    const wanted = steps[step];
    const state = `${step} ${below}`;
    if (wanted === undefined || seen.has(state)) return;
    seen.add(state);
    if (++folders > MOST_FOLDERS || found.size > MOST_FILES || depth > DEEPEST)
      throw new NotKnown("there are too many files to go through");
    const isLast = step === steps.length - 1;
    if (wanted === "any folders" && !isLast) walk(below, step + 1, depth);
    for (const name of at.host.listFolder(below === "" ? folder : `${folder}/${below}`)) {
      const isFolder = name.endsWith("/");
      const bare = isFolder ? name.slice(0, -1) : name;
      const path = below === "" ? bare : `${below}/${bare}`;
      if (wanted === "any folders") {
        if (isFolder) walk(path, step, depth + 1);
        else if (isLast) found.add(path);
      } else if (wanted.test(bare)) {
        if (isFolder) walk(path, step + 1, depth + 1);
        else if (isLast) found.add(path);
      }
    }
  };
  walk("", 0, 0);
  return setOf(
    [...found].map((path) => scalar(path, at.origin)),
    at.origin,
  );
}

/** What a step of the pattern takes: names, or folders however deep. */
function matcher(step: string): RegExp | "any folders" {
  if (step === "**") return "any folders";
  if (step === "..") throw new NotKnown("the pattern leaves the folder");
  let source = "";
  let alternatives = 0;
  for (let i = 0; i < step.length; i++) {
    const c = step[i]!;
    if (c === "*") source += ".*";
    else if (c === "?") source += ".";
    else if (c === "\\" && i + 1 < step.length) source += literal(step[++i]!);
    else if (c === "{") {
      source += "(?:";
      alternatives++;
    } else if (c === "}" && alternatives > 0) {
      source += ")";
      alternatives--;
    } else if (c === "," && alternatives > 0) source += "|";
    else if (c === "[") {
      const end = step.indexOf("]", i + 2);
      const set = step.slice(i + 1, end);
      if (end < 0 || !/^\^?[\w.-]+$/.test(set) || /[^\w^]-|-$/.test(set))
        throw new NotKnown("the pattern is not understood");
      source += `[${set.replaceAll(".", "\\.")}]`;
      i = end;
    } else source += literal(c);
  }
  // A brace that is open takes the next steps in; many stars may take very long.
  if (alternatives > 0 || step.length > 200 || step.split("*").length > 6)
    throw new NotKnown("the pattern is not understood");
  try {
    return new RegExp(`^${source.replace(/(?:\.\*){2,}/g, ".*")}$`, "su");
  } catch {
    throw new NotKnown("the pattern is not understood");
  }
}

function literal(character: string): string {
  return /[\w\s]/.test(character) || character.charCodeAt(0) > 127 ? character : `\\${character}`;
}
