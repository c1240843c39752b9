import { EcsService, holds, serviceTask } from "../../server/aws/ecs.ts";
import { alternatives, lookup } from "../../server/core/lookup.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import type { Value } from "../../server/core/values.ts";

export default rule({
  id: "ecs-fargate-compatibility",
  title: "Service on Fargate with a task definition that cannot run there",
  category: "correctness",
  variants: { incompatible: { severity: "error", profile: "errors" } },
  notes: "ECS › Fargate Launch type",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
  check({ every, follow, report }) {
    for (const service of every(EcsService))
      for (const { subject: task, condition } of follow(serviceTask, service).found)
        for (const is of together(
          {
            launchType: service.launchType,
            strategy: service.strategy,
            compatibilities: task.compatibilities,
            networkMode: task.networkMode,
            cpu: task.cpu,
            memory: task.memory,
          },
          condition,
        )) {
          const place = is.launchType.isKnown ? is.launchType : is.strategy;
          const isFargate = is.launchType.isKnown
            ? is.launchType.value === "FARGATE"
            : is.launchType.isAbsent && isFargateAlone(is.strategy.raw, service.resource.vocabulary);
          // A definition that says FARGATE is looked at by itself.
          if (!isFargate || is.compatibilities.isUnknown || holds(is.compatibilities, "FARGATE")) continue;
          const list = is.compatibilities.raw;
          if (list.kind === "list" && !(list.closed && list.items.every((i) => i.kind === "scalar"))) continue;
          const closed = task.resource.closed && task.resource.mode === "managed";
          const isShared = is.networkMode.isKnown
            ? is.networkMode.value !== "awsvpc"
            : is.networkMode.isAbsent && closed;
          const lacks = isShared
            ? `does not have the network mode awsvpc`
            : closed && is.cpu.isAbsent
              ? "does not say its CPU"
              : closed && is.memory.isAbsent
                ? "does not say its memory"
                : undefined;
          if (lacks === undefined) continue;
          report(
            "incompatible",
            place,
            `${service.name} runs on Fargate, and ${task.name} ${lacks}: ECS refuses to start it there. Let the task definition require FARGATE, with awsvpc, CPU and memory.`,
          ).related(task, "The task definition.");
        }
  },
});

/** True for a strategy with nothing but Fargate in it. */
function isFargateAlone(strategy: Value, vocabulary: string): boolean {
  if (strategy.kind !== "list" || !strategy.closed || strategy.items.length === 0) return false;
  const name = vocabulary === "terraform" ? "capacity_provider" : "CapacityProvider";
  return strategy.items.every((item) => {
    const providers = alternatives(lookup(item, [name]));
    return providers.every(({ value }) => value.kind === "scalar" && /^FARGATE(_SPOT)?$/.test(String(value.value)));
  });
}
