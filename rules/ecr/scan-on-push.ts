import { RegistryScanning, Repository } from "../../server/aws/ecr.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ecr-scan-on-push",
  title: "Images that nothing scans",
  category: "security",
  variants: { unscanned: { severity: "info", profile: "strict" } },
  notes: "Containers › ECR",
  docs: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
  check({ every, report, program }) {
    if (every(RegistryScanning).length > 0 || program.open.length > 0) return;
    for (const repository of every(Repository))
      for (const { scanOnPush } of together({ scanOnPush: repository.scanOnPush }))
        if (scanOnPush.isKnown && !scanOnPush.value && repository.resource.closed)
          report(
            "unscanned",
            scanOnPush,
            `Images in ${repository.name} are not scanned when they are pushed, and nothing here scans the registry. Set up scanning for the registry.`,
          ).fix("Scan what is pushed to this repository", (edit) => edit.replace(scanOnPush, true));
  },
});
