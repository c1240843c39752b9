import { EksCluster } from "../../server/aws/eks.ts";
import { AutoModeCluster, EksAddon, FargateProfile, NodeSource } from "../../server/aws/eks-fargate.ts";
import { attributeOwner } from "../../server/aws/iam-roles.ts";
import { rule } from "../../server/core/rules.ts";
import { canCoexist } from "../../server/core/together.ts";

export default rule({
  id: "eks-fargate-ebs",
  title: "EBS driver in a cluster that has Fargate alone",
  category: "correctness",
  variants: { driver: { severity: "warning", profile: "recommended" } },
  notes: "EKS › EKS Data Volumes",
  docs: "https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html",
  check({ program, every, at, report }) {
    // Nodes may come from anywhere: only what is all there says that there are none.
    if (program.open.length > 0 || every(NodeSource).length > 0) return;
    for (const addon of every(EksAddon))
      for (const name of addon.addon.readings) {
        if (!name.isKnown || name.value !== "aws-ebs-csi-driver") continue;
        const address = clusterOf(addon);
        const [cluster] = address === undefined ? [] : at(EksCluster, address);
        if (cluster?.resource.mode !== "managed" || !cluster.resource.closed) continue;
        if (program.escaped.has(cluster.resource.address)) continue;
        const [auto] = at(AutoModeCluster, cluster.resource.address);
        if (!auto?.isOn.readings.every((r) => r.isKnown && !r.value)) continue;
        const profile = every(FargateProfile).find(
          (p) => clusterOf(p) === address && canCoexist(p.condition, name.condition),
        );
        if (!profile) continue;
        report(
          "driver",
          name,
          `${cluster.name} has no nodes, only Fargate, where pods cannot mount EBS volumes. Take EFS, or add a node group for what needs a volume.`,
        ).related(profile, "The Fargate profile.");
      }
  },
});

/** The address of the cluster that something belongs to, where it is one of the program's. */
function clusterOf(of: {
  readonly cluster: { readonly readings: readonly { readonly raw: Parameters<typeof attributeOwner>[0] }[] };
}): string | undefined {
  const [only, more] = of.cluster.readings;
  return only && !more ? attributeOwner(only.raw)?.address : undefined;
}
