/** What is known of a value that AWS looks up when it is deployed: the name that it is found by. */
import assert from "node:assert/strict";
import type { Inputs } from "../../../server/core/language.ts";
import { alternatives } from "../../../server/core/lookup.ts";
import { spanText } from "../../../server/core/span.ts";
import { literalOf } from "../../../server/core/values.ts";
import { evaluateText, property } from "./programs.ts";

const parameter = (more: string, type = "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>") =>
  `Parameters:\n  Image:\n    Type: ${type}\n${more}`;

/** The names, each with its literal and the kind of condition that it holds under. */
function names(expression: string, before = "", inputs?: Inputs): unknown[] {
  const text = `${before}Resources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n      P: ${expression}\n`;
  const value = property(evaluateText(text, inputs), "R", "P");
  assert.equal(value.kind, "unknown");
  if (value.kind !== "unknown" || !value.foundBy) return [];
  return alternatives(value.foundBy).map(({ value: name, condition }) => [
    name.kind === "scalar" && name.value,
    spanText(literalOf(name.origin)),
    condition.kind,
  ]);
}

describe("what AWS looks up", () => {
  it("is found by the default of a parameter, while nobody changes it", () => {
    assert.deepEqual(names("!Ref Image", parameter("    Default: /a/b\n")), [["/a/b", "/a/b", "is"]]);
    assert.deepEqual(names("!Ref Image", parameter('    Default: "/a/b"\n')), [["/a/b", '"/a/b"', "is"]]);
  });

  it("is found by nothing that is known without a default, or where the deployment says another one", () => {
    assert.deepEqual(names("!Ref Image", parameter("")), []);
    assert.deepEqual(
      names("!Ref Image", parameter("    Default: /a/b\n"), { parameters: { Image: "/c/d" } } as unknown as Inputs),
      [],
    );
  });

  it("is found by the name in a dynamic reference, whatever its version", () => {
    assert.deepEqual(names("'{{resolve:ssm:/a/b}}'"), [["/a/b", "{{resolve:ssm:/a/b}}", "always"]]);
    assert.deepEqual(names("'{{resolve:ssm:/a/b:3}}'"), [["/a/b", "{{resolve:ssm:/a/b:3}}", "always"]]);
  });

  it("is not told of a secret", () => {
    assert.deepEqual(names("'{{resolve:secretsmanager:a:SecretString:b}}'"), []);
    assert.deepEqual(names("'{{resolve:ssm-secure:/a/b}}'"), []);
  });
});
