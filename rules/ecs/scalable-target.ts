import { ScalableTarget } from "../../server/aws/ecs.ts";
import { grouped } from "../../server/core/facts.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

const DIMENSION = "ecs:service:DesiredCount";

export default rule({
  id: "ecs-scalable-target",
  title: "Scalable target that cannot be registered",
  category: "correctness",
  variants: {
    bounds: { severity: "error", profile: "errors" },
    dimension: { severity: "error", profile: "errors" },
  },
  notes: "ECS › ECS Service Auto scaling",
  docs: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
  alone: [ScalableTarget],
  check({ every, report }) {
    for (const target of every(ScalableTarget)) {
      for (const { least, most } of together({ least: target.least, most: target.most }))
        if (least.isKnown && most.isKnown && least.value > most.value)
          report(
            "bounds",
            least,
            `${target.name} is to have at least ${grouped(least.value)} and at most ${grouped(most.value)}; the least cannot be more than the most.`,
          ).related(most, "The most.");
      for (const { namespace, dimension } of together({ namespace: target.namespace, dimension: target.dimension }))
        if (namespace.isKnown && namespace.value === "ecs" && dimension.isKnown && dimension.value !== DIMENSION)
          report(
            "dimension",
            dimension,
            `${target.name} scales an ECS service by ${dimension.value}; what scales there is ${DIMENSION}.`,
          ).fix(`Set the dimension to ${DIMENSION}`, (edit) => edit.replace(dimension, DIMENSION));
    }
  },
});
