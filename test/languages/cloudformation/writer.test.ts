import assert from "node:assert/strict";
import { attribute, type Intent, input, literal } from "../../../server/core/fixes.ts";
import type { Value } from "../../../server/core/values.ts";
import { brief, evaluateText, property, resourceNamed, written } from "./programs.ts";

/** What a fix makes of a template. */
function fix(text: string, intents: (program: ReturnType<typeof evaluateText>) => Intent[], name?: string) {
  const program = evaluateText(text, undefined, name);
  return written(program, intents(program));
}

const yaml = `# My stack
Parameters:
  Zone: {Type: String}

Resources:
  # The function
  F:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 901 # too long
      Runtime: 'python3.12'
      Code:
        ZipFile: |
          x = 1

  G:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 22
          CidrIp: 0.0.0.0/0
        # web
        - IpProtocol: tcp
          FromPort: 443
          CidrIp: 0.0.0.0/0
  V:
    Type: AWS::EC2::Volume
    Properties:
      AvailabilityZone: !Ref Zone
`;

const json = `{
  "Resources": {
    "F": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Timeout": 901,
        "Tags": [ { "Key": "a", "Value": "b" }, { "Key": "c", "Value": "d" } ]
      }
    },
    "G": {
      "Type": "AWS::EC2::SecurityGroup",
      "Properties": { "SecurityGroupIngress": [ { "CidrIp": "0.0.0.0/0" } ], "GroupName": "g" }
    }
  }
}
`;

const replaced = (text: string, from: string, to: string) => {
  assert.ok(text.includes(from), `${from} is in the text`);
  return text.replace(from, () => to);
};

describe("the writer of templates", () => {
  describe("replace", () => {
    const replace = (text: string, address: string, dotted: string, to: string | number, name?: string) =>
      fix(
        text,
        (p) => [
          {
            do: "replace",
            value: property(p, address, dotted),
            resource: resourceNamed(p, address),
            with: literal(to),
          },
        ],
        name,
      );
    it("keeps comments and everything else", () =>
      assert.equal(replace(yaml, "F", "Timeout", 900), replaced(yaml, "901 #", "900 #")));
    it("keeps quotes", () =>
      assert.equal(replace(yaml, "F", "Runtime", "python3.13"), replaced(yaml, "'python3.12'", "'python3.13'")));
    it("quotes what would be read as something else", () =>
      assert.equal(replace(yaml, "F", "Timeout", "900"), replaced(yaml, "901 #", "'900' #")));
    it("replaces a block scalar", () =>
      assert.equal(replace(yaml, "F", "Code.ZipFile", "z"), replaced(yaml, " |\n          x = 1", " z")));
    it("replaces a reference with its tag", () =>
      assert.equal(replace(yaml, "V", "AvailabilityZone", "a"), replaced(yaml, "!Ref Zone", "a")));
    it("replaces a reference in long form, on lines of its own", () => {
      const long = replaced(yaml, "!Ref Zone", "\n        Ref: Zone");
      assert.equal(
        replace(long, "V", "AvailabilityZone", "a"),
        replaced(yaml, "!Ref Zone", "a").replace("Zone:  a", "Zone: a"),
      );
    });
    it("writes JSON", () =>
      assert.equal(replace(json, "F", "Timeout", 900, "/t/t.json"), replaced(json, "901", "900")));
    it("writes CRLF files without touching their breaks", () => {
      const crlf = yaml.replaceAll("\n", "\r\n");
      assert.equal(replace(crlf, "F", "Timeout", 900), replaced(crlf, "901 #", "900 #"));
    });
    it("replaces one branch of an If", () => {
      const text = replaced(yaml, "901", "!If [C, 901, 3]");
      const made = fix(text, (p) => {
        const value = property(p, "F", "Timeout") as Value & { kind: "choice" };
        return [
          { do: "replace", value: value.alternatives[0]!.value, resource: resourceNamed(p, "F"), with: literal(900) },
        ];
      });
      assert.equal(made, replaced(text, "901", "900"));
    });
    it("replaces a value of the Globals where it stands", () => {
      const sam = "Globals:\n  Function: { Timeout: 901 }\nResources:\n  F:\n    Type: AWS::Serverless::Function\n";
      assert.equal(replace(sam, "F", "Timeout", 900), replaced(sam, "901", "900"));
    });
    it("writes an attribute of a resource in the file's own spelling", () => {
      const zone = (text: string, name?: string) =>
        fix(
          text,
          (p) => [
            {
              do: "set",
              resource: resourceNamed(p, "F"),
              path: ["Role"],
              to: attribute(resourceNamed(p, "G"), "Arn"),
            },
          ],
          name,
        );
      assert.match(zone(yaml)!, /\n {6}Role: !GetAtt G\.Arn\n/);
      assert.match(zone(replaced(yaml, "!Ref Zone", "{ Ref: Zone }"))!, /\n {6}Role: \{ "Fn::GetAtt": \[G, Arn\] \}\n/);
      assert.match(zone(json, "/t/t.json")!, /"Role": \{ "Fn::GetAtt": \["G", "Arn"\] \}\n/);
    });
  });

  describe("set", () => {
    const set = (
      text: string,
      address: string,
      path: (string | number)[],
      to: string | number | boolean,
      name?: string,
    ) => fix(text, (p) => [{ do: "set", resource: resourceNamed(p, address), path, to: literal(to) }], name);
    it("adds a property behind the last one", () =>
      assert.equal(set(yaml, "F", ["MemorySize"], 512), replaced(yaml, "x = 1\n", "x = 1\n      MemorySize: 512\n")));
    it("leaves blanks at the end of a block scalar where they are", () => {
      const text =
        "Resources:\n  F:\n    Type: AWS::X::Y\n    Properties:\n      A: |\n        x = 1   \n  G:\n    Type: AWS::X::Z\n";
      assert.equal(set(text, "F", ["B"], 1), text.replace("   \n", "   \n      B: 1\n"));
    });
    it("makes what lies between", () =>
      assert.equal(set(yaml, "V", ["A", "B"], true), `${yaml}      A:\n        B: true\n`));
    it("makes Properties", () => {
      const text = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n";
      assert.equal(set(text, "B", ["A", "B"], 1), `${text}    Properties:\n      A:\n        B: 1\n`);
      const open = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n";
      assert.equal(set(open, "B", ["A"], 1), `${open.trimEnd()}\n      A: 1\n`);
    });
    it("changes what is there, also in an item of a list", () =>
      assert.equal(
        set(yaml, "G", ["SecurityGroupIngress", 0, "CidrIp"], "10.0.0.0/8"),
        replaced(yaml, "0.0.0.0/0", "10.0.0.0/8"),
      ));
    it("stays in flow style", () => {
      const text = "Resources:\n  B: { Type: AWS::S3::Bucket, Properties: { A: 1 } }\n";
      assert.equal(set(text, "B", ["C", "D"], "x"), replaced(text, "A: 1", "A: 1, C: { D: x }"));
    });
    it("writes JSON, on lines where there are lines", () => {
      assert.equal(
        set(json, "F", ["A", "B"], 1, "/t/t.json"),
        replaced(json, '"d" } ]', '"d" } ],\n        "A": {\n          "B": 1\n        }'),
      );
      assert.equal(set(json, "G", ["A"], 1, "/t/t.json"), replaced(json, '"g" }', '"g", "A": 1 }'));
    });
    it("does not write into what a function makes", () =>
      assert.equal(
        set(
          replaced(yaml, "Code:\n        ZipFile: |\n          x = 1", "Code: !FindInMap [A, B, C]"),
          "F",
          ["Code", "B"],
          1,
        ),
        undefined,
      ));
    it("writes into both branches of a condition, where both are written", () => {
      const code = (written: string) =>
        replaced(yaml, "Code:\n        ZipFile: |\n          x = 1", `Code: ${written}`);
      const setB = (written: string) => set(code(written), "F", ["Code", "B"], 3);
      assert.equal(setB("!If [A, {B: 1}, {C: 2}]"), code("!If [A, {B: 3}, {C: 2, B: 3}]"));
      assert.equal(
        setB("!If [A, {C: 1}, !If [D, {B: 1}, {}]]"),
        code("!If [A, {C: 1, B: 3}, !If [D, {B: 3}, { B: 3 }]]"),
      );
      const block = "\n        Fn::If:\n          - A\n          - C: 1\n          - B: 1\n            C: 2";
      assert.equal(setB(block), code(block.replace("- C: 1", "- C: 1\n            B: 3").replace("B: 1", "B: 3")));
      assert.equal(setB("!If [A, {B: 1}, !Ref AWS::NoValue]"), undefined);
      assert.equal(setB("!If [A, {B: 1}, !Ref Zone]"), undefined);
    });
  });

  describe("remove", () => {
    it("removes a property with its line", () =>
      assert.equal(
        fix(yaml, (p) => [{ do: "remove", resource: resourceNamed(p, "F"), path: ["Timeout"] }]),
        replaced(yaml, "      Timeout: 901 # too long\n", ""),
      ));
    it("removes a property with all that is in it", () =>
      assert.equal(
        fix(yaml, (p) => [{ do: "remove", resource: resourceNamed(p, "F"), path: ["Code", "ZipFile"] }]),
        replaced(yaml, "      Code:\n        ZipFile: |\n          x = 1\n", ""),
      ));
    it("removes from JSON with the comma", () =>
      assert.equal(
        fix(json, (p) => [{ do: "remove", resource: resourceNamed(p, "F"), path: ["Tags"] }], "/t/t.json"),
        replaced(json, /,\n {8}"Tags".*/.exec(json)![0], ""),
      ));
    const item = (text: string, i: number, name?: string) =>
      fix(
        text,
        (p) => [
          {
            do: "removeItem",
            resource: resourceNamed(p, "G"),
            value: property(p, "G", `SecurityGroupIngress.${i}.CidrIp`),
          },
        ],
        name,
      );
    it("removes an item of a list by a value in it", () =>
      assert.equal(
        item(yaml, 0),
        replaced(yaml, "        - IpProtocol: tcp\n          FromPort: 22\n          CidrIp: 0.0.0.0/0\n", ""),
      ));
    it("removes the property when its list becomes empty", () =>
      assert.equal(
        item(json, 0, "/t/t.json"),
        replaced(json, '"SecurityGroupIngress": [ { "CidrIp": "0.0.0.0/0" } ], ', ""),
      ));
    it("removes a resource that nobody names, and no other", () => {
      const remove = (text: string, id: string, name?: string) =>
        fix(text, (p) => [{ do: "removeResource", resource: resourceNamed(p, id) }], name);
      assert.equal(remove(yaml, "V"), yaml.slice(0, yaml.indexOf("  V:")));
      assert.equal(remove(replaced(yaml, "!Ref Zone", "!GetAtt F.Arn"), "F"), undefined);
      const made = remove(json, "F", "/t/t.json")!;
      assert.deepEqual(Object.keys(JSON.parse(made).Resources), ["G"]);
      assert.deepEqual(Object.keys(JSON.parse(remove(json, "G", "/t/t.json")!).Resources), ["F"]);
    });
    it("removes a standalone rule as a whole", () => {
      const text = replaced(
        yaml,
        "  V:\n",
        "  Rule:\n    Type: AWS::EC2::SecurityGroupIngress\n    Properties:\n      CidrIp: 0.0.0.0/0\n  V:\n",
      );
      const made = fix(text, (p) => [
        { do: "removeItem", resource: resourceNamed(p, "Rule"), value: property(p, "Rule", "CidrIp") },
      ]);
      assert.equal(made, yaml);
    });
  });

  describe("add", () => {
    const parameter = (text: string, name?: string) =>
      fix(
        text,
        (p) => [
          {
            do: "addInput",
            near: resourceNamed(p, "G"),
            name: "SshCidr",
            description: "Your network: in CIDR",
            type: "string",
          },
          {
            do: "replace",
            value: property(p, "G", "SecurityGroupIngress.0.CidrIp"),
            resource: resourceNamed(p, "G"),
            with: input("SshCidr"),
          },
        ],
        name,
      );
    const use = replaced(yaml, "0.0.0.0/0", "!Ref SshCidr");
    const block = "  SshCidr:\n    Type: String\n    Description: 'Your network: in CIDR'\n";
    it("adds a parameter behind the others", () =>
      assert.equal(parameter(yaml), replaced(use, "Zone: {Type: String}\n", `Zone: {Type: String}\n${block}`)));
    it("makes the section", () => {
      const bare = replaced(replaced(yaml, "Parameters:\n  Zone: {Type: String}\n\n", ""), "!Ref Zone", "a");
      const made = parameter(bare)!;
      assert.ok(made.startsWith(`# My stack\nParameters:\n${block}\nResources:\n`), made.slice(0, 200));
      const inJson = parameter(json, "/t/t.json")!;
      assert.deepEqual(JSON.parse(inJson).Parameters, {
        SshCidr: { Type: "String", Description: "Your network: in CIDR" },
      });
      assert.ok(inJson.startsWith('{\n  "Parameters": {\n    "SshCidr": {\n      "Type": "String",\n'));
    });
    it("takes a parameter that is there already", () => {
      const text = replaced(yaml, "Zone: {Type: String}\n", `Zone: {Type: String}\n${block}`);
      assert.equal(parameter(text), replaced(text, "0.0.0.0/0", "!Ref SshCidr"));
    });
    it("adds a resource behind another, under a free name", () => {
      const add = (text: string, name?: string) =>
        fix(
          text,
          (p) => [
            {
              do: "addResource",
              near: resourceNamed(p, "F"),
              name: "G",
              type: "AWS::IAM::Role",
              properties: {
                Path: literal("/"),
                Policies: { kind: "list", items: [{ kind: "object", entries: { A: literal("b"), C: literal(1) } }] },
              },
            },
          ],
          name,
        );
      assert.equal(
        add(yaml),
        replaced(
          yaml,
          "          x = 1\n",
          "          x = 1\n\n  G2:\n    Type: AWS::IAM::Role\n    Properties:\n      Path: /\n      Policies:\n        - A: b\n          C: 1\n",
        ),
      );
      const made = JSON.parse(add(json, "/t/t.json")!);
      assert.deepEqual(Object.keys(made.Resources), ["F", "G2", "G"]);
    });
    it("writes nothing where a parent stack would have to know", () => {
      const program = evaluateText(yaml);
      const near = { ...resourceNamed(program, "G"), module: "Nested" };
      const made = program.writer.write(
        [{ do: "addInput", near, name: "X", description: "", type: "string" }],
        program,
      );
      assert.equal(made, undefined);
    });
  });

  describe("scripts", () => {
    const text = (userData: string) =>
      `Resources:\n  I:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n${userData}`;
    const removeLine = (source: string, command: string, name?: string) => {
      const program = evaluateText(source, undefined, name);
      const start = source.indexOf(command);
      const span = program.sources.get(program.root)!.spanAt(start, start + command.length)!;
      return written(program, [{ do: "removeScriptLine", span }]);
    };
    it("removes a line of a block scalar", () => {
      const source = text(
        "        Fn::Base64: !Sub |\n          #!/bin/bash\n          aws configure set region x\n          yum update\n",
      );
      assert.equal(
        removeLine(source, "aws configure set region x"),
        replaced(source, "          aws configure set region x\n", ""),
      );
    });
    it("leaves a line alone on which something else stands", () => {
      const source = text(
        "        Fn::Base64: |\n          #!/bin/bash\n          true && aws configure set region x\n",
      );
      assert.equal(removeLine(source, "aws configure set region x"), undefined);
    });
    it("removes the items of a Join", () => {
      const source = text(
        '        Fn::Base64: !Join\n          - \'\'\n          - - "#!/bin/bash\\n"\n            - aws configure set region \n            - !Ref AWS::Region\n            - "\\n"\n            - "yum update\\n"\n',
      );
      assert.equal(
        removeLine(source, "aws configure set region \n            - !Ref AWS::Region"),
        replaced(
          source,
          '            - aws configure set region \n            - !Ref AWS::Region\n            - "\\n"\n',
          "",
        ),
      );
    });
    it("removes an item of a Join by line breaks, in JSON", () => {
      const source =
        '{"Resources": {"I": {"Type": "AWS::EC2::Instance", "Properties": {"UserData": {"Fn::Base64": {"Fn::Join": ["\\n", ["#!/bin/sh", "aws configure", "true"]]}}}}}}';
      assert.equal(removeLine(source, "aws configure", "/t/t.json"), replaced(source, '"aws configure", ', ""));
      const inText =
        '{"Resources": {"I": {"Type": "A::B::C", "Properties": {"UserData": {"Fn::Base64": "#!/bin/sh\\naws configure\\ntrue\\n"}}}}}';
      assert.equal(removeLine(inText, "aws configure", "/t/t.json"), replaced(inText, "aws configure\\n", ""));
    });
    it("writes other characters as the quotes need it", () => {
      const source = 'Resources:\n  I:\n    Type: A::B::C\n    Properties: { U: "say ${x}" }\n';
      const program = evaluateText(source);
      const start = source.indexOf("${x}");
      const span = program.sources.get(program.root)!.spanAt(start, start + 4)!;
      assert.equal(
        written(program, [{ do: "replaceText", span, text: 'a "b"' }]),
        replaced(source, "${x}", 'a \\"b\\"'),
      );
    });
  });

  it("removes and adds side by side", () => {
    const swap = (text: string, name?: string) =>
      fix(
        text,
        (p) => [
          { do: "remove", resource: resourceNamed(p, "F"), path: ["Timeout"] },
          { do: "remove", resource: resourceNamed(p, "F"), path: [name ? "Tags" : "Code"] },
          { do: "set", resource: resourceNamed(p, "F"), path: ["New"], to: literal(1) },
        ],
        name,
      );
    const made = swap(yaml)!;
    assert.match(made, /\n {4}Properties:\n {6}Runtime: 'python3.12'\n {6}New: 1\n\n {2}G:/);
    const three = replaced(json, '"Timeout"', '"Runtime": "x",\n        "Timeout"');
    assert.deepEqual(JSON.parse(swap(three, "/t/t.json")!).Resources.F.Properties, { Runtime: "x", New: 1 });
  });

  it("gives up on edits that overlap", () => {
    const made = fix(yaml, (p) => [
      { do: "remove", resource: resourceNamed(p, "F"), path: ["Timeout"] },
      { do: "replace", value: property(p, "F", "Timeout"), resource: resourceNamed(p, "F"), with: literal(1) },
    ]);
    assert.equal(made, undefined);
  });

  it("leaves every other property as it was, whatever is set or removed", () => {
    for (const [name, text] of [
      ["/t/t.yaml", yaml],
      ["/t/t.json", json],
    ] as const) {
      const before = evaluateText(text, undefined, name);
      for (const r of before.resources)
        for (const key of r.properties.entries.keys())
          for (const intent of ["set", "remove"] as const) {
            const after = fix(
              text,
              (p) => {
                const resource = resourceNamed(p, r.address);
                return intent === "set"
                  ? [{ do: "set", resource, path: [key], to: { kind: "object", entries: { New: literal("x y") } } }]
                  : [{ do: "remove", resource, path: [key] }];
              },
              name,
            );
            assert.ok(after !== undefined || r.properties.entries.size === 1, `${intent} ${key}`);
            if (after === undefined) continue;
            const program = evaluateText(after, undefined, name);
            assert.deepEqual(program.problems, [], `${intent} ${key}:\n${after}`);
            for (const other of before.resources) {
              const expected = brief(other.properties) as Record<string, unknown>;
              if (other.address === r.address) {
                if (intent === "set") expected[key] = { New: "x y" };
                else delete expected[key];
              }
              assert.deepEqual(brief(resourceNamed(program, other.address).properties), expected, after);
            }
          }
    }
  });
});
