/** Commands that run another command: `sudo -u x …`, `env X=y …`, `bash -c '…'`. */

import type { MappedText } from "../documents/mapped-text.ts";
import { MappedTextBuilder } from "../documents/mapped-text.ts";
import { isShell } from "./format.ts";
import { type Argument, unknownArgument } from "./words.ts";

/** What is really run by the words of a command. */
export type Run =
  /** A program. The words are those of the innermost command. */
  | { readonly kind: "program"; readonly words: readonly Argument[] }
  /** A script that stands in an argument. */
  | { readonly kind: "script"; readonly words: readonly Argument[]; readonly script: MappedText }
  /** A shell that reads its script from its input. */
  | { readonly kind: "input"; readonly words: readonly Argument[] };

interface Wrapper {
  /** Short options with a value of their own. */
  readonly short?: string;
  /** Long options whose value is the next word. */
  readonly long?: readonly string[];
  /** Words between the options and the command: a user, a duration, a file. */
  readonly operands?: number;
  readonly assignments?: boolean;
  /** Options that make it something else than a wrapper. */
  readonly unless?: RegExp;
  /** Without a command it starts a shell when one of these is given. */
  readonly shell?: RegExp;
}

const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  sudo: {
    short: "ughpCrtUTRD",
    long: ["user", "group", "host", "prompt", "role", "type", "chdir", "chroot", "command-timeout", "other-user"],
    assignments: true,
    unless: /^(?:-[eKlvV]+|--(?:edit|list|validate|version|remove-timestamp))$/,
    shell: /^(?:-[a-zA-Z]*[is]|--login|--shell)$/,
  },
  doas: { short: "uC", shell: /^-s$/ },
  env: { short: "uC", long: ["unset", "chdir"], assignments: true, unless: /^-S|^--split-string/ },
  nohup: {},
  setsid: {},
  nice: { short: "n", long: ["adjustment"] },
  ionice: { short: "cnp", long: ["class", "classdata"], unless: /^-[pPu]/ },
  time: { short: "fo", long: ["format", "output"] },
  timeout: { short: "sk", long: ["signal", "kill-after"], operands: 1 },
  stdbuf: { short: "ioe", long: ["input", "output", "error"] },
  exec: { short: "a" },
  command: { unless: /^-[pvV]*[vV]/ },
  builtin: {},
  chronic: {},
  unbuffer: {},
  gosu: { operands: 1 },
  "su-exec": { operands: 1 },
  flock: { short: "wE", long: ["timeout", "wait", "conflict-exit-code"], operands: 1 },
  runuser: { short: "u", long: ["user"], unless: /^(?:-|-[lc]|--login|--command=?.*)$/ },
  xargs: {
    short: "adEILnPs",
    long: ["arg-file", "delimiter", "max-lines", "max-args", "max-procs", "max-chars", "replace", "process-slot-var"],
  },
};

/** Wrappers within wrappers. */
const MOST_WRAPPERS = 10;

/** Takes the wrappers off a command. What is not understood is left on. */
export function unwrap(words: readonly Argument[]): Run {
  let at = words;
  for (let i = 0; i < MOST_WRAPPERS; i++) {
    const name = programName(at[0]);
    if (name === undefined) break;
    if (isShell(name)) return shellRun(at);
    if (name === "su") return suRun(at);
    if (name === "eval") return evalRun(at);
    if (name === "trap") return trapRun(at);
    if (name === "find") {
      const inner = findRun(at);
      if (!inner) break;
      at = inner;
      continue;
    }
    if (name === "runuser" && suScript(at)) return suRun(at);
    const wrapper = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
    if (!wrapper) break;
    const inner = behind(at, wrapper);
    if (inner === "shell") return { kind: "input", words: at };
    if (inner === undefined || inner.length === 0) break;
    at = name === "xargs" ? withInput(at, inner) : inner;
  }
  return { kind: "program", words: at };
}

/** The name of the program that a word starts, without its folder. */
export function programName(word: Argument | undefined): string | undefined {
  const text = word?.text;
  return text?.slice(text.lastIndexOf("/") + 1);
}

/** The words behind a wrapper and its options; undefined when they are not understood. */
function behind(words: readonly Argument[], wrapper: Wrapper): readonly Argument[] | "shell" | undefined {
  let operands = wrapper.operands ?? 0;
  let shell = false;
  for (let i = 1; i < words.length; i++) {
    const text = words[i]!.text;
    if (text === undefined) {
      if (operands === 0) return words.slice(i);
      operands--;
    } else if (text === "--") return words.slice(i + 1 + operands);
    else if (wrapper.unless?.test(text)) return undefined;
    else if (text.startsWith("--")) {
      if (wrapper.long?.includes(text.slice(2))) i++;
    } else if (text.startsWith("-") && text.length > 1) {
      if (wrapper.shell?.test(text)) shell = true;
      if (takesNext(text, wrapper.short ?? "")) i++;
    } else if (wrapper.assignments && /^[A-Za-z_]\w*=/.test(text)) continue;
    else if (operands > 0) operands--;
    else return words.slice(i);
  }
  return shell ? "shell" : undefined;
}

/** True when the value of the last option in a cluster is the next word. */
function takesNext(cluster: string, withValue: string): boolean {
  for (let i = 1; i < cluster.length; i++) if (withValue.includes(cluster[i]!)) return i === cluster.length - 1;
  return false;
}

/** `xargs` puts words from its input behind the command, or in the place of a mark. */
function withInput(xargs: readonly Argument[], inner: readonly Argument[]): readonly Argument[] {
  const options = xargs.slice(1, xargs.length - inner.length).map((word) => word.text ?? "");
  const replaces = options.findIndex((text) => /^(?:-I|-i|--replace)/.test(text));
  if (replaces < 0) return [...inner, unknownArgument(xargs[0]!.span)];
  const option = options[replaces]!;
  const mark = option === "-I" ? (options[replaces + 1] ?? "{}") : option.replace(/^(?:-[Ii]|--replace=?)/, "") || "{}";
  return inner.map((word) => (word.text?.includes(mark) ? unknownArgument(word.span) : word));
}

/** `find … -exec command … ;` */
function findRun(words: readonly Argument[]): readonly Argument[] | undefined {
  const exec = words.findIndex((word) => /^-(?:exec|execdir|ok|okdir)$/.test(word.text ?? ""));
  if (exec < 0) return undefined;
  const rest = words.slice(exec + 1);
  const end = rest.findIndex((word) => word.text === ";" || word.text === "+");
  const inner = end < 0 ? rest : rest.slice(0, end);
  if (inner.length === 0) return undefined;
  return inner.map((word) => (word.text?.includes("{}") ? unknownArgument(word.span) : word));
}

/** `trap 'script' SIGNAL…` */
function trapRun(words: readonly Argument[]): Run {
  const script = words[1];
  if (words.length < 3 || !script || script.text === "" || script.text?.startsWith("-"))
    return { kind: "program", words };
  return { kind: "script", words, script: script.content };
}

const SHELL_OPTIONS_WITH_VALUE = new Set(["-o", "+o", "-O", "+O", "--rcfile", "--init-file"]);

function shellRun(words: readonly Argument[]): Run {
  let reads = false;
  let command = false;
  for (let i = 1; i < words.length; i++) {
    const word = words[i]!;
    const { text } = word;
    if (command && (text === undefined || !/^[-+]./.test(text))) return { kind: "script", words, script: word.content };
    if (text === undefined) return { kind: "program", words };
    if (SHELL_OPTIONS_WITH_VALUE.has(text)) i++;
    else if (text === "-" || text === "--") {
      if (command) continue;
      return words.length === i + 1 || reads ? { kind: "input", words } : { kind: "program", words };
    } else if (/^[-+]/.test(text)) {
      if (text.startsWith("--")) continue;
      if (text.includes("c")) command = true;
      if (text.includes("s")) reads = true;
      if (/o$/.test(text)) i++;
    } else if (text === "/dev/stdin") return { kind: "input", words };
    else return reads ? { kind: "input", words } : { kind: "program", words };
  }
  return { kind: "input", words };
}

const SU_OPTIONS_WITH_VALUE = new Set(["-s", "--shell", "-g", "--group", "-G", "--supp-group", "-w"]);

function suScript(words: readonly Argument[]): MappedText | undefined {
  for (let i = 1; i < words.length; i++) {
    const { text } = words[i]!;
    if (text === undefined) continue;
    if (SU_OPTIONS_WITH_VALUE.has(text)) i++;
    else if (/^-[a-zA-Z]*c$/.test(text) || text === "--command" || text === "--session-command")
      return words[i + 1]?.content;
    else {
      const long = /^--(?:session-)?command=/.exec(text);
      if (long) return words[i]!.content.slice(long[0].length, text.length);
    }
  }
  return undefined;
}

function suRun(words: readonly Argument[]): Run {
  const script = suScript(words);
  return script ? { kind: "script", words, script } : { kind: "input", words };
}

function evalRun(words: readonly Argument[]): Run {
  const script = joined(words.slice(1));
  return script ? { kind: "script", words, script } : { kind: "program", words };
}

/** Words as one text, with a space between; undefined when there are none. */
export function joined(words: readonly Argument[]): MappedText | undefined {
  const first = words[0];
  if (!first) return undefined;
  const builder = new MappedTextBuilder(first.content.origin);
  words.forEach((word, i) => {
    if (i > 0) builder.addSpelled(" ", undefined);
    builder.add(word.content);
  });
  return builder.build();
}
