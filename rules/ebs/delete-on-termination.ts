import { EbsStorage, isRoot, isVolume, storageSubject } from "../../server/aws/volumes.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ebs-delete-on-termination",
  title: "Data volume is deleted with its instance",
  category: "reliability",
  variants: { deleted: { severity: "info", profile: "strict" } },
  notes: "EC2 Instance Storage › EBS Volume",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/preserving-volumes-on-termination.html",
  alone: [EbsStorage],
  check({ every, report }) {
    for (const storage of every(EbsStorage)) {
      if (isVolume(storage) || !/^(AWS::EC2::Instance|aws_instance)$/.test(storage.resource.type)) continue;
      for (const is of together({
        deleted: storage.deleteOnTermination,
        device: storage.device,
        snapshot: storage.snapshot,
      })) {
        if (!is.device.isKnown || isRoot(storage, is.device) || !is.snapshot.isAbsent) continue;
        const byProvider = is.deleted.isAbsent && storage.resource.vocabulary === "terraform";
        if (!byProvider && !(is.deleted.isKnown && is.deleted.value)) continue;
        report(
          "deleted",
          byProvider ? { span: storage.nameSpan, condition: is.condition, resource: storage.resource } : is.deleted,
          `${storageSubject(storage)} is deleted when the instance is terminated${byProvider ? ", which is the provider's default" : ""}. Keep it, or use a volume of its own, where it holds data that has to last.`,
        ).fix("Keep it", (edit) => edit.replace(is.deleted, false));
      }
    }
  },
});
