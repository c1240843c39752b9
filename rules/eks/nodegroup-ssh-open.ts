import { NodeGroup } from "../../server/aws/eks.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "eks-nodegroup-ssh-open",
  title: "Nodes with SSH open to the internet",
  category: "security",
  variants: { open: { severity: "warning", profile: "recommended" } },
  notes: "EKS › EKS Node Types",
  docs: "https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteAccessConfig.html",
  alone: [NodeGroup],
  check({ every, report }) {
    for (const group of every(NodeGroup))
      for (const { sshKey, sshSources, amiType } of together({
        sshKey: group.sshKey,
        sshSources: group.sshSources,
        amiType: group.amiType,
      })) {
        if (!sshKey.isKnown || !sshSources.isAbsent || !group.resource.closed) continue;
        const port = amiType.isKnown && amiType.value.startsWith("WINDOWS") ? 3389 : 22;
        const found = report(
          "open",
          sshKey,
          `${group.name} gives its nodes an SSH key and names no security groups that may use it; EKS then opens port ${port} to the internet. Name the groups, or leave the key out and use Session Manager.`,
        );
        // Under a condition something else may stand there otherwise.
        const [access, ...others] = group.remoteAccess.readings;
        if (access && others.length === 0)
          found.fix("Leave the remote access out, which replaces the node group", (edit) => edit.remove(access));
      }
  },
});
