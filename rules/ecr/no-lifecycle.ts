import { lifecycleOf, Repository } from "../../server/aws/ecr.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ecr-no-lifecycle",
  title: "Images that are kept for ever",
  category: "cost",
  variants: { none: { severity: "info", profile: "strict" } },
  notes: "Containers › ECR",
  docs: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
  check({ every, referring, report }) {
    for (const repository of every(Repository)) {
      const own = repository.resource.vocabulary === "cloudformation";
      const policies = referring(lifecycleOf, repository);
      for (const { lifecyclePolicy } of together({ lifecyclePolicy: repository.lifecyclePolicy })) {
        const none = own
          ? lifecyclePolicy.isAbsent && repository.resource.closed
          : policies.complete && policies.found.length === 0;
        if (none)
          report(
            "none",
            repository,
            `${repository.name} has no lifecycle policy: every image that was ever pushed is kept, and paid for. Let old ones expire.`,
          );
      }
    }
  },
});
