import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { random } from "../syntax/reading.ts";
import { randomEdits } from "./random-edits.ts";
import { randomModule } from "./random-module.ts";

describe("Random edits of a module", () => {
  it("give what was asked for, and move nothing else", () => {
    const next = random(11);
    let made = 0;
    for (let i = 0; i < 300; i++) {
      const text = randomModule(next, i % 5 === 0 ? "\r\n" : "\n");
      for (const { what, wrong, text: after } of randomEdits(text, next, 8)) {
        assert.equal(wrong, undefined, `${what}\n${text}\n----\n${after}`);
        if (after !== undefined) made++;
      }
    }
    assert.ok(made > 1500, `${made} edits`);
  });

  it("give what was asked for in JSON", () => {
    const next = random(13);
    let made = 0;
    for (let i = 0; i < 120; i++) {
      const text = JSON.stringify(
        {
          resource: {
            aws_a: { x: { name: "n", list: ["a", "b", next(9)], block: [{ size: 1 }, { size: 2 }] } },
            aws_b: { y: { name: "${aws_a.x.id}" } },
          },
          ...(next(2) === 0 && { variable: { v: { default: 1 } } }),
        },
        null,
        [undefined, 2, 4, "\t"][next(4)],
      );
      for (const { what, wrong, text: after } of randomEdits(text, next, 6)) {
        assert.equal(wrong, undefined, `${what}\n${text}\n----\n${after}`);
        if (after !== undefined) made++;
      }
    }
    assert.ok(made > 300, `${made} edits`);
  });

  it("do so in the examples", () => {
    const next = random(17);
    const folder = path.join(import.meta.dirname, "../../../../examples");
    let files = 0;
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".tf")) continue;
      files++;
      for (const { what, wrong } of randomEdits(readFileSync(path.join(folder, name), "utf8"), next, 60))
        assert.equal(wrong, undefined, `${name} ${what}`);
    }
    assert.ok(files > 0);
  });
});
