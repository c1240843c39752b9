import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { readGrammar } from "../../../../server/grammars.ts";
import { entriesOf } from "../../../../server/languages/cdk/java/entries.ts";
import { javaFiles } from "../../../../server/languages/cdk/java/files.ts";
import { loadJava } from "../../../../server/languages/cdk/java/load.ts";
import {
  filesOfName,
  memberName,
  packageName,
  readsProperty,
  writesProperty,
} from "../../../../server/languages/cdk/java/names.ts";
import { at } from "../evaluate/evaluate-source.ts";
import { evaluateFiles } from "./java-source.ts";

const STACK = `import software.amazon.awscdk.*;
import software.constructs.Construct;
public class Main extends Stack { public Main(Construct scope, String id) { super(scope, id); new Net(this, "Net"); } }`;
const CONSTRUCT =
  "public class Net extends software.constructs.Construct { public Net(software.constructs.Construct s, String id) { super(s, id); } }";
const APP = (imports: string) => `package com.acme;
import software.amazon.awscdk.App;
${imports}
public class Start { public static void main(String[] args) { App app = new App(); new Main(app, "M"); app.synth(); } }`;

describe("files of Java", () => {
  it("knows sources, tests and what imports CDK", () => {
    assert.ok(javaFiles.isSource("/p/src/main/java/App.java"));
    assert.ok(!javaFiles.isSource("/p/target/generated/App.java"));
    assert.ok(javaFiles.isTest("/p/src/test/java/com/acme/AppTest.java"));
    assert.ok(!javaFiles.isTest("/p/src/main/java/com/acme/Contest.java"));
    assert.ok(javaFiles.importsCdk("package a;\nimport software.amazon.awscdk.Stack;"));
    assert.ok(javaFiles.importsCdk("new software.amazon.awscdk.App()"));
    assert.ok(!javaFiles.importsCdk("package software.amazon.awscdk.examples;\nclass A {}"));
    assert.ok(javaFiles.runs("mvn -e -q compile exec:java"));
    assert.ok(javaFiles.runs("./gradlew run"));
    assert.ok(!javaFiles.runs("npx ts-node bin/app.ts"));
    assert.ok(!javaFiles.runs("python app.py"));
  });

  it("knows CDK's names", () => {
    assert.equal(packageName("software.amazon.awscdk.services.lambda.Function"), "aws-cdk-lib.aws_lambda");
    assert.equal(
      packageName("software.amazon.awscdk.services.lambda.eventsources.SqsEventSource"),
      "aws-cdk-lib.aws_lambda_event_sources",
    );
    assert.equal(packageName("software.amazon.awscdk.core.Stack"), "aws-cdk-lib");
    assert.equal(packageName("software.amazon.awscdk.*"), "aws-cdk-lib");
    assert.equal(packageName("software.amazon.awscdk.customresources.Provider"), "aws-cdk-lib.custom_resources");
    assert.equal(
      packageName("software.amazon.awscdk.services.ec2.CfnInstance.EbsProperty"),
      "aws-cdk-lib.aws_ec2.CfnInstance",
    );
    assert.equal(packageName("software.constructs.Construct"), "constructs");
    assert.equal(packageName("software.amazon.awscdk.examples.Foo"), "software.amazon.awscdk.examples");
    assert.equal(memberName("defaultValue"), "default");
    assert.equal(memberName("doImport"), "import");
    assert.equal(memberName("timeoutValue"), "timeoutValue");
    assert.equal(readsProperty("getFunctionArn"), "functionArn");
    assert.equal(readsProperty("synth"), undefined);
    assert.equal(writesProperty("setTimeout"), "timeout");
  });

  it("looks for a class below the folder where packages begin", () => {
    assert.deepEqual(filesOfName("/p/src/main/java/com/acme/App.java", "com.other.Net"), [
      "/p/src/main/java/com/other/Net.java",
    ]);
    assert.deepEqual(filesOfName("/p/App.java", "java.util.List"), []);
    assert.deepEqual(filesOfName("/p/App.java", "software.amazon.awscdk.Stack"), []);
  });

  it("sees classes of its package, those that it imports, and those of a package that it imports whole", () => {
    const main = "/p/src/main/java/com/acme/Start.java";
    const found = (files: Record<string, string>) => at(evaluateFiles(files), "M/Net").fqn;
    const base = "/p/src/main/java/com/acme";
    assert.equal(
      found({ [main]: APP(""), [`${base}/Main.java`]: STACK, [`${base}/Net.java`]: CONSTRUCT }),
      "constructs.Construct",
    );
    assert.equal(
      found({
        [main]: APP("import com.acme.net.Main;"),
        [`${base}/net/Main.java`]: STACK,
        [`${base}/net/Net.java`]: CONSTRUCT,
      }),
      "constructs.Construct",
    );
    assert.equal(
      found({
        [main]: APP("import com.acme.net.*;"),
        [`${base}/net/Main.java`]: STACK,
        [`${base}/net/Net.java`]: CONSTRUCT,
      }),
      "constructs.Construct",
    );
  });

  it("starts at the main class of the command line, of Maven, of Gradle, or at whatever has a main", () => {
    const start = "src/main/java/com/acme/Start.java";
    const files = (more: Record<string, string>) => memoryFiles({ [`/p/${start}`]: APP(""), ...more });
    assert.equal(entriesOf("mvn -q exec:java -Dexec.mainClass=com.acme.Start", "/p", files({}))[0], start);
    assert.equal(
      entriesOf("mvn -q exec:java", "/p", files({ "/p/pom.xml": "<mainClass>com.acme.Start</mainClass>" }))[0],
      start,
    );
    assert.equal(
      entriesOf(
        "mvn exec:java",
        "/p",
        files({ "/p/pom.xml": "<main.of>com.acme.Start</main.of><mainClass>${main.of}</mainClass>" }),
      )[0],
      start,
    );
    assert.equal(
      entriesOf("./gradlew run", "/p", files({ "/p/build.gradle": "application { mainClass = 'com.acme.Start' }" }))[0],
      start,
    );
    assert.equal(entriesOf("mvn -q exec:java", "/p", files({}))[0], start);
    assert.ok(
      entriesOf("mvn exec:java -pl cdk -Dexec.mainClass=a.B", "/p", files({})).includes("cdk/src/main/java/a/B.java"),
    );
  });

  it("makes the file that `cdk.json` starts from the only root", async () => {
    const language = await loadJava(readGrammar);
    const base = "/p/src/main/java/com/acme";
    const files = {
      "/p/cdk.json": '{"app": "mvn -e -q compile exec:java"}',
      "/p/pom.xml": "<mainClass>com.acme.Start</mainClass>",
      [`${base}/Main.java`]: STACK,
      [`${base}/Net.java`]: CONSTRUCT,
      [`${base}/Start.java`]: APP(""),
    };
    const paths = Object.keys(files).filter((p) => language.mayBe(p));
    assert.deepEqual(
      language.roots(paths, memoryFiles(files)).map((r) => r.path),
      [`${base}/Start.java`],
    );
  });
});
