import { LambdaFunction } from "../../server/aws/lambda.ts";
import { quantity } from "../../server/core/facts.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import * as facts from "../facts/lambda.ts";

export default rule({
  id: "lambda-memory",
  title: "Lambda memory outside the allowed range",
  category: "limits",
  variants: {
    over: { severity: "error", profile: "errors" },
    under: { severity: "error", profile: "errors" },
  },
  notes: "Serverless › Lambda Limits",
  docs: facts.memory.source,
  alone: [LambdaFunction],
  check({ every, report }) {
    for (const fn of every(LambdaFunction))
      for (const { memory, capacityProvider } of together({
        memory: fn.memory,
        capacityProvider: fn.capacityProvider,
      })) {
        if (!memory.isKnown) continue;
        // What is not known to be an ordinary function has the higher limit.
        const limit = capacityProvider.isAbsent && fn.resource.closed ? facts.memory : facts.managedMemory;
        const say = (n: number) => quantity(n, "MB");
        if (memory.value > limit.value)
          report(
            "over",
            memory,
            `${fn.name} asks for ${say(memory.value)} of memory; Lambda gives a function at most ${say(limit.value)}.`,
          ).fix(`Set the memory to ${say(limit.value)}`, (edit) => edit.replace(memory, limit.value));
        else if (memory.value < facts.leastMemory.value)
          report(
            "under",
            memory,
            `${fn.name} asks for ${say(memory.value)} of memory; Lambda gives a function at least ${say(facts.leastMemory.value)}.`,
          ).fix(`Set the memory to ${say(facts.leastMemory.value)}`, (edit) =>
            edit.replace(memory, facts.leastMemory.value),
          );
      }
  },
});
