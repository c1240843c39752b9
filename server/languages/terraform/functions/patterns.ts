/** Go's regular expressions (RE2) as those of JavaScript, where they mean the same. */
import { NotKnown, Refused } from "./outcomes.ts";

const LONGEST_PATTERN = 1000;

const CLASSES: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  blank: "\\t ",
  digit: "0-9",
  lower: "a-z",
  punct: "!-\\/:-@\\[-`\\{-~",
  space: "\\t\\n\\v\\f\\r ",
  upper: "A-Z",
  word: "0-9A-Za-z_",
  xdigit: "0-9A-Fa-f",
};

/**
 * Compiles a pattern. What JavaScript cannot say is not known; so is a pattern that could take it very long, which
 * Go's never do.
 */
export function goPattern(pattern: string, flags: string): RegExp {
  if (pattern.length > LONGEST_PATTERN) throw new NotKnown("the pattern is too long");
  const { source, more } = translate(pattern);
  if (
    /[*+}]\)*[*+{]|[*+]\)[*+{]|\([^()]*[*+][^()]*\)\s*[*+{]/.test(
      source.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x"),
    )
  )
    throw new NotKnown("the pattern repeats a repetition");
  try {
    return new RegExp(source, flags + more);
  } catch {
    throw new NotKnown("the pattern is not understood");
  }
}

function translate(pattern: string): { source: string; more: string } {
  let more = "";
  let source = "";
  let inClass = false;
  let i = 0;
  const leading = /^\(\?([ims]+)\)/.exec(pattern);
  if (leading) {
    more = [...new Set(leading[1]!)].join("");
    i = leading[0].length;
  }
  while (i < pattern.length) {
    const c = pattern[i]!;
    const rest = pattern.slice(i);
    if (c === "\\") {
      const e = pattern[i + 1];
      if (e === undefined) throw new Refused("the pattern ends in a backslash");
      if (/[AzQEpPCG]/.test(e)) {
        if (e === "A") source += "^";
        else if (e === "z") source += "$";
        else throw new NotKnown("the pattern is not understood");
        if (more.includes("m")) throw new NotKnown("the pattern is not understood");
      } else if (e === "s") source += inClass ? "\\t\\n\\f\\r " : "[\\t\\n\\f\\r ]";
      else if (e === "S" && !inClass) source += "[^\\t\\n\\f\\r ]";
      else if (/[a-zA-Z0-9]/.test(e)) {
        if (!/[dDwWbBnrtfvSx]/.test(e)) throw new NotKnown("the pattern is not understood");
        source += c + e;
      } else source += /[\^$\\.*+?()[\]{}|/-]/.test(e) ? (e === "-" && !inClass ? "-" : c + e) : e;
      i += 2;
      continue;
    }
    if (inClass) {
      const posix = /^\[:(\^?)(\w+):\]/.exec(rest);
      if (posix) {
        const set = CLASSES[posix[2]!];
        if (set === undefined || posix[1]) throw new NotKnown("the pattern is not understood");
        source += set;
        i += posix[0].length;
        continue;
      }
      if (c === "]") inClass = false;
      source += c === "[" ? "\\[" : c;
      i++;
      continue;
    }
    if (c === "[") {
      inClass = true;
      const open = /^\[\^?\]?/.exec(rest)![0];
      source += open.endsWith("]") ? `${open.slice(0, -1)}\\]` : open;
      i += open.length;
      continue;
    }
    if (rest.startsWith("(?P<")) {
      source += "(?<";
      i += 4;
      continue;
    }
    if (rest.startsWith("(?") && !/^\(\?(:|<\w)/.test(rest)) throw new NotKnown("the pattern is not understood");
    if (c === "$" && !more.includes("m")) source += "(?![\\s\\S])";
    else if (c === "{" && !/^\{\d+(,\d*)?\}/.test(rest)) source += "\\{";
    else if (c === "}" && !/\{\d+(,\d*)?$/.test(source)) source += "\\}";
    else if (c === "]") source += "\\]";
    else source += c;
    i++;
  }
  return { source, more };
}

/** `$1`, `${1}`, `${name}` of Go: the longest run of word characters is the name. */
export function goReplacement(template: string): (...args: unknown[]) => string {
  return (...args) => {
    const last = args[args.length - 1];
    const groups = typeof last === "object" && last !== null ? (last as Record<string, string | undefined>) : undefined;
    const count = args.findIndex((a) => typeof a === "number");
    return template.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_, dollar, bare, braced) => {
      if (dollar) return "$";
      const name: string = bare ?? braced;
      if (/^\d+$/.test(name)) return Number(name) < count ? String(args[Number(name)] ?? "") : "";
      return groups?.[name] ?? "";
    });
  };
}
