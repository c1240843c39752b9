import assert from "node:assert/strict";
import { byDefault, type Input, is, named, not } from "../../server/core/conditions.ts";
import { lint } from "../../server/core/engine.ts";
import type { FixBuilder } from "../../server/core/fix-builder.ts";
import { anything, kind, number, type Reading } from "../../server/core/kinds.ts";
import { property } from "../../server/core/lenses.ts";
import type { Rule } from "../../server/core/rules.ts";
import { rule } from "../../server/core/rules.ts";
import type { Readers } from "../../server/core/scripts.ts";
import { defaultSettings, type Settings } from "../../server/core/settings.ts";
import { Source, spanText } from "../../server/core/span.ts";
import { together } from "../../server/core/together.ts";
import { absent, choice, scalar, unknown, usedAt, type Value } from "../../server/core/values.ts";
import { SmallProgram } from "./small-program.ts";

const Fn = kind(
  "function",
  { timeout: number, provider: anything },
  {
    type: "Test::Function",
    read: { timeout: property("Timeout"), provider: property("Provider") },
  },
);
const tooLong = rule({
  id: "too-long",
  title: "Too long",
  category: "limits",
  variants: { over: { severity: "error", profile: "errors" } },
  notes: "",
  docs: "https://example.com",
  check({ every, report }) {
    for (const fn of every(Fn))
      for (const { timeout, provider } of together({ timeout: fn.timeout, provider: fn.provider }))
        if (timeout.isKnown && provider.isAbsent && timeout.value > 900)
          report("over", timeout, `${fn.name} takes ${timeout.value} s.`).fix("Set it to 900", (edit) =>
            edit.replace(timeout, 900),
          );
  },
});

const readers: Readers = { script: () => undefined, document: () => undefined };
const run = (
  p: SmallProgram,
  rules: Rule[] = [tooLong as Rule],
  settings: Settings = defaultSettings,
  ...s: Source[]
) => lint(p.program(...s), rules, settings, readers, "2026-11-25");

const parameter: Input = { id: "P", name: "parameter P" };

describe("engine", () => {
  describe("with a rule that is alone", () => {
    const called: string[] = [];
    const alone = rule({
      ...(tooLong as Rule),
      alone: [Fn],
      check(context) {
        called.push(...context.every(Fn).map((fn) => fn.name));
        (tooLong as Rule).check(context);
      },
    });
    const small = (a: number, b: number) => {
      const p = new SmallProgram(`A:\n  Timeout: ${a}\nB:\n  Timeout: ${b}\n`);
      p.resource("A", "Test::Function", { Timeout: scalar(a, { span: p.at(String(a)) }) });
      p.resource("B", "Test::Function", { Timeout: scalar(b, { span: p.at(String(b), 16) }) });
      return p;
    };
    const kept: Readers = { script: () => undefined, document: () => undefined };
    const messages = (program: ReturnType<SmallProgram["program"]>, rules: Rule[] = [alone as Rule]) =>
      lint(program, rules, defaultSettings, kept, "2026-11-25").findings.map((f) => f.message);
    beforeEach(() => {
      called.length = 0;
    });

    it("asks it again only of a resource that is another one", () => {
      const first = small(1000, 2000).program();
      assert.deepEqual(messages(first), ["A takes 1000 s.", "B takes 2000 s."]);
      assert.deepEqual(called, ["A", "B"]);
      assert.deepEqual(messages(first), ["A takes 1000 s.", "B takes 2000 s."]);
      assert.deepEqual(called, ["A", "B"]);
      const [changed] = small(3000, 2000).program().resources;
      const second = { ...first, resources: [changed!, first.resources[1]!] };
      assert.deepEqual(messages(second), ["A takes 3000 s.", "B takes 2000 s."]);
      assert.deepEqual(called, ["A", "B", "A"]);
    });

    it("asks it again where what it looked up changed", () => {
      const asked: string[] = [];
      const longerThanB = rule({
        ...(tooLong as Rule),
        alone: [Fn],
        check({ every, at, report }) {
          for (const fn of every(Fn)) {
            asked.push(fn.name);
            const [b] = fn.name === "A" ? at(Fn, "B") : [];
            const [mine, other] = [fn.timeout.readings[0]!, b?.timeout.readings[0]];
            if (mine.isKnown && other?.isKnown && mine.value > other.value)
              report("over", mine, `${mine.value} s is longer than ${other.value} s.`);
          }
        },
      });
      const first = small(1000, 2000).program();
      assert.deepEqual(messages(first, [longerThanB as Rule]), []);
      const [, changed] = small(1000, 500).program().resources;
      const second = { ...first, resources: [first.resources[0]!, changed!] };
      assert.deepEqual(messages(second, [longerThanB as Rule]), ["1000 s is longer than 500 s."]);
      assert.deepEqual(asked, ["A", "B", "A", "B"]);
      assert.deepEqual(messages(second, [longerThanB as Rule]), ["1000 s is longer than 500 s."]);
      const without = { ...first, resources: [first.resources[0]!] };
      assert.deepEqual(messages(without, [longerThanB as Rule]), []);
      assert.deepEqual(asked, ["A", "B", "A", "B", "A"]);
    });
  });

  it("lets a fix of what was kept ask of the program", () => {
    const p = new SmallProgram("A 1000 B 500");
    p.resource("A", "Test::Function", { Timeout: scalar(1000, { span: p.at("1000") }) });
    p.resource("B", "Test::Function", { Timeout: scalar(500, { span: p.at("500") }) });
    const asB = rule({
      ...(tooLong as Rule),
      alone: [Fn],
      check({ every, at, report }) {
        for (const fn of every(Fn))
          for (const timeout of fn.timeout.readings)
            if (timeout.isKnown && timeout.value > 900)
              report("over", timeout, "Too long.").fix("As B", (edit) => {
                const [b] = at(Fn, "B")[0]!.timeout.readings;
                if (b?.isKnown) edit.replace(timeout, b.value);
              });
      },
    });
    const program = p.program();
    for (let i = 0; i < 2; i++) {
      const [finding] = lint(program, [asB as Rule], defaultSettings, readers, "2026-11-25").findings;
      assert.deepEqual(finding!.fixes[0]!.edits, [{ span: p.at("1000"), newText: "500" }]);
    }
  });

  describe("with a rule that looks at all of a program", () => {
    const kept: Readers = { script: () => undefined, document: () => undefined };
    const said = (rules: Rule[], program: ReturnType<SmallProgram["program"]>) =>
      lint(program, rules, defaultSettings, kept, "2026-11-25").findings.map((f) => f.message);

    it("asks it again when a list that it asked for changed, and only then", () => {
      let asked = 0;
      const most = rule({
        ...(tooLong as Rule),
        check({ every, program, report }) {
          asked++;
          const all = every(Fn);
          if (program.open.length === 0 && all.length > 1) report("over", all[0]!, `There are ${all.length}.`);
        },
      });
      const p = new SmallProgram("A B C");
      for (const name of ["A", "B"]) p.resource(name, "Test::Function", {});
      p.resource("C", "Test::Other", {});
      const first = p.program();
      assert.deepEqual(said([most as Rule], first), ["There are 2."]);
      assert.deepEqual(said([most as Rule], { ...first, resources: first.resources.slice(0, 2) }), ["There are 2."]);
      assert.equal(asked, 1);
      assert.deepEqual(said([most as Rule], { ...first, resources: first.resources.slice(0, 1) }), []);
      assert.deepEqual(said([most as Rule], first), ["There are 2."]);
      assert.equal(asked, 3);
      assert.deepEqual(said([most as Rule], { ...first, open: ["a macro"] }), []);
      assert.equal(asked, 4);
    });
  });

  it("reports a known value at its exact place, with a fix", () => {
    const p = new SmallProgram("Fn:\n  Timeout: 1000\n");
    p.resource("Fn", "Test::Function", { Timeout: scalar(1000, { span: p.at("1000") }) });
    const [finding, ...more] = run(p).findings;
    assert.equal(more.length, 0);
    assert.equal(finding!.message, "Fn takes 1000 s.");
    assert.equal(spanText(finding!.span), "1000");
    assert.deepEqual(finding!.fixes[0]!.edits, [{ span: p.at("1000"), newText: "900" }]);
  });

  it("offers a fix that stands in for another one only where that cannot be written", () => {
    const offering = (better: (timeout: Reading<number>) => (edit: FixBuilder) => void) =>
      rule({
        ...(tooLong as Rule),
        check({ every, report }) {
          for (const fn of every(Fn))
            for (const timeout of fn.timeout.readings)
              report("over", timeout, "Too long.")
                .fix("Better", better(timeout))
                .fix("Worse", (edit) => edit.replace(timeout, 1), { unless: "Better" })
                .fix("Other", (edit) => edit.replace(timeout, 2), { unless: "No such fix" });
        },
      });
    const p = new SmallProgram("Fn:\n  Timeout: 1000\n");
    p.resource("Fn", "Test::Function", { Timeout: scalar(1000, { span: p.at("1000") }) });
    const offered = (better: (timeout: Reading<number>) => (edit: FixBuilder) => void) =>
      run(p, [offering(better)])
        .findings[0]!.fixes.filter((f) => f.edits)
        .map((f) => f.title);
    assert.deepEqual(
      offered((timeout) => (edit) => edit.replace(timeout, 900)),
      ["Better", "Other"],
    );
    // A value that is no default has none to remove.
    assert.deepEqual(
      offered((timeout) => (edit) => edit.removeDefault(timeout)),
      ["Worse", "Other"],
    );
  });

  it("says nothing of what is unknown", () => {
    const p = new SmallProgram("Fn Timeout");
    p.resource("Fn", "Test::Function", { Timeout: unknown("no default", { span: p.at("Timeout") }) });
    assert.deepEqual(run(p).findings, []);
    const q = new SmallProgram("Fn 1000 Provider");
    q.resource("Fn", "Test::Function", {
      Timeout: scalar(1000, { span: q.at("1000") }),
      Provider: unknown("no default", { span: q.at("Provider") }),
    });
    assert.deepEqual(run(q).findings, []);
  });

  it("leaves out a default that its own condition excludes", () => {
    const p = new SmallProgram("Fn 1000 !If");
    const deflt = choice(
      [
        { when: byDefault(parameter, "1000"), value: scalar(1000, { span: p.at("1000") }) },
        { when: not(byDefault(parameter, "1000")), value: unknown("given", { span: p.at("1000") }) },
      ],
      { span: p.at("1000") },
    );
    const small = named("Small", not(is(parameter, "1000")));
    const timeout = choice(
      [
        { when: small, value: deflt },
        { when: not(small), value: scalar(10, { span: p.at("!If") }) },
      ],
      { span: p.at("!If") },
    );
    p.resource("Fn", "Test::Function", { Timeout: timeout });
    assert.deepEqual(run(p).findings, []);
  });

  it("combines only branches that can deploy together, and names the branch", () => {
    const p = new SmallProgram("Fn 1000 10 Provider");
    const prod = named("IsProd", is(parameter, "prod"));
    const branches = (yes: Value, no: Value) =>
      choice(
        [
          { when: prod, value: yes },
          { when: not(prod), value: no },
        ],
        yes.origin,
      );
    const long = scalar(1000, { span: p.at("1000") });
    const short = scalar(10, { span: p.at("10", 7) });
    const none = absent({ span: p.at("Provider") });
    const some = scalar("cp", { span: p.at("Provider") });
    p.resource("Fn", "Test::Function", { Timeout: branches(long, short), Provider: branches(some, none) });
    assert.deepEqual(run(p).findings, []);
    const q = new SmallProgram("Fn 1000 10 Provider");
    q.resource("Fn", "Test::Function", { Timeout: branches(long, short), Provider: branches(none, some) });
    assert.equal(run(q).findings[0]!.message, "Fn takes 1000 s. It holds when IsProd is true.");
  });

  it("says that a value is a default, and points at the default", () => {
    const p = new SmallProgram("Fn\nTimeout: var.t\nt = 1000");
    const given = scalar(1000, { span: p.at("1000") });
    p.resource("Fn", "Test::Function", { Timeout: usedAt(given, p.at("var.t"), "default", "variable t") });
    const [finding] = run(p).findings;
    assert.equal(finding!.message, "Fn takes 1000 s. This is so by default, from variable t.");
    assert.equal(spanText(finding!.span), "var.t");
    assert.deepEqual(
      finding!.related.map((r) => [spanText(r.span), r.message]),
      [["1000", "The default of variable t."]],
    );
  });

  it("says that another value which it hangs on is a default", () => {
    const p = new SmallProgram("Fn 1000 Provider");
    const byItself = choice([{ when: byDefault(parameter, ""), value: absent({ span: p.at("Provider") }) }], {
      span: p.at("Provider"),
    });
    p.resource("Fn", "Test::Function", { Timeout: scalar(1000, { span: p.at("1000") }), Provider: byItself });
    assert.equal(run(p).findings[0]!.message, "Fn takes 1000 s. This is so by default, from parameter P.");
  });

  it("concludes nothing from what is not written while something else may write it", () => {
    const p = new SmallProgram("Fn 1000");
    p.resource("Fn", "Test::Function", { Timeout: scalar(1000, { span: p.at("1000") }) }, { closed: false });
    assert.deepEqual(run(p).findings, []);
  });

  it("points at the argument by which a value entered a module, once for each caller", () => {
    const p = new SmallProgram("Fn use\ncall-a 1000\ncall-b 2000");
    const through = (literal: string) =>
      usedAt(scalar(Number(literal), { span: p.at(literal) }), p.at("use"), "argument", "module a argument t");
    p.resource("Fn", "Test::Function", { Timeout: through("1000") });
    p.resource("Fn", "Test::Function", { Timeout: through("2000") });
    assert.deepEqual(
      run(p).findings.map((f) => [spanText(f.span), f.related.map((r) => spanText(r.span))]),
      [
        ["1000", ["use"]],
        ["2000", ["use"]],
      ],
    );
  });

  it("reports one literal that two resources read once for each use", () => {
    const p = new SmallProgram("A useA B useB 1000");
    const literal = scalar(1000, { span: p.at("1000") });
    p.resource("A", "Test::Function", { Timeout: usedAt(literal, p.at("useA"), "local", "local t") });
    p.resource("B", "Test::Function", { Timeout: usedAt(literal, p.at("useB"), "local", "local t") });
    assert.deepEqual(
      run(p).findings.map((f) => spanText(f.span)),
      ["useA", "useB"],
    );
  });

  it("makes one finding of the instances of a loop", () => {
    const p = new SmallProgram("Fn 1000");
    for (let i = 0; i < 3; i++) p.resource("Fn", "Test::Function", { Timeout: scalar(1000, { span: p.at("1000") }) });
    assert.equal(run(p).findings.length, 1);
  });

  it("puts a finding that stands in a file of someone else's on the nearest step in a file of the user's", () => {
    const p = new SmallProgram("Fn\n", "/m/.terraform/modules/fn/main.tf");
    const main = Source.whole("/m/main.tf", "module { t = 1000 }");
    const given = scalar(1000, { span: { chunk: main.chunks[0]!, start: 13, end: 17 } });
    p.resource("Fn", "Test::Function", { Timeout: usedAt(given, p.at("Fn"), "local", "local t") });
    const [finding] = run(p, undefined, undefined, main).findings;
    assert.equal(finding!.span.chunk.path, "/m/main.tf");
    const q = new SmallProgram("Fn 1000", "/m/node_modules/fn/main.tf");
    q.resource("Fn", "Test::Function", { Timeout: scalar(1000, { span: q.at("1000") }) });
    assert.deepEqual(run(q).findings, []);
  });

  it("places a finding inside a script in another file there", () => {
    const p = new SmallProgram("Fn file(x.sh)");
    const script = Source.whole("/x.sh", "#!/bin/sh\naws configure\n");
    const command = { chunk: script.chunks[0]!, start: 10, end: 23 };
    p.resource("Fn", "Test::Function", {
      Timeout: usedAt(scalar("…", { span: command }), p.at("file(x.sh)"), "file", "x.sh"),
    });
    const inScript = rule({
      ...tooLong,
      check({ every, report }) {
        for (const fn of every(Fn))
          for (const t of fn.timeout.readings)
            report("over", { span: command, condition: t.condition, resource: fn.resource, value: t.raw }, "no");
      },
    });
    const [finding] = run(p, [inScript as Rule], undefined, script).findings;
    assert.equal(finding!.span.chunk.path, "/x.sh");
    assert.equal(spanText(finding!.span), "aws configure");
    assert.deepEqual(finding!.trail.map(spanText), ["aws configure", "file(x.sh)"]);
  });

  it("goes on when a rule fails", () => {
    const p = new SmallProgram("Fn 1000");
    p.resource("Fn", "Test::Function", { Timeout: scalar(1000, { span: p.at("1000") }) });
    const broken = rule({
      ...tooLong,
      id: "broken",
      check() {
        throw new Error("no");
      },
    });
    const { findings, faults } = run(p, [broken as Rule, tooLong as Rule]);
    assert.equal(findings.length, 1);
    assert.deepEqual(
      faults.map((f) => [f.rule, f.root]),
      [["broken", "/t.yaml"]],
    );
  });

  it("is silenced by a comment on the line, above it, around it, and at a step of the origin", () => {
    const texts = [
      "Fn 1000 # groundrule-disable-line too-long -- known",
      "Fn\n# groundrule-disable-next-line other, too-long\n# more words\n1000",
      "# groundrule-disable too-long\nFn 1000\n# groundrule-enable too-long",
      "Fn 1000 # groundrule-disable-line",
      "Fn 1000 # groundrule-disable-line -- known",
    ];
    for (const text of texts) {
      const p = new SmallProgram(text);
      p.resource("Fn", "Test::Function", { Timeout: scalar(1000, { span: p.at("1000") }) });
      const { findings, used } = run(p);
      assert.deepEqual(findings, [], text);
      assert.equal(used.length, 1, text);
    }
    const p = new SmallProgram("Fn use\n\n1000 # groundrule-disable-line too-long");
    const given = scalar(1000, { span: p.at("1000") });
    p.resource("Fn", "Test::Function", { Timeout: usedAt(given, p.at("use"), "local", "local t") });
    assert.deepEqual(run(p).findings, []);
    const q = new SmallProgram(
      "# groundrule-disable too-long\n# groundrule-enable too-long\nFn 1000 # groundrule-disable-line other",
    );
    q.resource("Fn", "Test::Function", { Timeout: scalar(1000, { span: q.at("1000") }) });
    assert.equal(run(q).findings.length, 1);
  });

  it("is silenced by the metadata of the resource: the rule, the variant, or everything", () => {
    const said = (rule: string) => {
      const p = new SmallProgram("Fn 1000 groundrule");
      const disabled = [{ rule, span: p.at("groundrule") }];
      p.resource("Fn", "Test::Function", { Timeout: scalar(1000, { span: p.at("1000") }) }, { disabled });
      const { findings, used } = run(p);
      return [findings.length, used];
    };
    const here = [{ path: "/t.yaml", start: 8 }];
    assert.deepEqual(said("too-long"), [0, here]);
    assert.deepEqual(said("too-long/over"), [0, here]);
    assert.deepEqual(said("*"), [0, here]);
    assert.deepEqual(said("other"), [1, []]);
  });

  it("takes levels from the configuration, by rule, by variant and by file", () => {
    const p = () => {
      const p = new SmallProgram("Fn 1000");
      return p.resource("Fn", "Test::Function", { Timeout: scalar(1000, { span: p.at("1000") }) });
    };
    const level = (settings: Partial<Settings>) =>
      run(p(), undefined, { ...defaultSettings, ...settings }).findings[0]?.severity;
    assert.equal(level({}), "error");
    assert.equal(level({ rules: { "too-long": { level: "off" } } }), undefined);
    assert.equal(level({ rules: { "too-long": { level: "off" }, "too-long/over": { level: "info" } } }), "info");
    const overrides = [
      { matches: (path: string) => path === "/t.yaml", rules: { "too-long": { level: "warning" as const } } },
    ];
    assert.equal(level({ rules: { "too-long": { level: "off" } }, overrides }), "warning");
  });
});
