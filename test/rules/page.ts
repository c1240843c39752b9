/**
 * Rule pages as tests. The examples of a page are fenced blocks whose info string says what is expected of them:
 * "yaml bad", "hcl fixed Set the timeout to 15 minutes", "ts good". Caret lines under a line mark the exact span of a
 * finding; words after the carets are the whole message. A "|" before them is a gutter, so that column 1 can be marked.
 */

export interface PageExample {
  readonly expectation: "bad" | "fixed" | "good";
  /** For "fixed": the title of the fix that makes it out of the "bad" one before it. */
  readonly fixTitle?: string;
  readonly language: string;
  /** The files, without their caret lines. The first is the one that is linted for. */
  readonly files: ReadonlyMap<string, string>;
  readonly marks: readonly Mark[];
  /** The line of the page that it begins on, from 1. */
  readonly line: number;
}

export interface Mark {
  readonly path: string;
  /** Zero-based. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly message?: string;
}

const names: Readonly<Record<string, string>> = {
  yaml: "template.yaml",
  json: "template.json",
  hcl: "main.tf",
  terraform: "main.tf",
  ts: "app.ts",
  typescript: "app.ts",
  csharp: "App.cs",
  go: "main.go",
  java: "App.java",
  python: "app.py",
};

/** The examples of a page. A fence without an expectation is prose. */
export function examplesOf(page: string): PageExample[] {
  const examples: PageExample[] = [];
  const lines = page.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const fence = /^(`{3,}|~{3,})(\w+) (bad|good|fixed)(?: (.+))?$/.exec(lines[i]!);
    if (!fence) continue;
    const [, ticks, language, expectation, fixTitle] = fence as unknown as [
      string,
      string,
      string,
      PageExample["expectation"],
      string?,
    ];
    const body: string[] = [];
    const line = i + 1;
    for (i++; i < lines.length && lines[i] !== ticks; i++) body.push(lines[i]!);
    examples.push({ expectation, language, line, ...(fixTitle && { fixTitle }), ...parseBody(body, names[language]!) });
  }
  return examples;
}

function parseBody(body: readonly string[], defaultName: string): Pick<PageExample, "files" | "marks"> {
  const files = new Map<string, string[]>();
  const marks: Mark[] = [];
  let path = `/page/${defaultName}`;
  for (const line of body) {
    const file = /^--- file: (\S+)$/.exec(line);
    if (file) {
      path = `/page/${file[1]}`;
      files.set(path, []);
      continue;
    }
    const text = files.get(path) ?? [];
    files.set(path, text);
    const caret = /^(\|?)([ \t]*)(\^+)(?: (.+))?$/.exec(line);
    if (caret && text.length > 0) {
      const [, , space, carets, message] = caret as unknown as [string, string, string, string, string?];
      const start = space.length;
      marks.push({ path, line: text.length - 1, start, end: start + carets.length, ...(message && { message }) });
    } else text.push(line);
  }
  return { files: new Map([...files].map(([p, lines]) => [p, `${lines.join("\n")}\n`])), marks };
}
