/** aws_lambda and the packages that bundle for it. */
import { attributeOf, type Model, ref, to } from "./model.ts";
import { runtime, seconds, size } from "./plain-values.ts";

export const lambdaModels: readonly Model[] = [
  {
    classes: [
      "aws_lambda.Function",
      "aws_lambda.DockerImageFunction",
      "aws_lambda.SingletonFunction",
      "aws_lambda_nodejs.NodejsFunction",
      "aws_lambda_python_alpha.PythonFunction",
      "aws_lambda_python.PythonFunction",
      "aws_lambda_go_alpha.GoFunction",
    ],
    type: "AWS::Lambda::Function",
    props: {
      functionName: to("FunctionName"),
      description: to("Description"),
      timeout: to("Timeout", seconds),
      memorySize: to("MemorySize"),
      ephemeralStorageSize: to("EphemeralStorage.Size", size("mebibytes")),
      reservedConcurrentExecutions: to("ReservedConcurrentExecutions"),
      runtime: to("Runtime", runtime),
      handler: to("Handler"),
    },
    // A capacity provider takes a function by `addFunction`, which is a handing and so opens the function.
    never: ["CapacityProviderConfig"],
    members: { functionArn: attributeOf("Arn"), functionName: ref, functionRef: ref },
    harmless: ["addEnvironment", "addToRolePolicy", "addEventSource", "addEventSourceMapping", "addPermission", "addFunctionUrl", "addAlias", "configureAsyncInvoke"],
  },
];
