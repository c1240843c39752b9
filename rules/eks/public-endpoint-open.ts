import { EksCluster, EksPublicRange } from "../../server/aws/eks.ts";
import { isWorld, shownWorld } from "../../server/aws/network.ts";
import { rule } from "../../server/core/rules.ts";
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
  check({ every, report }) {
    for (const cluster of every(EksCluster))
      for (const { publicAccess, publicRanges } of together({
        publicAccess: cluster.publicAccess,
        publicRanges: cluster.publicRanges,
      }))
        if (publicAccess.isKnown && publicAccess.value && publicRanges.isAbsent && cluster.resource.closed)
          report(
            "open",
            publicAccess,
            `${cluster.name} lets everyone on the internet reach its Kubernetes API, which is so where no ranges are given. ${ADVICE}`,
          );
    for (const admitted of every(EksPublicRange))
      for (const { range, publicAccess } of together({ range: admitted.range, publicAccess: admitted.publicAccess }))
        if (range.isKnown && isWorld(range.value) && publicAccess.isKnown && publicAccess.value)
          report(
            "open",
            range,
            `${admitted.name} lets ${shownWorld(range.value)} reach its Kubernetes API, which is everyone on the internet. ${ADVICE}`,
          );
  },
});
