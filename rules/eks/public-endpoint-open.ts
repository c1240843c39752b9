import { EksCluster, EksPublicRange } from "../../server/aws/eks.ts";
import { isWorld, shownWorld } from "../../server/aws/network.ts";
import type { SubjectOf } from "../../server/core/kinds.ts";
import { type Report, rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

const ADVICE = "Admit only the ranges that operate it, or make the endpoint private.";

export default rule({
  id: "eks-public-endpoint-open",
  title: "Kubernetes API open to the internet",
  category: "security",
  variants: { open: { severity: "warning", profile: "recommended" } },
  notes: "EKS › EKS Overview",
  docs: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
  alone: [EksCluster, EksPublicRange],
  check({ every, at, report }) {
    for (const cluster of every(EksCluster))
      for (const { publicAccess, publicRanges } of together({
        publicAccess: cluster.publicAccess,
        publicRanges: cluster.publicRanges,
      }))
        if (publicAccess.isKnown && publicAccess.value && publicRanges.isAbsent && cluster.resource.closed)
          offerPrivate(
            report(
              "open",
              publicAccess,
              `${cluster.name} lets everyone on the internet reach its Kubernetes API, which is so where no ranges are given. ${ADVICE}`,
            ),
            cluster,
          );
    for (const admitted of every(EksPublicRange))
      for (const { range, publicAccess } of together({ range: admitted.range, publicAccess: admitted.publicAccess }))
        if (range.isKnown && isWorld(range.value) && publicAccess.isKnown && publicAccess.value) {
          const found = report(
            "open",
            range,
            `${admitted.name} lets ${shownWorld(range.value)} reach its Kubernetes API, which is everyone on the internet. ${ADVICE}`,
          );
          for (const cluster of at(EksCluster, admitted.resource.address)) offerPrivate(found, cluster);
        }
  },
});

/** Offers to take the endpoint off the internet. Ranges stay as they are: they say who may use it once it is back. */
function offerPrivate(found: Report, { publicAccess, privateAccess }: SubjectOf<typeof EksCluster>): void {
  if ([publicAccess, privateAccess].some(({ readings }) => readings.length !== 1)) return;
  found.fix("Make the endpoint private: it is reached from within the VPC only", (edit) =>
    edit.set(publicAccess, false).set(privateAccess, true),
  );
}
