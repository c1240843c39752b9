/** What stands in one place and is meant in several: anchors and loops. */
import assert from "node:assert/strict";
import { attribute, type Expression, type Intent, literal } from "../../../server/core/fixes.ts";
import type { Program } from "../../../server/core/resources.ts";
import { evaluateText, property, resourceNamed, written } from "./programs.ts";

const anchored = `Resources:
  A:
    Type: AWS::Lambda::Function
    Properties: &common
      Timeout: 1200
      Tags: &tags
        - Key: a
          Value: b
  B:
    Type: AWS::Lambda::Function
    Properties: *common
  C:
    Type: AWS::Lambda::Function
    Properties:
      MemorySize: 64
      <<: *common
  D:
    Type: AWS::SQS::Queue
    Properties: { Tags: *tags, DelaySeconds: 1 }
`;

const loop = `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Queues:
    - Name
    - [One, Two]
    - Queue\${Name}:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: !Sub "q-\${Name}"
          DelaySeconds: 901
  Key:
    Type: AWS::KMS::Key
`;

function fix(text: string, make: (p: Program) => Intent): string | undefined {
  const program = evaluateText(text);
  return written(program, [make(program)]);
}

const replace =
  (address: string, dotted: string, to: Expression) =>
  (p: Program): Intent => ({
    do: "replace",
    value: property(p, address, dotted),
    resource: resourceNamed(p, address),
    with: to,
  });

describe("the writer, where one place is meant in several", () => {
  it("replaces a literal for all who mean it", () =>
    assert.equal(fix(anchored, replace("B", "Timeout", literal(900))), anchored.replace("1200", "900")));
  it("does not make one refer to what is meant for another", () =>
    assert.equal(
      fix(anchored, (p) => replace("A", "Timeout", attribute(resourceNamed(p, "D"), "Arn"))(p)),
      undefined,
    ));
  for (const name of ["A", "B"])
    it(`neither adds to, nor takes from, what others mean too: ${name}`, () => {
      for (const intent of [
        { do: "set", path: ["MemorySize"], to: literal(128) },
        { do: "set", path: ["Timeout"], to: literal(900) },
        { do: "remove", path: ["Timeout"] },
      ] as const)
        assert.equal(
          fix(anchored, (p) => ({ ...intent, resource: resourceNamed(p, name) })),
          undefined,
        );
    });
  it("overrides what is merged in", () =>
    assert.equal(
      fix(anchored, (p) => ({ do: "set", resource: resourceNamed(p, "C"), path: ["Timeout"], to: literal(900) })),
      anchored.replace("MemorySize: 64\n", "MemorySize: 64\n      Timeout: 900\n"),
    ));
  it("removes what stands beside an alias", () =>
    assert.equal(
      fix(anchored, (p) => ({ do: "remove", resource: resourceNamed(p, "D"), path: ["DelaySeconds"] })),
      anchored.replace(", DelaySeconds: 1", ""),
    ));
  it("does not remove a resource with an anchor that is used", () =>
    assert.equal(
      fix(anchored, (p) => ({ do: "removeResource", resource: resourceNamed(p, "A") })),
      undefined,
    ));

  it("changes every round where that is right in every round", () => {
    assert.equal(fix(loop, replace("QueueOne", "DelaySeconds", literal(900))), loop.replace("901", "900"));
    assert.equal(
      fix(loop, (p) => ({
        do: "set",
        resource: resourceNamed(p, "QueueTwo"),
        path: ["KmsMasterKeyId"],
        to: attribute(resourceNamed(p, "Key")),
      })),
      loop.replace("901\n", "901\n          KmsMasterKeyId: !Ref Key\n"),
    );
  });
  it("changes no round where it is another value in each", () => {
    assert.equal(fix(loop, replace("QueueOne", "QueueName", literal("q"))), undefined);
    assert.equal(
      fix(loop, (p) => ({ do: "remove", resource: resourceNamed(p, "QueueOne"), path: ["QueueName"] })),
      undefined,
    );
    assert.equal(
      fix(loop, (p) => ({
        do: "set",
        resource: resourceNamed(p, "QueueOne"),
        path: ["RedrivePolicy"],
        to: attribute(resourceNamed(p, "QueueTwo"), "Arn"),
      })),
      undefined,
    );
  });
  it("adds a resource behind the loop", () =>
    assert.equal(
      fix(loop, (p) => ({
        do: "addResource",
        near: resourceNamed(p, "QueueOne"),
        name: "Topic",
        type: "AWS::SNS::Topic",
        properties: {},
      })),
      loop.replace("  Key:\n", "  Topic:\n    Type: AWS::SNS::Topic\n  Key:\n"),
    ));
  it("writes nothing where the text cannot be read", () =>
    assert.equal(
      fix(anchored.replace("DelaySeconds: 1 }", "DelaySeconds: 1, DelaySeconds: 2 }"), (p) => ({
        do: "set",
        resource: resourceNamed(p, "D"),
        path: ["QueueName"],
        to: literal("q"),
      })),
      undefined,
    ));
});
