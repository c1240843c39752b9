import { openTo, RepositoryPolicy } from "../../server/aws/ecr.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "ecr-public-policy",
  title: "Private repository that everyone may use",
  category: "security",
  variants: { open: { severity: "warning", profile: "recommended" } },
  notes: "Containers › ECR",
  docs: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
  alone: [RepositoryPolicy],
  check({ every, readers, report }) {
    for (const holder of every(RepositoryPolicy))
      for (const policy of holder.policy.readings) {
        const document = policy.isKnown ? readers.document(policy.raw) : undefined;
        for (const { principal, condition } of document ? openTo(document, policy.condition) : [])
          report(
            "open",
            { ...policy, raw: principal, condition },
            `The policy of ${holder.name} admits everyone, in every account of AWS, under no condition. Name the accounts that may.`,
          );
      }
  },
});
