import assert from "node:assert/strict";
import { type Expression, literal, type Path } from "../../../../server/core/fixes.ts";
import { source } from "./edit-source.ts";

function set(body: string, path: Path, to: Expression): string | undefined {
  const e = source(body);
  return e.after({ do: "set", resource: e.resource("S/X"), path, to });
}

function remove(body: string, ...path: Path): string | undefined {
  const e = source(body);
  return e.after({ do: "remove", resource: e.resource("S/X"), path });
}

const fn = (props: string) => `new lambda.Function(stack, 'X'${props});\n`;
const volume = (props: string) => `new ec2.CfnVolume(stack, 'X', ${props});\n`;

describe("CDK writer: set", () => {
  it("adds a prop in the way of its neighbours", () => {
    assert.equal(
      set(fn(", { handler: 'a' }"), ["MemorySize"], literal(512)),
      fn(", { handler: 'a', memorySize: 512 }"),
    );
    assert.equal(
      set(fn(", {\n    handler: 'a',\n}"), ["MemorySize"], literal(512)),
      fn(", {\n    handler: 'a',\n    memorySize: 512,\n}"),
    );
    assert.equal(
      set(fn(", {\n\thandler: 'a'\n}"), ["MemorySize"], literal(512)),
      fn(", {\n\thandler: 'a',\n\tmemorySize: 512\n}"),
    );
    assert.equal(
      set(fn(", { handler: 'a', }"), ["MemorySize"], literal(512)),
      fn(", { handler: 'a', memorySize: 512, }"),
    );
  });

  it("leaves the comment of the last prop where it is", () => {
    assert.equal(
      set(fn(", {\n  handler: 'a', // one\n}"), ["MemorySize"], literal(1)),
      fn(", {\n  handler: 'a', // one\n  memorySize: 1,\n}"),
    );
    assert.equal(
      set(fn(", {\n  handler: 'a' // one\n}"), ["MemorySize"], literal(1)),
      fn(", {\n  handler: 'a', // one\n  memorySize: 1\n}"),
    );
  });

  it("makes the props where there are none", () => {
    assert.equal(set(fn(""), ["MemorySize"], literal(512)), fn(", { memorySize: 512 }"));
    assert.equal(set(fn(", {}"), ["MemorySize"], literal(512)), fn(", { memorySize: 512 }"));
    assert.equal(set(fn(", { }"), ["MemorySize"], literal(512)), fn(", { memorySize: 512 }"));
  });

  it("turns a CloudFormation property into the prop of the construct", () => {
    assert.equal(set(fn(", {}"), ["Timeout"], literal(900)), fn(", { timeout: cdk.Duration.minutes(15) }"));
    assert.equal(
      set(fn(", {}"), ["EphemeralStorage", "Size"], literal(2048)),
      fn(", { ephemeralStorageSize: cdk.Size.gibibytes(2) }"),
    );
    assert.equal(set(fn(", {}"), ["TracingConfig", "Mode"], literal("Active")), undefined);
    assert.equal(set(fn(", {}"), ["Runtime"], literal("python3.13")), undefined);
  });

  it("writes over a prop that is there", () => {
    assert.equal(set(fn(", { memorySize: 64 }"), ["MemorySize"], literal(512)), fn(", { memorySize: 512 }"));
    const short = (p: string) => `const memorySize = 64;\n${fn(`, { ${p} }`)}`;
    assert.equal(set(short("memorySize"), ["MemorySize"], literal(512)), short("memorySize: 512"));
  });

  it("does not write where something else may write again", () => {
    assert.equal(set(`const p = {};\n${fn(", { memorySize: 64, ...p }")}`, ["MemorySize"], literal(512)), undefined);
    assert.equal(set(`const p = {};\n${fn(", p")}`, ["MemorySize"], literal(512)), undefined);
  });

  it("spells the properties of an L1 as its structures do", () => {
    assert.equal(
      set(volume("{ size: 1 }"), ["AutoEnableIO"], literal(true)),
      volume("{ size: 1, autoEnableIo: true }"),
    );
    const record = (props: string) =>
      `new cdk.aws_route53.CfnRecordSet(stack, 'X', { name: 'a.example.com', type: 'A'${props} });\n`;
    const alias: Expression = {
      kind: "object",
      entries: { DNSName: literal("x.example.net"), HostedZoneId: literal("Z1"), EvaluateTargetHealth: literal(false) },
    };
    assert.equal(
      set(record(""), ["AliasTarget"], alias),
      record(", aliasTarget: { dnsName: 'x.example.net', hostedZoneId: 'Z1', evaluateTargetHealth: false }"),
    );
    assert.equal(
      set(record(", aliasTarget: { dnsName: 'x' }"), ["AliasTarget", "HostedZoneId"], literal("Z1")),
      record(", aliasTarget: { dnsName: 'x', hostedZoneId: 'Z1' }"),
    );
    assert.equal(
      set(record(""), ["GeoLocation", "CountryCode"], literal("DE")),
      record(", geoLocation: { countryCode: 'DE' }"),
    );
  });

  it("keeps CRLF", () => {
    assert.equal(
      set(fn(", {\r\n  handler: 'a',\r\n}"), ["MemorySize"], literal(1)),
      fn(", {\r\n  handler: 'a',\r\n  memorySize: 1,\r\n}"),
    );
  });
});

describe("CDK writer: remove", () => {
  it("takes the line, or the comma, of the prop", () => {
    assert.equal(
      remove(fn(", {\n  memorySize: 1, // one\n  handler: 'a',\n}"), "MemorySize"),
      fn(", {\n  handler: 'a',\n}"),
    );
    assert.equal(remove(fn(", {\n  handler: 'a',\n  memorySize: 1\n}"), "MemorySize"), fn(", {\n  handler: 'a'\n}"));
    assert.equal(remove(fn(", { memorySize: 1, handler: 'a' }"), "MemorySize"), fn(", { handler: 'a' }"));
    assert.equal(remove(fn(", { handler: 'a', memorySize: 1 }"), "MemorySize"), fn(", { handler: 'a' }"));
    assert.equal(remove(fn(", { memorySize: 1 }"), "MemorySize"), fn(", {}"));
  });

  it("does not remove what is not written there", () => {
    assert.equal(remove(fn(", { handler: 'a' }"), "MemorySize"), undefined);
    assert.equal(remove(`const p = { memorySize: 1 };\n${fn(", p")}`, "MemorySize"), undefined);
  });

  it("sets and removes together", () => {
    const body = volume("{\n  size: 1,\n  iops: 3,\n}");
    const e = source(body);
    const resource = e.resource("S/X");
    const after = e.after(
      { do: "set", resource, path: ["VolumeType"], to: literal("gp3") },
      { do: "remove", resource, path: ["Iops"] },
    );
    assert.equal(after, volume("{\n  size: 1,\n  volumeType: 'gp3',\n}"));
  });
});
