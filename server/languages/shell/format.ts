/** What kind of script a text is. */
import { HOLE } from "../documents/mapped-text.ts";

export type TextFormat = "shell" | "cloud-config" | "multipart" | "powershell" | "other";

const SHELLS = /^(?:sh|bash|dash|ash|zsh|ksh|rbash)$/;

/** True for the name of a program that reads shell scripts, with or without its folder. */
export function isShell(program: string): boolean {
  return SHELLS.test(program.slice(program.lastIndexOf("/") + 1));
}

/**
 * The format by the first line, as cloud-init and the Windows agents tell formats apart. Text without any mark is
 * taken for a shell script: it would not run, but that is what its author means.
 */
export function formatOf(text: string): TextFormat {
  const script = text.trimStart();
  const newline = script.indexOf("\n");
  const first = (newline < 0 ? script : script.slice(0, newline)).trimEnd();
  if (first.startsWith("#!")) return interpreterFormat(first.slice(2).trim());
  const lower = first.toLowerCase();
  if (/^#cloud-config(?:\s|$)/.test(lower)) return "cloud-config";
  if (lower.startsWith("#cloud-boothook")) return "shell";
  if (/^(?:mime-version|content-type|content-transfer-encoding|content-disposition):/.test(lower)) return "multipart";
  if (/^#ps1|^rem cmd/.test(lower) || /^[ \t]*<(?:powershell|script|persist)>/im.test(script)) return "powershell";
  if (/^version:\s*["']?\d/.test(lower)) return "powershell";
  if (/^(?:#include|#part-handler|#upstart-job|#cloud-config-|## *template:)/.test(lower)) return "other";
  if (lower.startsWith("[settings")) return "other";
  // The line that tells is not known.
  if (first.startsWith(HOLE) && first.replaceAll(HOLE, "").trim() === "") return "other";
  return "shell";
}

function interpreterFormat(line: string): TextFormat {
  const words = line.split(/\s+/);
  const program = words[0] ?? "";
  const named = /(?:^|\/)env$/.test(program)
    ? words.slice(1).find((word) => !word.startsWith("-") && !word.includes("="))
    : program;
  if (named === undefined || named.includes(HOLE)) return "other";
  if (isShell(named)) return "shell";
  return /(?:^|\/)(?:pwsh|powershell)$/i.test(named) ? "powershell" : "other";
}
