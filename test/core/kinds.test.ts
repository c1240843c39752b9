import assert from "node:assert/strict";
import { bind } from "../../server/core/binding.ts";
import { type Input, is } from "../../server/core/conditions.ts";
import { anything, kind, number, string } from "../../server/core/kinds.ts";
import { companion, element, itself, property } from "../../server/core/lenses.ts";
import { choice, entry, list, object, reference, scalar, unknown, type Value } from "../../server/core/values.ts";
import { SmallProgram } from "./small-program.ts";

const Fn = kind(
  "function",
  { timeout: number, provider: anything },
  {
    type: "Test::Function",
    read: { timeout: property("Timeout"), provider: property("Provider") },
  },
);
const parameter: Input = { id: "P", name: "parameter P" };

describe("kinds", () => {
  const Bucket = kind(
    "bucket",
    { status: string },
    { type: "test_bucket", read: { status: companion("test_versioning", "bucket", "status", { absent: "Off" }) } },
  );
  const status = (p: SmallProgram) =>
    bind(p.program())
      .every(Bucket)
      .map((b) => b.status.readings.map((r) => (r.isKnown ? r.value : r.raw.kind)));

  it("read a companion of a resource, and what holds without one", () => {
    const p = new SmallProgram("a b versioning");
    p.resource("a", "test_bucket", {}).resource("b", "test_bucket", {});
    const a = reference("a", "id", { span: p.at("a") });
    p.resource("versioning", "test_versioning", { bucket: a, status: scalar("On", { span: p.at("versioning") }) });
    assert.deepEqual(status(p), [["On"], ["Off"]]);
  });

  it("know nothing of a companion that may be another's, may not be there, or may be anywhere", () => {
    const p = new SmallProgram("a b c versioning");
    p.resource("a", "test_bucket", {});
    const a = reference("a", "id", { span: p.at("a") });
    p.resource("b", "test_versioning", { bucket: a }, { condition: is(parameter, "prod") });
    assert.deepEqual(status(p), [["unknown"]]);
    const q = new SmallProgram("a b").resource("a", "test_bucket", {});
    q.resource("b", "test_versioning", { bucket: unknown("no default", { span: q.at("b") }) });
    assert.deepEqual(status(q), [["unknown"]]);
    assert.deepEqual(status(new SmallProgram("a").resource("a", "test_bucket", {}).open("a macro")), [["unknown"]]);
  });

  const Rule = kind(
    "rule",
    { group: anything, port: number, peer: string },
    {
      type: "Test::Group",
      each: "Rules",
      over: ["Peers"],
      read: { group: itself(), port: property("Port"), peer: element() },
    },
  );

  it("write a property of an item where the item stands, an element where it stands, and itself nowhere", () => {
    const p = new SmallProgram("Group 22 peer");
    const rule = () =>
      object(
        [
          entry("Port", scalar(22, { span: p.at("22") })),
          entry(
            "Peers",
            list([scalar("x", { span: p.at("peer") }), scalar("y", { span: p.at("peer") })], { span: p.at("peer") }),
          ),
        ],
        { span: p.at("22") },
      );
    const paths = (rules: Value) => {
      const q = new SmallProgram("Group 22 peer").resource("Group", "Test::Group", { Rules: rules });
      const last = bind(q.program()).every(Rule).at(-1)!;
      return [last.port, last.peer, last.group].map((f) => f.readings[0]!.path);
    };
    assert.deepEqual(paths(list([rule(), rule()], { span: p.at("22") })), [
      ["Rules", 1, "Port"],
      ["Rules", 1, "Peers", 1],
      undefined,
    ]);
    assert.deepEqual(paths(rule()), [["Rules", "Port"], ["Rules", "Peers", 1], undefined]);
  });

  it("look at another spelling where the first is not written", () => {
    const Machine = kind(
      "machine",
      { profile: string },
      { type: "Test::Machine", read: { profile: property("Profile.Name", { or: "Profile.Arn" }) } },
    );
    const p = new SmallProgram("A B arn");
    const profile = object([entry("Arn", scalar("arn", { span: p.at("arn") }))], { span: p.at("arn") });
    p.resource("A", "Test::Machine", { Profile: profile }).resource("B", "Test::Machine", {});
    const machines = bind(p.program()).every(Machine);
    assert.deepEqual(
      machines.flatMap((m) => m.profile.readings.map((r) => (r.isKnown ? r.value : r.raw.kind))),
      ["arn", "absent"],
    );
  });

  it("look at a bounded number of alternatives, and know nothing of the rest", () => {
    const p = new SmallProgram("Fn 1000");
    const many = Array.from({ length: 500 }, (_, i) => ({
      when: is(parameter, String(i)),
      value: scalar(i, { span: p.at("1000") }),
    }));
    p.resource("Fn", "Test::Function", { Timeout: choice(many, { span: p.at("1000") }) });
    const { readings } = bind(p.program()).every(Fn)[0]!.timeout;
    assert.equal(readings.length, 65);
    assert.equal(readings.at(-1)!.isUnknown, true);
  });
});
