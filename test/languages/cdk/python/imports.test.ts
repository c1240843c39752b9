import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { plain, prop } from "../evaluate/evaluate-source.ts";
import { evaluateFiles, python } from "./python-source.ts";

const { dialect } = python;

/** What `value` is in an app of these files. */
function imported(statement: string, value: string, files: Record<string, string>): unknown {
  const app = `import aws_cdk as cdk
from aws_cdk import aws_s3 as s3
${statement}
stack = cdk.Stack(cdk.App(), "S")
s3.CfnBucket(stack, "B", bucket_name=${value})
`;
  const evaluation = evaluateFiles({ "/p/app.py": app, "/p/cdk.json": "{}", ...files });
  return plain(prop(evaluation, "S/B", "bucketName"));
}

describe("imports in Python", () => {
  it("lead to files of the project", () => {
    const files = memoryFiles({
      "/p/cdk.json": "{}",
      "/p/a/__init__.py": "",
      "/p/a/b.py": "",
      "/p/c.py": "",
      "/d.py": "",
    });
    const resolve = (from: string, module: string) => dialect.resolve(from, module, files);
    assert.equal(resolve("/p/app.py", "a"), "/p/a/__init__.py");
    assert.equal(resolve("/p/app.py", "a.b"), "/p/a/b.py");
    assert.equal(resolve("/p/a/b.py", "."), "/p/a/__init__.py");
    assert.equal(resolve("/p/a/b.py", ".b"), "/p/a/b.py");
    assert.equal(resolve("/p/a/b.py", "..c"), "/p/c.py");
    assert.equal(resolve("/p/a/b.py", "c"), "/p/c.py");
    assert.equal(resolve("/p/app.py", "d"), undefined, "it is above the folder that the app is started in");
    assert.equal(resolve("/p/app.py", "aws_cdk"), undefined);
  });

  it("bring in what modules declare, import and hold", () => {
    const files = {
      "/p/lib/__init__.py": "from .deep.names import NAME\nfrom .other import *\n",
      "/p/lib/deep/names.py": 'NAME = "n"\ndef f():\n    return NAME + "!"\n',
      "/p/lib/other.py": 'OTHER = "o"\n',
    };
    assert.equal(imported("from lib import NAME", "NAME", files), "n");
    assert.equal(imported("from lib import OTHER as it", "it", files), "o");
    assert.equal(imported("from lib.deep import names", "names.f()", files), "n!");
    assert.equal(imported("import lib.deep.names", "lib.deep.names.NAME", files), "n");
    assert.equal(imported("import lib.deep.names as x", "x.NAME", files), "n");
    assert.equal(imported("from lib.other import *", "OTHER", files), "o");
    assert.equal(imported("import lib", "lib.OTHER", files), "o");
    assert.equal(imported("try:\n    import lib\nexcept ImportError:\n    pass", "lib.NAME", files), "n");
  });

  it("that go in a circle end", () => {
    const files = { "/p/a.py": "import b\nX = 'x'\n", "/p/b.py": "import a\ndef f(): return a.X\n" };
    assert.equal(imported("import b", "b.f()", files), "x");
  });

  it("of CDK mean its own names, in version 1 and 2", () => {
    const fqn = (imports: string, callee: string) => {
      const text = `${imports}\nfrom aws_cdk import App\nx = ${callee}(App(), "X")\n`;
      return evaluateFiles({ "/p/app.py": text }).constructs.find((c) => c.path === "X")?.fqn;
    };
    assert.equal(fqn("import aws_cdk as cdk", "cdk.aws_s3.Bucket"), "aws-cdk-lib.aws_s3.Bucket");
    assert.equal(fqn("from aws_cdk import aws_s3", "aws_s3.Bucket"), "aws-cdk-lib.aws_s3.Bucket");
    assert.equal(fqn("from aws_cdk.aws_s3 import Bucket as B", "B"), "aws-cdk-lib.aws_s3.Bucket");
    assert.equal(fqn("import aws_cdk.aws_s3 as s3", "s3.Bucket"), "aws-cdk-lib.aws_s3.Bucket");
    assert.equal(fqn("import aws_cdk.aws_s3", "aws_cdk.aws_s3.Bucket"), "aws-cdk-lib.aws_s3.Bucket");
    assert.equal(fqn("from aws_cdk import core", "core.Stack"), "aws-cdk-lib.Stack");
    assert.equal(fqn("from aws_cdk import core as cdk", "cdk.Stack"), "aws-cdk-lib.Stack");
    assert.equal(fqn("from aws_cdk.core import Stack", "Stack"), "aws-cdk-lib.Stack");
    assert.equal(fqn("from aws_cdk import *", "Stack"), "aws-cdk-lib.Stack");
    assert.equal(fqn("from constructs import Construct", "Construct"), "constructs.Construct");
  });

  it("names are CDK's in camel case", () => {
    const named = (name: string) => dialect.memberName(name);
    assert.equal(named("add_ingress_rule"), "addIngressRule");
    assert.equal(named("allow_from_any_ipv4"), "allowFromAnyIpv4");
    assert.equal(named("assign_ipv6_address_on_creation"), "assignIpv6AddressOnCreation");
    assert.equal(named("from_"), "from");
    assert.equal(named("PYTHON_3_12"), "PYTHON_3_12");
    assert.equal(named("aws_lambda"), "aws_lambda");
    assert.equal(named("aws_account_id"), "awsAccountId");
    assert.equal(named("CfnInstance"), "CfnInstance");
    assert.equal(named("_own"), "_own");
  });
});
