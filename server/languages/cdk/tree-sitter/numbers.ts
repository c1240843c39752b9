/** Number literals of Java and C#. */

/** What a number literal means: `0x1F`, `0b101`, `017`, `1_000L`, `1.5f`, `10m`. */
export function readNumber(text: string): number {
  const digits = text.replace(/_/g, "");
  if (/^0[xX]/.test(digits)) return Number(digits.replace(/[lLuU]+$/, ""));
  if (/^0[bB]/.test(digits)) return Number(digits.replace(/[lLuU]+$/, ""));
  if (/^0[0-7]+[lL]?$/.test(digits)) return Number.parseInt(digits, 8);
  return Number(digits.replace(/[lLuUfFdDmM]+$/, ""));
}
