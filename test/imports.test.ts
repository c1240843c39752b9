/** Who may import whom: the boundaries of ARCHITECTURE.md, and names that say what a file is for. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"'\n]+)["']/g;
const VAGUE = /^(utils?|helpers?|common|manager|misc)$|[-.](utils?|helpers?|manager)$/i;

/** What each part may import besides itself, the most specific part first. Prefixes of paths. */
const RULES: readonly { readonly part: string; readonly may: readonly string[] }[] = [
  { part: "server/core", may: [] },
  { part: "server/aws", may: ["server/core"] },
  { part: "server/languages/shell", may: ["server/core", "server/languages/documents"] },
  { part: "server/languages/documents", may: ["server/core", "server/languages/shell"] },
  {
    part: "server/languages/cdk",
    may: ["server/core", "server/languages/shell", "server/languages/documents", "server/languages/cloudformation"],
  },
  {
    part: "server/languages/cloudformation",
    may: ["server/core", "server/languages/shell", "server/languages/documents"],
  },
  { part: "server/languages/terraform", may: ["server/core", "server/languages/shell", "server/languages/documents"] },
  { part: "server/workspace", may: ["server/core", "server/aws", "server/languages", "rules"] },
  { part: "server", may: ["rules", "package.json"] },
  { part: "rules", may: ["server/core", "server/aws"] },
  { part: "client", may: [] },
];
/** Parts that work on text alone: no disk, no process, no editor. */
const PURE = ["server/core", "server/aws", "server/languages", "rules"];
const IMPURE = /^(node:(fs|child_process|net|http|https|dns|worker_threads|process|os)\b|vscode)/;

interface Source {
  readonly file: string;
  readonly imports: readonly string[];
}

function sources(): Source[] {
  return ["client", "server", "rules"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => {
        const full = `${folder}/${file.replaceAll(path.sep, "/")}`;
        const text = readFileSync(path.join(root, full), "utf8");
        return { file: full, imports: [...text.matchAll(IMPORT)].map(([, name]) => name!) };
      }),
  );
}

const within = (file: string, part: string) => file === part || file.startsWith(`${part}/`);

describe("the structure", () => {
  const all = sources();

  it("was found", () => {
    assert.ok(all.length > 50);
    assert.ok(all.some(({ imports }) => imports.length > 3));
  });

  it("keeps to its boundaries", () => {
    const wrong: string[] = [];
    for (const { file, imports } of all) {
      const rule = RULES.find(({ part }) => within(file, part));
      assert.ok(rule, `${file} belongs to no part`);
      for (const name of imports) {
        if (!name.startsWith(".")) continue;
        const target = path.posix.join(path.posix.dirname(file), name);
        if (![rule.part, ...rule.may].some((part) => within(target, part))) wrong.push(`${file} imports ${target}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it("has no disk, process or editor below the roots", () => {
    const wrong = all
      .filter(({ file }) => PURE.some((part) => within(file, part)))
      .flatMap(({ file, imports }) => imports.filter((i) => IMPURE.test(i)).map((i) => `${file} imports ${i}`));
    assert.deepEqual(wrong, []);
  });

  it("names files after what they do", () => {
    const vague = all.map(({ file }) => file).filter((file) => VAGUE.test(path.posix.basename(file, ".ts")));
    assert.deepEqual(vague, []);
  });
});
