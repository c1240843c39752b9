import { holds, TaskDefinition } from "../../server/aws/ecs.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import { fargateSource } from "../facts/containers.ts";

export default rule({
  id: "ecs-fargate-network-mode",
  title: "Fargate task in another network mode than awsvpc",
  category: "correctness",
  variants: { mode: { severity: "error", profile: "errors" } },
  notes: "ECS › Fargate Launch type",
  docs: fargateSource,
  alone: [TaskDefinition],
  check({ every, report }) {
    for (const task of every(TaskDefinition))
      for (const { networkMode, compatibilities } of together({
        networkMode: task.networkMode,
        compatibilities: task.compatibilities,
      })) {
        if (!holds(compatibilities, "FARGATE")) continue;
        const other = networkMode.isKnown && networkMode.value !== "awsvpc";
        if (!other && !(networkMode.isAbsent && task.resource.closed)) continue;
        const has = networkMode.isKnown
          ? `the network mode ${networkMode.value}`
          : "no network mode, which means bridge";
        report("mode", networkMode, `${task.name} runs on Fargate and has ${has}; tasks on Fargate run in awsvpc.`).fix(
          "Set the network mode to awsvpc",
          (edit) => edit.replace(networkMode, "awsvpc"),
        );
      }
  },
});
