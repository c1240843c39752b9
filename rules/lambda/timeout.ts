import { LambdaFunction } from "../../server/aws/lambda.ts";
import { duration } from "../../server/core/facts.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import * as facts from "../facts/lambda.ts";

export default rule({
  id: "lambda-timeout",
  title: "Lambda timeout outside the allowed range",
  category: "limits",
  variants: {
    over: { severity: "error", profile: "errors" },
    under: { severity: "error", profile: "errors" },
  },
  notes: "Serverless › Lambda Limits",
  docs: facts.timeout.source,
  alone: [LambdaFunction],
  check({ every, report }) {
    for (const fn of every(LambdaFunction))
      for (const { timeout, capacityProvider } of together({
        timeout: fn.timeout,
        capacityProvider: fn.capacityProvider,
      })) {
        if (!timeout.isKnown) continue;
        // What is not known to be an ordinary function has the higher limit.
        const limit = capacityProvider.isAbsent && fn.resource.closed ? facts.timeout : facts.managedTimeout;
        if (timeout.value > limit.value)
          report(
            "over",
            timeout,
            `${fn.name} may run for ${duration(timeout.value)}; Lambda stops a function after ${duration(limit.value)}. Split the work, or move it to Step Functions or Fargate.`,
          ).fix(`Set the timeout to ${duration(limit.value)}`, (edit) => edit.replace(timeout, limit.value));
        else if (timeout.value < 1)
          report("under", timeout, `${fn.name} has a timeout of ${timeout.value} seconds; the least is 1 second.`).fix(
            "Set the timeout to 3 seconds, the default",
            (edit) => edit.replace(timeout, 3),
          );
      }
  },
});
