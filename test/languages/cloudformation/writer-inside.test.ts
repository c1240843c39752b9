/** Edits of what stands inside of a text, or is written for what a transform makes. */
import assert from "node:assert/strict";
import { attribute, type Expression, input, literal } from "../../../server/core/fixes.ts";
import type { Value } from "../../../server/core/values.ts";
import { evaluateText, property, resourceNamed, written } from "./programs.ts";

function holesOf(value: Value): Value[] {
  return value.kind === "text" ? value.parts.filter((p): p is Value => p.kind !== "piece") : [];
}

describe("the hole of Fn::Sub", () => {
  const text = (sub: string) =>
    `Resources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n      P: ${sub}\n  S:\n    Type: AWS::X::Z\n`;
  const replaced = (sub: string, to: (program: ReturnType<typeof evaluateText>) => Expression) => {
    const program = evaluateText(text(sub));
    const resource = resourceNamed(program, "R");
    const value = holesOf(property(program, "R", "P"))[0]!;
    return written(program, [{ do: "replace", value, resource, with: to(program) }]);
  };

  it("takes a literal, an input, or another resource", () => {
    const arn = "!Sub 'a-${AWS::Region}/x'";
    assert.equal(
      replaced(arn, () => literal("it's")),
      text("!Sub 'a-it''s/x'"),
    );
    assert.equal(
      replaced(arn, () => literal("${x}")),
      text("!Sub 'a-${!x}/x'"),
    );
    assert.equal(
      replaced(arn, () => input("Zone")),
      text("!Sub 'a-${Zone}/x'"),
    );
    assert.equal(
      replaced("{ Fn::Sub: ['a-${AWS::Region}', {}] }", (p) => attribute(resourceNamed(p, "S"), "Arn")),
      text("{ Fn::Sub: ['a-${S.Arn}', {}] }"),
    );
    assert.equal(
      replaced("!Sub a-${AWS::Region}", () => literal("b")),
      text("!Sub a-b"),
    );
  });

  it("takes nothing that would read as something else, or that is no text", () => {
    assert.equal(
      replaced("!Sub a-${AWS::Region}", () => literal("b: c")),
      undefined,
    );
    assert.equal(
      replaced("!Sub 'a-${AWS::Region}'", () => literal("b\nc")),
      undefined,
    );
    assert.equal(
      replaced("!Sub 'a-${AWS::Region}'", () => ({ kind: "list", items: [] })),
      undefined,
    );
  });
});

describe("an item of a list parameter", () => {
  const text = (fallback: string, more = "") =>
    `Parameters:\n  Ranges:\n    Type: CommaDelimitedList\n    Default: ${fallback}\n${more}Resources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n      P: !Ref Ranges\n      Q: 1\n`;
  const itemOf = (whole: string, i: number) => {
    const program = evaluateText(whole);
    const value = property(program, "R", "P");
    const list = value.kind === "choice" ? value.alternatives[0]!.value : value;
    assert.ok(list.kind === "list");
    return { program, value: list.items[i]!, resource: resourceNamed(program, "R") };
  };
  const replaced = (whole: string, i: number, to: string) => {
    const { program, value, resource } = itemOf(whole, i);
    return written(program, [{ do: "replace", value, resource, with: literal(to) }]);
  };
  const removed = (whole: string, i: number) => {
    const { program, value, resource } = itemOf(whole, i);
    return written(program, [{ do: "removeItem", value, resource }]);
  };

  it("is written in the default, where nothing else uses the parameter", () => {
    assert.equal(replaced(text("'a, b'"), 1, "c"), text("'a, c'"));
    assert.equal(replaced(text("10.0.0.0/8,b"), 0, "::/0"), undefined);
    assert.equal(replaced(text('"10.0.0.0/8,b"'), 0, "::/0"), text('"::/0,b"'));
    assert.equal(replaced(text("a,b", "Outputs: { O: { Value: !Join ['', !Ref Ranges] } }\n"), 0, "c"), undefined);
    assert.equal(replaced(text("a,b", "    AllowedValues: [a, b]\n"), 0, "c"), undefined);
    assert.equal(replaced(text("a,b"), 0, "c,d"), undefined);
  });

  it("is removed with its comma, and the resource stays", () => {
    assert.equal(removed(text("a, b, c"), 0), text("b, c"));
    assert.equal(removed(text("a, b, c"), 2), text("a, b"));
    assert.equal(removed(text("a"), 0), undefined);
  });
});

describe("what the transform of SAM makes", () => {
  const head = "Transform: AWS::Serverless-2016-10-31\nResources:\n";
  const fn = `${head}  F:
    Type: AWS::Serverless::Function
    Properties:
      FunctionUrlConfig: { AuthType: NONE }
      Events:
        Q:
          Type: SQS
          Properties:
            Queue: arn:q
`;
  const api = `${head}  Web:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: live\n`;
  const set = (text: string, address: string, path: string[], to: Expression) => {
    const program = evaluateText(text);
    return written(program, [{ do: "set", resource: resourceNamed(program, address), path, to }]);
  };

  it("is written where its property is in the resource that it is made of", () => {
    assert.equal(set(fn, "FQ", ["BatchSize"], literal(5)), `${fn}            BatchSize: 5\n`);
    assert.equal(set(fn, "FUrl", ["AuthType"], literal("AWS_IAM")), fn.replace("NONE", "AWS_IAM"));
    assert.equal(set(api, "WebliveStage", ["TracingEnabled"], literal(true)), `${api}      TracingEnabled: true\n`);
  });

  it("is removed there too", () => {
    const more = `${api}      TracingEnabled: true\n`;
    const program = evaluateText(more);
    const resource = resourceNamed(program, "WebliveStage");
    assert.equal(written(program, [{ do: "remove", resource, path: ["TracingEnabled"] }]), api);
  });

  it("is not written where it is spelled otherwise, or stands nowhere", () => {
    assert.equal(set(fn, "FQ", ["EventSourceArn"], literal("x")), undefined);
    assert.equal(set(fn, "FRole", ["Path"], literal("/x")), undefined);
    const implicit = fn.replace("Type: SQS", "Type: Api").replace("Queue: arn:q", "{ Path: /, Method: get }");
    assert.equal(set(implicit, "ServerlessRestApiProdStage", ["TracingEnabled"], literal(true)), undefined);
  });
});
