import { KeptVolume } from "../../server/aws/volumes.ts";
import { lookup } from "../../server/core/lookup.ts";
import type { Resource } from "../../server/core/resources.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "ebs-no-snapshot-on-delete",
  title: "Volume is deleted without a snapshot",
  category: "reliability",
  variants: { deleted: { severity: "info", profile: "strict" } },
  notes: "EC2 Instance Storage › EBS Snapshots",
  docs: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html",
  alone: [KeptVolume],
  check({ every, report }) {
    for (const volume of every(KeptVolume)) {
      const { resource, name } = volume;
      if (isKept(resource)) continue;
      for (const snapshot of volume.finalSnapshot.readings) {
        if (snapshot.isUnknown || (snapshot.isKnown && snapshot.value)) continue;
        const isTerraform = resource.vocabulary === "terraform";
        const mend = isTerraform ? "Let it take a final snapshot." : "Give it the deletion policy Snapshot.";
        const found = report(
          "deleted",
          snapshot.isKnown ? snapshot : { ...volume, condition: snapshot.condition },
          `${name} is deleted for good, with all that is on it, when it is taken out of the code or replaced. ${mend}`,
        );
        if (isTerraform) found.fix("Take a final snapshot", (edit) => edit.replace(snapshot, true));
        else found.fix("Keep a snapshot when it is deleted or replaced", (edit) => edit.snapshotOnDelete(resource));
      }
    }
  },
});

/** True where something keeps it, or may. */
function isKept(resource: Resource): boolean {
  const { lifecycle, attributes } = resource;
  if (resource.vocabulary === "terraform") return lifecycle?.preventDestroy === true;
  if (lifecycle?.onDelete) return lifecycle.onDelete !== "delete";
  // What is written and not understood may keep it, and so may a method of a construct.
  const written = attributes && lookup(attributes, ["DeletionPolicy"]);
  return (written !== undefined && written.kind !== "absent") || !resource.closed || !resource.properties.closed;
}
