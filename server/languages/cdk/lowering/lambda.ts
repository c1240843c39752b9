/** aws_lambda and the packages that bundle for it. */
import { attributeOf, type Model, ref, to } from "./model.ts";
import { runtime, seconds, size } from "./plain-values.ts";

const common = {
  type: "AWS::Lambda::Function",
  l1: "aws_lambda.CfnFunction",
  members: { functionArn: attributeOf("Arn"), functionName: ref },
  never: ["CapacityProviderConfig"],
  handings: { CapacityProviderConfig: /CapacityProvider/ },
} as const;

/** Props that every class of function has. */
const options = {
  functionName: to("FunctionName"),
  description: to("Description"),
  timeout: to("Timeout", seconds),
  memorySize: to("MemorySize"),
  ephemeralStorageSize: to("EphemeralStorage.Size", size("mebibytes")),
  reservedConcurrentExecutions: to("ReservedConcurrentExecutions"),
};

export const lambdaModels: readonly Model[] = [
  {
    ...common,
    classes: ["aws_lambda.Function", "aws_lambda.SingletonFunction"],
    props: { ...options, runtime: to("Runtime", runtime), handler: to("Handler") },
  },
  {
    ...common,
    classes: ["aws_lambda.DockerImageFunction"],
    props: options,
    never: [...common.never, "Runtime", "Handler"],
  },
  {
    // These work out runtime and handler by themselves.
    ...common,
    classes: [
      "aws_lambda_nodejs.NodejsFunction",
      "aws_lambda_python_alpha.PythonFunction",
      "aws_lambda_python.PythonFunction",
      "aws_lambda_go_alpha.GoFunction",
      "aws_lambda_go.GoFunction",
    ],
    props: options,
  },
];
