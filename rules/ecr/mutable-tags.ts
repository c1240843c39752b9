import { Repository } from "../../server/aws/ecr.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ecr-mutable-tags",
  title: "Image tags that can be overwritten",
  category: "reliability",
  variants: { mutable: { severity: "info", profile: "strict" } },
  notes: "Containers › ECR",
  docs: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
  alone: [Repository],
  check({ every, report }) {
    for (const repository of every(Repository))
      for (const { tags } of together({ tags: repository.tags }))
        if (tags.isKnown && tags.value === "MUTABLE" && repository.resource.closed)
          report(
            "mutable",
            tags,
            `A tag in ${repository.name} can be moved to another image, so that the same name runs something else. Make tags immutable.`,
          ).fix("Make tags immutable", (edit) => edit.replace(tags, "IMMUTABLE"));
  },
});
