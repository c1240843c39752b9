import assert from "node:assert/strict";
import { compare } from "../../server/core/compare.ts";
import { list, object, piece, reference, scalar, text, unknown, type Value } from "../../server/core/values.ts";

const chunk = { path: "/x", text: "" };
const origin = { span: { chunk, start: 0, end: 0 } };
const region = unknown("not known before it is deployed", origin, "AWS::Region");
const other = unknown("a parameter without a default", origin, "parameter Zone");
const s = (value: string | number | boolean) => scalar(value, origin);
const t = (...parts: (string | Value)[]) =>
  text(
    parts.map((p) => (typeof p === "string" ? piece(p) : p)),
    origin,
  );
const ref = (target: string, attribute?: string) => reference(target, attribute, origin);

describe("compare", () => {
  const cases: [string, Value, Value, "same" | "different" | "unknown"][] = [
    ["scalars", s("a"), s("a"), "same"],
    ["a number and its digits", s(900), s("900"), "same"],
    ["different scalars", s("a"), s("b"), "different"],
    ["one unknown with itself", region, { ...region }, "same"],
    ["an unknown with another", region, other, "unknown"],
    ["an unknown without identity with itself", unknown("?", origin), unknown("?", origin), "unknown"],
    ["elements of one list", unknown("", origin, "GetAZs", 0), unknown("", origin, "GetAZs", 1), "different"],
    ["the same element of one list", unknown("", origin, "GetAZs", 0), unknown("", origin, "GetAZs", 0), "same"],
    ["elements of two lists", unknown("", origin, "GetAZs", 0), unknown("", origin, "names", 1), "unknown"],
    ["text with equal holes and other ends", t(region, "a"), t(region, "b"), "different"],
    ["text with equal holes and equal ends", t(region, "a"), t(region, "a"), "same"],
    ["text with another hole", t(region, "a"), t(other, "a"), "unknown"],
    ["text against a literal with another end", t(region, "a"), s("us-east-1b"), "different"],
    ["text against a literal that may fit", t(region, "a"), s("us-east-1a"), "unknown"],
    ["text against a literal with another start", t("eu-", region), s("us-east-1a"), "different"],
    ["the same resource", ref("A"), ref("A"), "same"],
    ["two resources", ref("A"), ref("B"), "different"],
    [
      "an attribute that two resources may share",
      ref("A", "AvailabilityZone"),
      ref("B", "AvailabilityZone"),
      "unknown",
    ],
    ["open lists", list([s("a")], origin, false), list([s("a")], origin, false), "unknown"],
    ["lists of other lengths", list([s("a")], origin), list([], origin), "different"],
    ["objects", object([{ key: "a", value: s(1) }], origin), object([{ key: "a", value: s(2) }], origin), "different"],
  ];
  for (const [name, a, b, expected] of cases)
    it(`${name}: ${expected}`, () => {
      assert.equal(compare(a, b), expected);
      assert.equal(compare(b, a), expected);
    });
});
