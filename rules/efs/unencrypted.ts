import { FileSystem } from "../../server/aws/efs.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "efs-unencrypted",
  title: "EFS file system not encrypted",
  category: "security",
  variants: { plain: { severity: "warning", profile: "recommended" } },
  notes: "EC2 Instance Storage › Shared responsibility",
  docs: "https://docs.aws.amazon.com/efs/latest/ug/encryption.html",
  alone: [FileSystem],
  check({ every, report }) {
    for (const system of every(FileSystem))
      for (const encrypted of system.encrypted.readings) {
        if (encrypted.isUnknown || (encrypted.isKnown && encrypted.value)) continue;
        report(
          "plain",
          encrypted.isAbsent
            ? { span: system.nameSpan, condition: encrypted.condition, resource: system.resource }
            : encrypted,
          `${system.name} is not encrypted${encrypted.isAbsent ? ", which is the default" : ""}. Encrypt it: a file system that is made without cannot be encrypted later.`,
        ).fix("Encrypt it", (edit) => edit.replace(encrypted, true));
      }
  },
});
