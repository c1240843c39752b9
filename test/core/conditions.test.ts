import assert from "node:assert/strict";
import {
  all,
  always,
  any,
  assumedDefaults,
  branchName,
  byDefault,
  type Condition,
  type Input,
  is,
  named,
  never,
  not,
  opaque,
  satisfiable,
} from "../../server/core/conditions.ts";

const parameter = (name: string, allowed?: string[]): Input => ({
  id: name,
  name: `parameter ${name}`,
  ...(allowed && { allowed }),
});

describe("conditions", () => {
  it("excludes a default by the condition that looks at it", () => {
    const key = parameter("KeyName");
    const hasKey = named("HasKey", not(is(key, "")));
    assert.equal(satisfiable(all(hasKey, byDefault(key, ""))), "no");
    assert.equal(satisfiable(all(not(hasKey), byDefault(key, ""))), "yes");
  });

  it("takes an input to be one constant or another, or anything else", () => {
    const env = parameter("Env");
    assert.equal(satisfiable(all(is(env, "prod"), is(env, "dev"))), "no");
    assert.equal(satisfiable(all(not(is(env, "prod")), not(is(env, "dev")))), "yes");
  });

  it("takes no value that is not allowed", () => {
    const env = parameter("Env", ["prod", "dev"]);
    assert.equal(satisfiable(all(not(is(env, "prod")), not(is(env, "dev")))), "no");
    assert.equal(is(env, "test"), never);
    assert.equal(is(parameter("One", ["x"]), "x"), always);
  });

  it("finds that two branches of one condition exclude each other", () => {
    const prod = named("IsProd", is(parameter("Env"), "prod"));
    assert.equal(satisfiable(all(prod, not(prod))), "no");
  });

  it("does not decide about two truths that may depend on each other", () => {
    const a = opaque("length(var.x) > 0", "length(var.x) > 0", ["var.x"]);
    const b = opaque("var.x != []", "var.x != []", ["var.x"]);
    const c = opaque("var.y", "var.y", ["var.y"]);
    assert.equal(satisfiable(all(a, not(b))), "unknown");
    assert.equal(satisfiable(all(a, not(c))), "yes");
    assert.equal(satisfiable(all(a, not(a))), "no");
  });

  it("does not decide about a truth that may depend on an input which has to have a certain value", () => {
    const name = parameter("Name");
    const odd = opaque("Fn::Join of Name", "Fn::Join of Name", ["Name"]);
    assert.equal(satisfiable(all(odd, byDefault(name, ""))), "unknown");
    assert.equal(satisfiable(all(not(odd), not(is(name, "x")))), "unknown");
    assert.equal(satisfiable(all(odd, byDefault(parameter("Other"), ""))), "yes");
  });

  it("does not decide about a formula that is nested without end", () => {
    let chain: Condition = is(parameter("P"), "x");
    for (let i = 0; i < 50_000; i++) chain = named(`C${i}`, not(all(chain, is(parameter(`P${i}`), "y"))));
    assert.equal(satisfiable(chain), "unknown");
  });

  it("decides 41 chained conditions over 74 parameters within its step budget", () => {
    const parameters = Array.from({ length: 74 }, (_, i) => parameter(`P${i}`));
    let chain: Condition = always;
    for (let i = 0; i < 41; i++) {
      const [left, right] = [parameters[i]!, parameters[(i * 7 + 3) % 74]!];
      chain = named(`C${i}`, i % 2 === 0 ? all(chain, not(is(left, ""))) : any(chain, is(right, "yes")));
    }
    assert.equal(satisfiable(chain), "yes");
    assert.equal(satisfiable(all(chain, not(chain))), "no");
  });

  it("says that it does not know when the budget is spent", () => {
    const parts = Array.from({ length: 12 }, (_, i) =>
      any(opaque(`a${i}`, `a${i}`), opaque(`b${i}`, `b${i}`), opaque(`c${i}`, `c${i}`)),
    );
    assert.equal(satisfiable(all(...parts, is(parameter("P"), "1"), is(parameter("P"), "2")), 10), "unknown");
  });

  it("names a branch in words, and leaves assumed defaults out", () => {
    const env = parameter("Env");
    assert.equal(branchName(all(not(named("IsProd", is(env, "prod"))), byDefault(env, "dev"))), "IsProd is false");
    assert.equal(branchName(is(env, "prod")), 'parameter Env is "prod"');
    assert.equal(branchName(byDefault(env, "dev")), undefined);
    assert.deepEqual(assumedDefaults(all(is(env, "x"), byDefault(env, "dev"), byDefault(env, "dev"))), [
      "parameter Env",
    ]);
  });

  it("decides a chain of 41 conditions over 74 inputs in few steps", () => {
    const inputs = Array.from({ length: 74 }, (_, i) => parameter(`P${i}`));
    const chain = (next: (before: Condition, i: number) => Condition) => {
      const links = [named("C0", is(inputs[0]!, "x"))];
      for (let i = 1; i < 41; i++) links.push(named(`C${i}`, next(links[i - 1]!, i)));
      return links;
    };
    const both = chain((c, i) => all(c, is(inputs[i]!, "x"), not(is(inputs[i + 33]!, "y"))));
    assert.equal(satisfiable(both[40]!, 500), "yes");
    assert.equal(satisfiable(all(both[40]!, not(both[20]!)), 500), "no");
    assert.equal(satisfiable(all(both[40]!, byDefault(inputs[3]!, "d")), 500), "no");
    const either = chain((c, i) => any(c, is(inputs[i]!, "x"), is(inputs[i + 33]!, "y")));
    assert.equal(satisfiable(either[40]!, 500), "yes");
    assert.equal(satisfiable(all(not(either[40]!), byDefault(inputs[3]!, "d")), 1_000), "yes");
    const steps = chain((c, i) => all(c, any(is(inputs[i]!, "x"), is(inputs[i + 33]!, "y"))));
    assert.equal(satisfiable(all(steps[40]!, not(steps[39]!)), 500), "no");
    assert.equal(satisfiable(steps[40]!, 10_000), "yes");
  });

  it("agrees with trying every combination", () => {
    const [anything, two, three] = [
      ["x", "y", "else"],
      ["x", "y"],
      ["x", "y", "z"],
    ] as const;
    const inputs = [parameter("A"), parameter("B", [...two]), parameter("C", [...three])];
    let state = 1;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const make = (depth: number, known: Condition[]): Condition => {
      const choice = random(depth === 0 ? 2 : 7);
      if (choice < 2) return is(inputs[random(3)]!, "xy"[random(2)]!);
      if (choice === 2) return not(make(depth - 1, known));
      if (choice === 3 && known.length > 0) return known[random(known.length)]!;
      if (choice === 4) known.push(named(`N${known.length}`, make(depth - 1, known)));
      if (choice === 4) return known[known.length - 1]!;
      const parts = [make(depth - 1, known), make(depth - 1, known), make(depth - 1, known)];
      return choice === 5 ? all(...parts) : any(...parts);
    };
    const holds = (c: Condition, of: Record<string, string>): boolean => {
      if (c.kind === "is") return of[c.input.id] === c.value;
      if (c.kind === "not") return !holds(c.of, of);
      if (c.kind === "named") return holds(c.of, of);
      if (c.kind === "all") return c.of.every((p) => holds(p, of));
      if (c.kind === "any") return c.of.some((p) => holds(p, of));
      return c.kind === "always";
    };
    const answers = { yes: 0, no: 0, unknown: 0 };
    for (let i = 0; i < 3_000; i++) {
      const condition = all(make(4, []), make(3, []), not(make(2, [])));
      const answer = satisfiable(condition);
      const tried = anything.some((A) => two.some((B) => three.some((C) => holds(condition, { A, B, C }))));
      assert.equal(answer, tried ? "yes" : "no", JSON.stringify(condition));
      answers[answer]++;
    }
    assert.ok(answers.yes > 500 && answers.no > 500);
  });
});
