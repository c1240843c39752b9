import assert from "node:assert/strict";
import { bind, relation } from "../../server/core/binding.ts";
import { type Input, is, named, not } from "../../server/core/conditions.ts";
import { anything, kind, number } from "../../server/core/kinds.ts";
import { property } from "../../server/core/lenses.ts";
import { lookup } from "../../server/core/lookup.ts";
import { canCoexist } from "../../server/core/together.ts";
import { choice, list, reference, scalar, unknown, type Value } from "../../server/core/values.ts";
import { SmallProgram } from "./small-program.ts";

const Volume = kind("volume", { size: number }, { type: "Test::Volume", read: { size: property("Size") } });
const Attachment = kind(
  "attachment",
  { volume: anything },
  {
    type: "Test::Attachment",
    read: { volume: property("Volume") },
  },
);
const attached = relation(Attachment, "volume", Volume);
const parameter: Input = { id: "P", name: "parameter P" };

describe("binding", () => {
  it("answers a relation both ways, and says when the answer is not complete", () => {
    const p = new SmallProgram("Volume Attachment Other");
    p.resource("Volume", "Test::Volume", {});
    p.resource("Attachment", "Test::Attachment", { Volume: reference("Volume", undefined, { span: p.at("Other") }) });
    const { every, follow, referring } = bind(p.program());
    const [volume] = every(Volume);
    const [attachment] = every(Attachment);
    assert.deepEqual(
      follow(attached, attachment!).found.map((v) => v.subject.name),
      ["Volume"],
    );
    const answer = referring(attached, volume!);
    assert.deepEqual(
      answer.found.map((a) => a.subject.name),
      ["Attachment"],
    );
    assert.equal(answer.complete, true);

    p.resource("Other", "Test::Attachment", { Volume: unknown("parameter V has no default", { span: p.at("Other") }) });
    const again = bind(p.program());
    const partial = again.referring(attached, again.every(Volume)[0]!);
    assert.deepEqual(
      partial.found.map((a) => a.subject.name),
      ["Attachment"],
    );
    assert.equal(partial.complete, false);
    assert.equal(partial.why, "Other may refer to it: parameter V has no default");
  });

  it("is not complete while a macro may add resources", () => {
    const p = new SmallProgram("Volume").open("the macro Foo may add resources");
    p.resource("Volume", "Test::Volume", {});
    const { every, referring } = bind(p.program());
    assert.equal(referring(attached, every(Volume)[0]!).why, "the macro Foo may add resources");
  });

  it("leads to each end under the condition of the branch that names it, and of the end", () => {
    const p = new SmallProgram("One Two Attachment");
    const prod = named("IsProd", is(parameter, "prod"));
    p.resource("One", "Test::Volume", {}, { condition: prod });
    p.resource("Two", "Test::Volume", {});
    const [one, two] = ["One", "Two"].map((name) => reference(name, undefined, { span: p.at(name) }));
    const volume = choice(
      [
        { when: prod, value: one! },
        { when: not(prod), value: two! },
      ],
      one!.origin,
    );
    p.resource("Attachment", "Test::Attachment", { Volume: volume });
    const { at, every, follow, referring } = bind(p.program());
    const [attachment] = every(Attachment);
    const ends = follow(attached, attachment!).found;
    assert.deepEqual(
      ends.map((e) => [e.subject.name, e.condition]),
      [
        ["One", prod],
        ["Two", not(prod)],
      ],
    );
    assert.equal(canCoexist(ends[0]!.condition, ends[1]!.condition), false);
    assert.deepEqual(
      referring(attached, at(Volume, "Two")[0]!).found.map((f) => [f.subject.name, f.condition]),
      [["Attachment", not(prod)]],
    );
    assert.deepEqual(at(Volume, "Attachment"), []);
  });

  it("looks into a list of one, not into an open one", () => {
    const span = new SmallProgram("x").at("x");
    const block = {
      kind: "object",
      entries: new Map([["a", { key: "a", value: scalar(1, { span }) }]]),
      closed: true,
      origin: { span },
    } as Value;
    assert.equal(lookup(list([block], { span }), ["a"]).kind, "scalar");
    assert.equal(lookup(list([block], { span }, false), ["a"]).kind, "unknown");
    assert.equal(lookup(list([], { span }, false), ["a"]).kind, "unknown");
    assert.equal(lookup(list([], { span }), ["a"]).kind, "absent");
  });
});
