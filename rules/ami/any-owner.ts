import { ImageLookup } from "../../server/aws/images.ts";
import { usualOwner } from "../../server/aws/systems.ts";
import { literal } from "../../server/core/fixes.ts";
import { lookup } from "../../server/core/lookup.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import type { Value } from "../../server/core/values.ts";

export default rule({
  id: "ami-any-owner",
  title: "The newest image, whoever made it",
  category: "security",
  variants: { anyone: { severity: "warning", profile: "recommended" } },
  notes: "EC2 Instance Storage › AMI Overview",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html",
  check({ everyKnown, report }) {
    for (const image of everyKnown(ImageLookup)) {
      if (image.resource.mode !== "data") continue;
      const { newest, owners, filters, isUnsafe } = image;
      for (const is of together({ newest, owners, filters, isUnsafe })) {
        if (!is.newest.isKnown || !is.newest.value || !is.owners.isAbsent || !is.isUnsafe.isAbsent) continue;
        if (namesOwner(is.filters.raw)) continue;
        const found = report(
          "anyone",
          is.newest,
          `${image.name} takes the newest image with such a name, whoever made it: anyone may publish one that is newer. Say whose it has to be with owners.`,
        );
        const owner = ownerByName(is.filters.raw);
        if (owner !== undefined)
          found.fix(`Take only images of ${owner}`, (edit) =>
            edit.setProperty(image.resource, ["owners"], { kind: "list", items: [literal(owner)] }),
          );
      }
    }
  },
});

/** True where a filter says whose the image is, or may say so. */
function namesOwner(filters: Value): boolean {
  if (filters.kind === "absent") return false;
  const blocks = filters.kind === "list" ? (filters.closed ? filters.items : undefined) : [filters];
  return (
    blocks?.every((block) => {
      const name = lookup(block, ["name"]);
      return name.kind === "scalar" && !/^(?:owner-id|owner-alias|image-id)$/.test(String(name.value));
    }) !== true
  );
}

/** Who makes the images whose names are asked for, where the names are those of one owner that is well known. */
function ownerByName(filters: Value): string | undefined {
  const blocks = filters.kind === "list" ? filters.items : [filters];
  const named = blocks.filter((block) => {
    const name = lookup(block, ["name"]);
    return name.kind === "scalar" && name.value === "name";
  });
  const values = named.map((block) => lookup(block, ["values"]));
  const owners = values.flatMap((v) =>
    v.kind === "list" && v.closed
      ? v.items.map((item) => (item.kind === "scalar" ? usualOwner(String(item.value)) : undefined))
      : [undefined],
  );
  return new Set(owners).size === 1 ? owners[0] : undefined;
}
