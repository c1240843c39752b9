/** What a naive reader takes for a value that something has changed by then. */
import assert from "node:assert/strict";
import { app, found } from "./go-source.ts";

const PROPS = 'props := &awslambda.FunctionProps{Handler: jsii.String("i.h"), MemorySize: jsii.Number(512)}';
const A = 'awslambda.NewFunction(stack, jsii.String("A"), props)';
const CHANGE = "props.MemorySize = jsii.Number(20480)";

function findings(body: string): string[] {
  const text = app(body).replace(
    '"github.com/aws/jsii',
    '"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"\n\t"github.com/aws/jsii',
  );
  return found({ "/p/main.go": text }, /^lambda-memory$/);
}

describe("props that Go changes", () => {
  it("are what they were when CDK was handed them", () => {
    assert.deepEqual(findings(`${PROPS}\n${A}\n${CHANGE}`), []);
    assert.deepEqual(findings(`${PROPS}\n${CHANGE}\n${A}`), ["lambda-memory 20480"]);
    assert.deepEqual(findings(`${PROPS}\n${A}\n${CHANGE}\n${A.replace('"A"', '"B"')}`), ["lambda-memory 20480"]);
  });
});
