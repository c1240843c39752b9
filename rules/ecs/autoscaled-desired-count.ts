import { EcsService, ScalableTarget } from "../../server/aws/ecs.ts";
import { EcsCluster } from "../../server/aws/ecs-clusters.ts";
import { attributeOwner } from "../../server/aws/iam-roles.ts";
import type { Binding } from "../../server/core/binding.ts";
import { compare } from "../../server/core/compare.ts";
import { grouped } from "../../server/core/facts.ts";
import { literal } from "../../server/core/fixes.ts";
import type { SubjectOf } from "../../server/core/kinds.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import { piece, text, type Value } from "../../server/core/values.ts";

type Service = SubjectOf<typeof EcsService>;

export default rule({
  id: "ecs-autoscaled-desired-count",
  title: "A deployment sets back the number of tasks",
  category: "reliability",
  variants: {
    terraform: { severity: "warning", profile: "recommended" },
    template: { severity: "info", profile: "strict" },
  },
  notes: "ECS › ECS Service Auto scaling",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
  check(context) {
    const { every, report } = context;
    const targets = every(ScalableTarget);
    if (targets.length === 0) return;
    for (const service of every(EcsService)) {
      const isTerraform = service.resource.vocabulary === "terraform";
      const ignored = service.resource.lifecycle?.ignoreChanges ?? [];
      if (ignored.some((name) => /^(?:all|desired_count)$/.test(name))) continue;
      for (const target of targets) {
        const name = isTerraform ? service.serviceName : undefined;
        for (const { id, desiredCount } of together({ id: target.resourceId, desiredCount: service.desiredCount })) {
          if (!id.isKnown || !desiredCount.isKnown || !leadsTo(id.value, service, name?.readings[0]?.raw, context))
            continue;
          const count = `${grouped(desiredCount.value)} task${desiredCount.value === 1 ? "" : "s"}`;
          const said = report(
            isTerraform ? "terraform" : "template",
            desiredCount,
            isTerraform
              ? `${service.name} is scaled by ${target.name}, and every apply sets it back to ${count}. Let Terraform ignore changes of desired_count.`
              : `${service.name} is scaled by ${target.name}, and an update of it sets it back to ${count}. Leave the number out: what runs then stays.`,
          ).related(target, "What scales it.");
          if (!isTerraform) said.fix("Remove the number of tasks", (edit) => edit.remove(desiredCount));
          else if (ignored.length === 0)
            said.fix("Ignore changes of desired_count", (edit) =>
              edit.setProperty(service.resource, ["lifecycle", "ignore_changes"], {
                kind: "list",
                items: [literal("desired_count")],
              }),
            );
        }
      }
    }
  },
});

/** Whether the identifier of a target, `service/<cluster>/<service>`, is that of a service. */
function leadsTo(id: Value, service: Service, name: Value | undefined, binding: Binding): boolean {
  const parts = id.kind === "text" ? id.parts : [id];
  if (parts.some((p) => p.kind === "reference" && p.target === service.resource.address)) return true;
  const cluster = service.cluster.readings[0]?.raw;
  const owner = cluster && attributeOwner(cluster);
  const home = owner && binding.at(EcsCluster, owner.address)[0]?.clusterName.readings[0]?.raw;
  if (!name || !home) return false;
  const { origin } = id;
  return compare(id, text([piece("service/"), home, piece("/"), name], origin)) === "same";
}
