/** A tree that is made from the one before is the tree that the text alone would give. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { readGrammar } from "../../../../server/grammars.ts";
import { type GrammarName, loadGrammar } from "../../../../server/languages/cdk/tree-sitter/grammar.ts";

const folder = path.join(import.meta.dirname, "../same-app");
const languages: readonly (readonly [GrammarName, string])[] = [
  ["python", "app.py"],
  ["java", "App.java"],
  ["c-sharp", "App.cs"],
  ["go", "main.go"],
];
const EDITS = 60;

/** Numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const PIECES = ["x", "1", " ", "\n", "(", ")", "{", "}", '"', "# c\n", "// c\n", "a.b(c)\n", "\n\n"];

describe("parsing again after an edit", () => {
  for (const [name, file] of languages)
    it(`${name}: gives the same tree as parsing afresh`, async () => {
      const grammar = await loadGrammar(name, readGrammar);
      const original = readFileSync(path.join(folder, file), "utf8");
      const random = randomFrom(17);
      let text = original;
      let whole = 0;
      for (let i = 0; i < EDITS; i++) {
        const at = Math.floor(random() * text.length);
        const length = random() < 0.4 ? Math.floor(random() * 12) : 0;
        const piece = random() < 0.7 ? PIECES[Math.floor(random() * PIECES.length)]! : "";
        // Most edits are taken back again, as somebody does who types.
        const next = text.slice(0, at) + piece + text.slice(at + length);
        const again = grammar.parse(next);
        grammar.parse("");
        assert.deepEqual(again, grammar.parse(next), `edit ${i} at ${at}`);
        if (again.errors.length === 0) {
          whole++;
          text = next;
        }
        grammar.parse(text);
      }
      assert.ok(whole > 3, "hardly any of the edits left a text without errors");
    });

  it("puts what stands behind an edit where it has moved to", async () => {
    const grammar = await loadGrammar("python", readGrammar);
    grammar.parse("a = f(1)\n# note\nb = g(2)\n");
    const { root, comments } = grammar.parse("aaa = f(1)\n# note\nb = g(2)\n");
    const [first, , last] = root.children;
    assert.deepEqual([first!.start, first!.end], [0, 10]);
    assert.deepEqual([comments[0]!.start, comments[0]!.end], [11, 17]);
    assert.deepEqual([last!.start, last!.end], [18, 26]);
  });
});
