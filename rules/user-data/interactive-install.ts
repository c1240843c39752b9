import { everyScript, scriptKinds } from "../../server/aws/scripts.ts";
import { rule } from "../../server/core/rules.ts";
import type { Command, Script, Word } from "../../server/core/scripts.ts";
import { spanText } from "../../server/core/span.ts";

export default rule({
  id: "ec2-user-data-interactive-install",
  title: "A package command asks a question that nobody answers at boot",
  category: "correctness",
  variants: {
    asks: { severity: "error", profile: "errors" },
    mayAsk: { severity: "warning", profile: "recommended" },
    flag: { severity: "error", profile: "errors" },
  },
  notes: "EC2 › Launching an EC2 instance running Linux",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  alone: scriptKinds,
  check(context) {
    for (const { script, where, at } of everyScript(context)) {
      if (answersInSettings(script)) continue;
      for (const command of script.commands) {
        const problem = problemOf(
          command,
          where === "user data" ? "at boot nobody answers" : "nobody is there to answer",
        );
        if (!problem) continue;
        const { variant, word, message, replacement } = problem;
        const found = context.report(variant, at(variant === "flag" ? word.span : command.span), message);
        if (spanText(word.span) === word.text)
          found.fix(
            variant === "flag" ? `Write -y instead of ${word.text}` : `Add ${replacement.replace(/^.* /, "")}`,
            (edit) => edit.replaceText(word.span, replacement),
            { safe: true },
          );
      }
    }
  },
});

interface Manager {
  /** Sub-commands that ask before they change something. */
  readonly verbs: ReadonlySet<string>;
  /** Those that only ask when more than what is named would change. */
  readonly sometimes?: ReadonlySet<string>;
  /** One-letter flags, and those of them that take a value. */
  readonly letters?: string;
  readonly valued?: string;
  readonly yes: RegExp;
  /** What makes it change nothing, or say no by itself. */
  readonly idle: RegExp;
  /** What the fix adds behind the sub-command. */
  readonly flag: string;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const rpm = words(
  "install update upgrade remove erase reinstall downgrade localinstall localupdate groupinstall groupupdate group-install autoremove update-minimal upgrade-minimal distro-sync",
);

const yum: Manager = {
  verbs: rpm,
  letters: "hCqvyt46bcRdex",
  valued: "cRdex",
  yes: /^(?:--assumeyes|-[hCqvtb46]*y\w*)$/,
  idle: /^(?:--assumeno|--downloadonly|--help|--setopt=.*|-h)$/,
  flag: "-y",
};

const apt: Manager = {
  verbs: words("upgrade dist-upgrade full-upgrade remove purge autoremove autopurge"),
  sometimes: words("install build-dep"),
  yes: /^(?:--yes|--assume-yes|--force-yes|-qq.*|-[a-zA-Z]*y[a-zA-Z]*|-[a-zA-Z]*qq[a-zA-Z]*|-q=2|--quiet=2)$/,
  idle: /^(?:--simulate|--just-print|--dry-run|--recon|--no-act|--download-only|--print-uris|--trivial-only|--assume-no|--help|-[a-zA-Z]*[sdh][a-zA-Z]*|-o.*|--option.*|-c.*|--config-file.*)$/,
  flag: "-y",
};

const zypper: Manager = {
  verbs: words("install in update up remove rm patch dist-upgrade dup"),
  yes: /^(?:--non-interactive|--no-confirm|-n|-y)$/,
  idle: /^(?:--dry-run|--download-only|--help|-[hDd])$/,
  flag: "--no-confirm",
};

const managers: Readonly<Record<string, Manager>> = {
  yum,
  dnf: yum,
  apt,
  "apt-get": apt,
  zypper,
};

interface Problem {
  readonly variant: "asks" | "mayAsk" | "flag";
  readonly word: Word;
  readonly message: string;
  readonly replacement: string;
}

function problemOf(command: Command, nobody: string): Problem | undefined {
  const [program, ...rest] = command.words;
  const name = program?.text?.slice(program.text.lastIndexOf("/") + 1);
  const manager = name === undefined || !Object.hasOwn(managers, name) ? undefined : managers[name];
  // What is not known may be the flag; what is fed may be the answer.
  if (!manager || command.isFed || command.input || rest.some((w) => w.text === undefined)) return undefined;
  const texts = rest.map((w) => w.text!);
  if (texts.some((t) => manager.idle.test(t))) return undefined;
  const verbAt = verbIndex(texts, manager);
  const verb = rest[verbAt];
  if (!verb) return undefined;
  const called = `${name} ${verb.text}`;
  const asks = manager.verbs.has(verb.text!);
  if (!asks && !manager.sometimes?.has(verb.text!)) return undefined;
  const wrong = rest.find((w) => isWrongCluster(w.text!, manager));
  if (wrong)
    return {
      variant: "flag",
      word: wrong,
      message: `\`${wrong.text}\` is no flag of ${name}, so \`${called}\` stops with an error. To answer yes to every question, write \`-y\`.`,
      replacement: "-y",
    };
  if (texts.some((t) => manager.yes.test(t))) return undefined;
  return {
    variant: asks ? "asks" : "mayAsk",
    word: verb,
    message: asks
      ? `\`${called}\` asks before it changes anything, and ${nobody}: it gives up. Add \`${manager.flag}\`.`
      : `\`${called}\` asks when it needs more than the packages that are named, and ${nobody}: it gives up. Add \`${manager.flag}\`.`,
    replacement: `${verb.text} ${manager.flag}`,
  };
}

/** The first word that is no option, nor the value of one. */
function verbIndex(texts: readonly string[], { valued = "" }: Manager): number {
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i]!;
    if (!text.startsWith("-")) return i;
    if (/^-\w$/.test(text) && valued.includes(text[1]!)) i++;
  }
  return -1;
}

/** A cluster of one-letter flags of which it does not know every one. */
function isWrongCluster(text: string, { letters, valued = "" }: Manager): boolean {
  if (letters === undefined || !/^-y[a-zA-Z]+$/.test(text)) return false;
  for (const letter of text.slice(1)) {
    if (!letters.includes(letter)) return true;
    if (valued.includes(letter)) return false;
  }
  return false;
}

/** True where the script, or what it writes, sets the answer for every command. */
function answersInSettings({ text }: Script): boolean {
  return text !== undefined && /assumeyes\s*=|Assume-Yes["']?\s+["']?(?:true|1|yes)/i.test(text.text);
}
