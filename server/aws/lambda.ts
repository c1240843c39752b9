/** AWS Lambda. */
import { anything, kind, number } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";

export const LambdaFunction = kind(
  "Lambda function",
  {
    /** Seconds. */
    timeout: number,
    /** MB. */
    memory: number,
    /** Set for a function on Managed Instances, which has other limits. */
    capacityProvider: anything,
  },
  {
    type: "AWS::Lambda::Function",
    read: {
      timeout: property("Timeout"),
      memory: property("MemorySize"),
      capacityProvider: property("CapacityProviderConfig"),
    },
  },
  {
    type: "aws_lambda_function",
    read: {
      timeout: property("timeout"),
      memory: property("memory_size"),
      capacityProvider: property("capacity_provider_config"),
    },
  },
);
