import { ScalableTarget } from "../../server/aws/ecs.ts";
import type { Binding } from "../../server/core/binding.ts";
import { grouped } from "../../server/core/facts.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import type { Value } from "../../server/core/values.ts";

const DIMENSION = "ecs:service:DesiredCount";

const SERVICES = ["AWS::ECS::Service", "aws_ecs_service"];
/** Attributes that are the ARN of a service: `Ref` and `id` are too. */
const IDENTITIES = ["", "ServiceArn", "id", "arn"];

export default rule({
  id: "ecs-scalable-target",
  title: "Scalable target that cannot be registered",
  category: "correctness",
  variants: {
    bounds: { severity: "error", profile: "errors" },
    dimension: { severity: "error", profile: "errors" },
    identifier: { severity: "error", profile: "errors" },
  },
  notes: "ECS › ECS Service Auto scaling",
  docs: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
  check({ every, resource, report }) {
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
      for (const { namespace, resourceId } of together({
        namespace: target.namespace,
        resourceId: target.resourceId,
      })) {
        if (!namespace.isKnown || namespace.value !== "ecs" || !resourceId.isKnown) continue;
        const named = wrongName(resourceId.raw, resource);
        if (named !== undefined)
          report(
            "identifier",
            resourceId,
            `${target.name} names its service by ${named}; Application Auto Scaling takes service/<cluster>/<service>.`,
          );
      }
    }
  },
});

/** What a resource is named by that is not the identifier of a service; undefined where it is, or may be. */
function wrongName(id: Value, resource: Binding["resource"]): string | undefined {
  if (id.kind === "scalar") return /^service\/[^/]+\/[^/]+$/.test(String(id.value)) ? undefined : String(id.value);
  if (id.kind !== "reference" || !SERVICES.includes(resource(id.target)?.type ?? "")) return undefined;
  return IDENTITIES.includes(id.attribute ?? "") ? "its ARN" : undefined;
}
