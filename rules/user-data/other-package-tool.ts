/** Says what one package manager is told in the words of another. Names of packages stay as they are. */
import type { FixBuilder } from "../../server/core/fix-builder.ts";
import type { Command } from "../../server/core/scripts.ts";
import { type Span, spanText } from "../../server/core/span.ts";

export type PackageManager = "yum" | "dnf" | "apt-get";

/** The commands of a script as another package manager takes them; undefined where one of them has no counterpart. */
export function inWordsOf(
  manager: PackageManager,
  commands: readonly Command[],
): ((edit: FixBuilder) => void) | undefined {
  // Images for apt come without lists of packages: nothing is found before the first update.
  let hasLists = manager !== "apt-get";
  const texts: { readonly span: Span; readonly text: string }[] = [];
  for (const command of commands) {
    const asked = askedBy(command);
    const counterparts = asked && (manager === "apt-get" ? forApt(asked) : forRpm(asked));
    if (!counterparts) return undefined;
    const all = !hasLists && asked.verb === "install" ? ["update", ...counterparts] : counterparts;
    if (asked.verb === "install" || all[0] === "update") hasLists = true;
    if (all.length > 1 && !isOnItsOwn(command)) return undefined;
    const runBy = (command.wrappers ?? []).map((word) => `${spanText(word.span)} `).join("");
    texts.push({ span: command.span, text: all.map((words) => `${manager} ${words}`).join(` && ${runBy}`) });
  }
  return (edit) => {
    for (const { span, text } of texts) edit.replaceText(span, text);
  };
}

interface Asked {
  readonly verb: string;
  readonly names: readonly string[];
  /** Flags that mean the same everywhere, with a blank before each. */
  readonly flags: string;
}

/** What a command asks of its manager, where each of its words is understood and stands there as it is. */
function askedBy({ words, span }: Command): Asked | undefined {
  const texts = words.map((word) => word.text);
  if (
    spanText(span)
      .split(/(?:\s|\\\n)+/)
      .join(" ") !== texts.join(" ")
  )
    return undefined;
  const [program, ...given] = texts as string[];
  // What Amazon Linux 2 has as extras has other names everywhere else.
  if (!/^(?:yum|dnf|apt|apt-get)$/.test(program!)) return undefined;
  const flags = given.filter((word) => word.startsWith("-"));
  if (!flags.every((flag) => /^(?:-[yq]+|--yes|--assume-?yes|--quiet)$/.test(flag))) return undefined;
  const [verb, ...names] = given.filter((word) => !word.startsWith("-"));
  if (verb === undefined || !names.every((name) => /^[A-Za-z0-9][\w.+-]*$/.test(name) && !/\.(?:rpm|deb)$/.test(name)))
    return undefined;
  const says = (letter: string, long: RegExp) =>
    flags.some((flag) => (flag.startsWith("--") ? long.test(flag) : flag.includes(letter)));
  // `-qq` is quiet, and says yes.
  const yes = says("y", /yes/) || flags.some((flag) => /^-[yq]*qq/.test(flag));
  return { verb, names, flags: `${yes ? " -y" : ""}${says("q", /quiet/) ? " -q" : ""}` };
}

/** One command or two for apt, of what yum and dnf are asked. */
function forApt({ verb, names, flags }: Asked): string[] | undefined {
  const named = names.length > 0 ? `${flags} ${names.join(" ")}` : undefined;
  switch (verb) {
    case "install":
      return named ? [`install${named}`] : undefined;
    case "reinstall":
      return named ? [`install --reinstall${named}`] : undefined;
    case "remove":
    case "erase":
      return named ? [`remove${named}`] : undefined;
    case "update":
    case "upgrade":
      return named ? [`install --only-upgrade${named}`] : ["update", `upgrade${flags}`];
    case "makecache":
      return named ? undefined : ["update"];
    default:
      return undefined;
  }
}

/** A command for yum and dnf, of what apt is asked. */
function forRpm({ verb, names, flags }: Asked): string[] | undefined {
  const named = names.length > 0 ? `${flags} ${names.join(" ")}` : undefined;
  switch (verb) {
    case "install":
      return named ? [`install${named}`] : undefined;
    case "remove":
    case "purge":
      return named ? [`remove${named}`] : undefined;
    case "update":
      return named ? undefined : [`makecache${flags}`];
    case "upgrade":
    case "dist-upgrade":
    case "full-upgrade":
      return named ? undefined : [`upgrade${flags}`];
    default:
      return undefined;
  }
}

/** True where two commands in place of one mean the same: at the beginning of a line or text, or behind `&&` or `;`. */
function isOnItsOwn({ span, wrappers }: Command): boolean {
  const { chunk } = span;
  const start = wrappers?.[0]?.span.start ?? span.start;
  return /(?:^|\n|\\n|&&|;|['"`])[ \t]*$/.test(chunk.text.slice(Math.max(0, start - 200), start));
}
