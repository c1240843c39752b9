import assert from "node:assert/strict";
import { spanText } from "../../../../server/core/span.ts";
import { piecesOf } from "../../../../server/core/values.ts";
import { evaluated, plain, program, property, trail } from "../evaluate/program.ts";

/** What Terraform 1.11 says; "<refused>" is an error. Many more are held against it in test/oracle. */
const values: readonly (readonly [string, unknown])[] = [
  ["abs(-3)", 3],
  ['parseint("-101", 2)', -5],
  ["range(1, 10, 3)", [1, 4, 7]],
  ["range(0, 4, -1)", "<refused>"],
  ["sum([])", "<refused>"],
  ['format("%03d|%-5s|%5.1f|%q", 7, "ab", 3.14159, "x")', '007|ab   |  3.1|"x"'],
  ['format("%s", "a", "b")', "<refused>"],
  ['format("%[2]s %[1]s", "a", "b")', "b a"],
  ['formatlist("%s-%s", ["a", "b"], "x")', ["a-x", "b-x"]],
  ['indent(2, "a\\nb")', "a\n  b"],
  ['join(",", ["a"], [1, true])', "a,1,true"],
  ['upper("straße")', "STRAßE"],
  ['title("hello-world it\'s")', "Hello-World It'S"],
  ['regex("(\\\\d+)-(\\\\d+)", "10-20")', ["10", "20"]],
  ['regex("[a-z]+", "123")', "<refused>"],
  ['replace("hello", "/(l+)/", "<$1>")', "he<ll>o"],
  ['replace("a.b", ".", "-")', "a-b"],
  ['split(",", "")', [""]],
  ['substr("hello world", -5, -1)', "world"],
  ['trim("?!hello?!", "!?")', "hello"],
  ['coalesce("", null, 1, "b")', "1"],
  ["coalesce(null, null)", "<refused>"],
  ['compact(["a", "", null])', ["a"]],
  ['contains([1, 2], "1")', false],
  ['distinct([1, "1"])', ["1"]],
  ['element(["a", "b"], 3)', "b"],
  ['flatten([["a", ["b"]], []])', ["a", "b"]],
  ["keys({ b = 1, a = 2 })", ["a", "b"]],
  ['length(toset(["a", "a"]))', 1],
  ["length(5)", "<refused>"],
  ['lookup({ a = 1 }, "b", 2)', 2],
  ['lookup({ a = 1 }, "b")', "<refused>"],
  ["merge({ a = 1, b = 1 }, { a = 2 }, null)", { b: 1, a: 2 }],
  ["one([])", null],
  ["one([1, 2])", "<refused>"],
  [
    'setproduct(["a"], ["x", "y"])',
    [
      ["a", "x"],
      ["a", "y"],
    ],
  ],
  ['setsubtract(["a", "b"], ["a"])', ["b"]],
  ['slice(["a", "b", "c"], 1, 3)', ["b", "c"]],
  ['sort(["10", "9", "B"])', ["10", "9", "B"]],
  ['transpose({ a = ["1"], b = ["1"] })', { 1: ["a", "b"] }],
  ['zipmap(["a"], [1, 2])', "<refused>"],
  ['base64encode("é")', "w6k="],
  ['base64decode("/w==")', "<refused>"],
  ['csvdecode("a,b\\n\\"x,y\\",2\\n")', [{ a: "x,y", b: "2" }]],
  ['jsondecode("{\\"a\\": [1, null]}")', { a: [1, null] }],
  ['jsonencode({ b = "<", a = [true, null] })', '{"a":[true,null],"b":"\\u003c"}'],
  ['urlencode("a b&é")', "a+b%26%C3%A9"],
  ['cidrhost("10.12.112.0/20", -1)', "10.12.127.255"],
  ['cidrnetmask("172.16.0.0/12")', "255.240.0.0"],
  ['cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162)', "fd00:fd12:3456:7800:a200::/72"],
  ['cidrsubnet("10.1.2.0/24", 4, 16)', "<refused>"],
  ['cidrsubnets("10.1.0.0/16", 4, 4, 8)', ["10.1.0.0/20", "10.1.16.0/20", "10.1.32.0/24"]],
  ['try([1][4], "b")', "b"],
  ["can({ a = 1 }.b)", false],
  ['tobool("yes")', "<refused>"],
  ['tolist(["a", 1])', ["a", "1"]],
  ["toset([3, 10, 2])", [2, 3, 10]],
  ["tonumber(null)", null],
  ['dirname("foo/bar.txt")', "foo"],
  ['formatdate("DD MMM YYYY h:mm AA", "2018-01-02T23:12:01Z")', "02 Jan 2018 23:12 PM"],
  ['timeadd("2017-11-22T00:00:00Z", "-1h30m")', "2017-11-21T22:30:00Z"],
  ['core::upper("a")', "A"],
  ["upper(null)", "<refused>"],
  ['md5("hello")', "5d41402abc4b2a76b9719d911017c592"],
  ['base64sha256("hello")', "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="],
  ['uuidv5("dns", "www.terraform.io")', "a5008fae-b28c-5ba5-96cd-82b4c53552d6"],
  ['uuidv5("tv", "www.terraform.io")', "<refused>"],
  ['textencodebase64("Hi", "UTF-16LE")', "SABpAA=="],
  ['textdecodebase64("SABpAA==", "UTF-16LE")', "Hi"],
  ['base64gunzip(base64gzip("a"))', "a"],
  ['urldecode("a+b%26")', "a b&"],
  ['yamlencode({ b = [1, { c = "x" }], a = "l\\nm\\n" })', '"a": |\n  l\n  m\n"b":\n- 1\n- "c": "x"\n'],
];

const UNKNOWN = 'variable "u" {}\nvariable "l" { type = list(string) }';

describe("Terraform functions", () => {
  for (const [expression, expected] of values)
    it(expression, () => assert.deepEqual(plain(evaluated(expression)), expected));

  describe("with what is not known", () => {
    const cases: readonly (readonly [string, unknown])[] = [
      ["length([var.u, 1])", 2],
      ["length(var.l)", "<length(var.l)>"],
      ["concat([1], var.l)", [1, "<open>"]],
      ["length(concat([1], var.l))", "<unknown>"],
      ["merge({ a = 1 }, var.u)", { a: "<unknown>", "<open>": true }],
      ["merge(var.u, { a = 1 })", { a: 1, "<open>": true }],
      ["coalesce(null, 5, var.u)", 5],
      ["coalesce(var.u, 5)", "<coalesce(var.u,5)>"],
      ['format("a-%s-b", var.u)', "a-<var.u>-b"],
      ['format("%5s", var.u)', '<format("%5s",var.u)>'],
      ['join("-", ["a", var.u])', "a-<var.u>"],
      ["upper(var.u)", "<upper(var.u)>"],
      ["try(var.u.x, 3)", "<try(var.u.x,3)>"],
      ["lookup({}, var.u, 3)", 3],
      ["slice(var.l, 0, 2)", ["<var.l[0]>", "<var.l[1]>"]],
      ["element(var.l, 1)", "<element(var.l,1)>"],
      ["contains([1, var.u], 1)", true],
      ["timestamp()", "<unknown>"],
      ["sha1(var.u)", "<sha1(var.u)>"],
      ['rsadecrypt("a", "b")', '<rsadecrypt("a","b")>'],
      ["yamlencode({ a = var.u })", "<unknown>"],
      ['pathexpand("~/.ssh/id_rsa.pub")', '<pathexpand("~/.ssh/id_rsa.pub")>'],
      ["nosuch(1)", "<unknown>"],
    ];
    for (const [expression, expected] of cases)
      it(expression, () => assert.deepEqual(plain(evaluated(expression, UNKNOWN)), expected));

    it("calls with each alternative of a choice", () => {
      assert.deepEqual(plain(evaluated('upper(var.u ? "a" : "b")', UNKNOWN)), [
        { when: "var.u", value: "A" },
        { when: "!(var.u)", value: "B" },
      ]);
    });
  });

  it("keeps what JSON and base64 were made from", () => {
    const value = evaluated("base64encode(jsonencode({ a = var.u }))", UNKNOWN);
    assert.equal(value.madeFrom?.by, "base64");
    assert.equal(value.madeFrom?.value.madeFrom?.by, "json");
    assert.deepEqual(plain(value.madeFrom!.value.madeFrom!.value), { a: "<var.u>" });
    assert.equal(plain(value.madeFrom!.value), '{"a":<var.u>}');
  });

  it("lets values pass with the place that they came from", () => {
    const around = 'locals {\n  m = { dev = 900 }\n}\nvariable "n" { default = 1200 }';
    assert.deepEqual(trail(evaluated('lookup(local.m, "dev")', around).origin), [
      'main.tf:lookup(local.m, "dev")',
      "local local.m = main.tf:900",
    ]);
    assert.deepEqual(trail(evaluated("coalesce(null, var.n)", around).origin), [
      "main.tf:var.n",
      "default variable n = main.tf:1200",
    ]);
    const concat = evaluated('concat(["a"], [var.n])', around);
    assert.deepEqual(concat.kind === "list" && trail(concat.items[1]!.origin), [
      "main.tf:var.n",
      "default variable n = main.tf:1200",
    ]);
  });

  it("keeps the places of the pieces that it joins", () => {
    const value = evaluated('join("\\n", ["#!/bin/bash", "aws configure"])');
    assert.equal(plain(value), "#!/bin/bash\naws configure");
    const pieces = value.kind === "scalar" ? piecesOf(value) : [];
    const last = pieces.at(-1)!;
    assert.equal(last.span!.chunk.text.slice(last.span!.start, last.span!.end), "aws configure");
  });

  it("keeps the places of strings in JSON and YAML that stand within other text", () => {
    for (const encode of ["jsonencode", "yamlencode"]) {
      const value = evaluated(`"#cloud-config\\n$\{${encode}({ runcmd = ["aws configure"] })}"`);
      const pieces = value.kind === "scalar" ? piecesOf(value) : [];
      const command = pieces.find((p) => p.text === "aws configure");
      assert.equal(command && spanText(command.span!), "aws configure", encode);
    }
  });

  it("knows the files that a pattern takes", () => {
    const files = { "f/a.txt": "a", "f/b.sh": "b", "f/x/c.txt": "c", "f/x/y/.d.txt": "d", "g.txt": "g" };
    const shown = (call: string) =>
      plain(property(program({ ...files, "main.tf": `resource "aws_x" "x" {\n  v = ${call}\n}\n` }), "aws_x.x", "v"));
    assert.deepEqual(shown('fileset("f", "*.txt")'), ["a.txt"]);
    assert.deepEqual(shown(`fileset("$\{path.module}/f/", "**/*.txt")`), ["a.txt", "x/c.txt", "x/y/.d.txt"]);
    assert.deepEqual(shown('fileset(path.module, "f/**")'), ["f/a.txt", "f/b.sh", "f/x/c.txt", "f/x/y/.d.txt"]);
    assert.deepEqual(shown('fileset("f", "{a,b}.??[tz]")'), ["a.txt"]);
    assert.deepEqual(shown('fileset("nowhere", "**")'), []);
    assert.equal(shown('fileset("f", "../*")'), '<fileset("f","../*")>');
    assert.equal(shown('filesha1("g.txt")'), "54fd1711209fb1c0781092374132c66e79e2241b");
    assert.equal(shown('filesha1("nowhere")'), "<refused>");
  });

  it("answers nothing for a pattern that could take for ever", () => {
    assert.equal(
      plain(evaluated('regex("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")')),
      '<regex("(a+)+$","aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")>',
    );
  });

  it("carries a secret on", () => {
    const value = evaluated('upper("x-${var.s}")', 'variable "s" {\n  default = "pw"\n  sensitive = true\n}');
    assert.equal(plain(value), "X-PW");
    assert.ok(value.marks?.has("secret"));
  });
});
