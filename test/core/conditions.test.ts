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
    assert.equal(satisfiable(all(...parts, is(parameter("P"), "1"), is(parameter("P"), "2")), 50), "unknown");
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
});
