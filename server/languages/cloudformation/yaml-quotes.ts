/** The text that stands within quotes in YAML, lines folded. */

const escapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

const parts =
  /\\\r?\n[ \t]*|\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^\r\n]))|[ \t]*(?:\r?\n[ \t]*)+/g;

export function unquoted(raw: string, isDouble: boolean): string {
  if (!isDouble) return raw.replace(/[ \t]*(?:\r?\n[ \t]*)+/g, folded).replaceAll("''", "'");
  return raw.replace(parts, (whole, x?: string, u?: string, long?: string, letter?: string) => {
    const code = x ?? u ?? long;
    if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
    if (letter !== undefined) return escapes[letter] ?? letter;
    return whole.startsWith("\\") ? "" : folded(whole);
  });
}

function folded(breaks: string): string {
  const count = breaks.split("\n").length - 1;
  return count === 1 ? " " : "\n".repeat(count - 1);
}
