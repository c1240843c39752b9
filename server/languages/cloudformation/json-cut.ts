/** Cuts a JSON template into pieces that can be parsed apart: one for each entry of a top-level section. */

const sections = new Set([
  "Resources",
  "Parameters",
  "Mappings",
  "Conditions",
  "Outputs",
  "Rules",
  "Metadata",
  "Globals",
]);

/** The pieces of a template, in order; together they are the text. One piece where its brackets do not match. */
export function cutJson(text: string): string[] {
  const cuts: number[] = [];
  let depth = 0;
  let inSection = false;
  let lastKey = "";
  let expectValue = false;
  const open: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34) {
      const end = stringEnd(text, i);
      if (end < 0) return [text];
      if (depth === 1) lastKey = text.slice(i + 1, end);
      i = end;
    } else if (c === 123 || c === 91) {
      if (depth === 1) {
        inSection = c === 123 && expectValue && sections.has(lastKey);
        if (inSection) cuts.push(i + 1);
      }
      open[depth++] = c === 123 ? "}" : "]";
      if (depth > 500) return [text];
    } else if (c === 125 || c === 93) {
      if (depth === 0 || open[--depth] !== text[i]) return [text];
      if (depth === 1 && inSection) {
        cuts.push(i);
        inSection = false;
      }
    } else if (c === 44) {
      if (depth === 2 && inSection) cuts.push(i + 1);
      expectValue = false;
    } else if (c === 58 && depth === 1) expectValue = true;
  }
  if (depth !== 0 || cuts.length === 0) return [text];
  const pieces: string[] = [];
  let from = 0;
  for (const cut of [...cuts, text.length]) {
    if (cut > from) pieces.push(text.slice(from, cut));
    from = cut;
  }
  return pieces;
}

/** The closing quote of a string, or -1 where its line ends first. */
function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 92) i++;
    else if (c === 34) return i;
    else if (c === 10) return -1;
  }
  return -1;
}
