/** Random edits as people make them, the same ones for the same seed. */

export interface Edits {
  readonly seed: number;
  readonly edits: number;
}

export interface Edited {
  readonly files: ReadonlyMap<string, string>;
  /** The edit, for a message. */
  readonly what: string;
}

const characters = [..."abz019 \t\n:-#\"'{}[]()!&*|>,.$=/\\<%", "\r\n", "😀", "${", "\n\n", "  "];
const lines = [
  "# a comment",
  "// a comment",
  "  Timeout: 1800",
  "        Timeout: 1800",
  "  timeout = 1800",
  "x: &anchor 1",
  "y: *anchor",
  "<<: *anchor",
  'resource "aws_lambda_function" "more" {',
  "}",
  "---",
  "Resources:",
  "  Other:",
  "    Type: AWS::Lambda::Function",
  "<<EOT",
  "EOT",
  "`",
  "const more = 1800;",
  "/*",
  "*/",
  "# groundrule-disable-next-line",
];

/** Each edit is made to what the one before it left; now and then everything is undone. */
export function* randomEdits(original: ReadonlyMap<string, string>, { seed, edits }: Edits): Generator<Edited> {
  const next = generator(seed);
  const below = (n: number) => Math.floor(next() * n);
  let files = new Map(original);
  for (let i = 0; i < edits; i++) {
    if (below(12) === 0) {
      files = new Map(original);
      yield { files: new Map(files), what: `edit ${i}: everything is undone` };
      continue;
    }
    const path = [...files.keys()][below(files.size)]!;
    const { text, what } = edited(files.get(path)!, original.get(path)!, below);
    files.set(path, text);
    yield { files: new Map(files), what: `edit ${i}: ${path}: ${what}` };
  }
}

function edited(text: string, whole: string, below: (n: number) => number): { text: string; what: string } {
  const at = below(text.length + 1);
  const rows = text.split("\n");
  const row = below(rows.length);
  const withRows = (changed: readonly string[]) => changed.join("\n");
  switch (below(10)) {
    case 0:
      return { text: text.slice(0, at) + text.slice(at + 1 + below(3)), what: `characters at ${at} are deleted` };
    case 1:
    case 2: {
      const typed = characters[below(characters.length)]!;
      return { text: text.slice(0, at) + typed + text.slice(at), what: `${JSON.stringify(typed)} is typed at ${at}` };
    }
    case 3: {
      const typed = characters[below(characters.length)]!;
      return { text: text.slice(0, at) + typed + text.slice(at + 1), what: `${JSON.stringify(typed)} replaces ${at}` };
    }
    case 4:
      return { text: withRows(rows.toSpliced(row, 1 + below(3))), what: `lines at ${row} are deleted` };
    case 5:
      return {
        text: withRows(rows.toSpliced(row, 0, lines[below(lines.length)]!)),
        what: `a line is put in at ${row}`,
      };
    case 6:
      return { text: withRows(rows.toSpliced(row, 0, rows[row]!)), what: `line ${row} is doubled` };
    case 7: {
      const indented = below(2) === 0 ? ` ${rows[row]}` : rows[row]!.replace(/^ {1,2}/, "");
      return { text: withRows(rows.with(row, indented)), what: `line ${row} is indented another way` };
    }
    case 8: {
      const crlf = text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text.replaceAll("\n", "\r\n");
      return { text: crlf, what: "the line ends are changed" };
    }
    default: {
      const from = below(whole.length);
      const pasted = whole.slice(from, from + below(200));
      return { text: text.slice(0, at) + pasted + text.slice(at), what: `${from} and on is pasted at ${at}` };
    }
  }
}

/** Numbers in [0, 1), the same ones for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
