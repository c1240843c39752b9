import { FileSystem, mountedFileSystem } from "../../server/aws/efs.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "efs-no-mount-target",
  title: "File system that nothing can mount",
  category: "correctness",
  variants: { none: { severity: "warning", profile: "recommended" } },
  notes: "EC2 Instance Storage › EFS",
  docs: "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
  check({ every, referring, report }) {
    for (const system of every(FileSystem)) {
      // A construct of CDK makes its mount targets itself.
      if (!system.resource.properties.closed) continue;
      const { found, complete } = referring(mountedFileSystem, system);
      if (!complete || found.length > 0) continue;
      report(
        "none",
        system,
        `${system.name} has no mount target: nothing can mount it. Add one in each Availability Zone that its clients run in.`,
      );
    }
  },
});
