import { fact } from "../../server/core/facts.ts";

const quotas = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
const functionApi = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html";

export const timeout = fact({
  value: 900,
  unit: "seconds",
  text: "Lambda stops a function after at most 15 minutes.",
  source: quotas,
  checked: "2026-11-25",
  notes: "Serverless › Lambda Limits",
  about: ["Lambda function.timeout"],
});

export const managedTimeout = fact({
  value: 5_400,
  unit: "seconds",
  text: "A function on Managed Instances may run for 90 minutes when it is invoked asynchronously or by most event sources.",
  source: quotas,
  checked: "2026-11-25",
  notes: "Serverless › Lambda Limits",
  about: ["Lambda function.timeout"],
});

export const leastMemory = fact({
  value: 128,
  unit: "MB",
  text: "A function has at least 128 MB of memory.",
  source: quotas,
  checked: "2026-11-25",
  notes: "Serverless › Lambda Limits",
  about: ["Lambda function.memory"],
});

export const memory = fact({
  value: 10_240,
  unit: "MB",
  text: "A function has at most 10,240 MB of memory, in steps of 1 MB.",
  source: quotas,
  checked: "2026-11-25",
  notes: "Serverless › Lambda Limits",
  about: ["Lambda function.memory"],
});

export const managedMemory = fact({
  value: 32_768,
  unit: "MB",
  text: "A function on Managed Instances may have 32,768 MB.",
  source: functionApi,
  checked: "2026-11-23",
  notes: "Serverless › Lambda Limits",
  about: ["Lambda function.memory"],
});
