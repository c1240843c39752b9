import { EbsStorage, encryptsByDefault, isRoot, isUnset, isVolume, storageSubject } from "../../server/aws/volumes.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ebs-unencrypted",
  title: "EBS volume not encrypted",
  category: "security",
  variants: { plain: { severity: "warning", profile: "recommended" } },
  notes: "EC2 Instance Storage › Shared responsibility",
  docs: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
  alone: [EbsStorage],
  check({ every, everyKnown, report }) {
    if (encryptsByDefault({ everyKnown })) return;
    for (const storage of every(EbsStorage))
      for (const is of together({
        encrypted: storage.encrypted,
        snapshot: storage.snapshot,
        source: storage.source,
        device: storage.device,
        size: storage.size,
      })) {
        const { encrypted } = is;
        // What it is a copy of may be encrypted: then it is too.
        if (!is.snapshot.isAbsent || !is.source.isAbsent) continue;
        const no = encrypted.isKnown && !encrypted.value;
        // A device that the image maps is as the image has it.
        const fromImage = !isVolume(storage) && (isUnset(is.size) || !is.device.isKnown || isRoot(storage, is.device));
        if (!no && (!encrypted.isAbsent || fromImage || is.size.isUnknown)) continue;
        report(
          "plain",
          encrypted.isAbsent
            ? { span: storage.nameSpan, condition: is.condition, resource: storage.resource }
            : encrypted,
          `${storageSubject(storage)} ${no ? "is not encrypted" : "does not say that it is encrypted, and is not unless the account encrypts by default"}. Encrypt it: it costs nothing, and cannot be turned on later.`,
        ).fix("Encrypt it", (edit) => edit.replace(encrypted, true));
      }
  },
});
