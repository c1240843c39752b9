import { ScalingPolicy } from "../../server/aws/ecs.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

const REQUESTS = "ALBRequestCountPerTarget";

export default rule({
  id: "ecs-scaling-metric-mismatch",
  title: "ECS service scaled by a metric of another service",
  category: "correctness",
  variants: {
    metric: { severity: "error", profile: "errors" },
    label: { severity: "error", profile: "errors" },
  },
  notes: "ECS › ECS Service Auto scaling",
  docs: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html",
  alone: [ScalingPolicy],
  check({ every, report }) {
    for (const policy of every(ScalingPolicy))
      for (const { namespace, metric, resourceLabel } of together({
        namespace: policy.namespace,
        metric: policy.metric,
        resourceLabel: policy.resourceLabel,
      })) {
        if (!namespace.isKnown || namespace.value !== "ecs" || !metric.isKnown) continue;
        if (metric.value !== REQUESTS && !metric.value.startsWith("ECSService"))
          report(
            "metric",
            metric,
            `${policy.name} scales an ECS service by ${metric.value}, which is no metric of ECS. Take ECSServiceAverageCPUUtilization, ECSServiceAverageMemoryUtilization or ${REQUESTS}.`,
          );
        else if (metric.value === REQUESTS && resourceLabel.isAbsent && policy.resource.closed)
          report(
            "label",
            metric,
            `${policy.name} counts requests for each target, but does not say of which target group; ${REQUESTS} needs a resource label.`,
          );
      }
  },
});
