/** Machine images: where one is chosen, how one is looked up, and what system is known to be on it. */
import type { Binding } from "../core/binding.ts";
import { all, type Condition } from "../core/conditions.ts";
import { anything, boolean, type Field, kind, type Reading, type SubjectOf, string } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";
import { alternatives, lookup } from "../core/lookup.ts";
import { sameSpan } from "../core/span.ts";
import type { Value } from "../core/values.ts";
import { isRegionName, regionAskedFor } from "./regions.ts";
import { type System, systemOfName } from "./systems.ts";

export const ImageUse = kind(
  "use of an image",
  { image: string },
  ...["AWS::EC2::Instance", "AWS::AutoScaling::LaunchConfiguration"].map((type) => ({
    type,
    read: { image: property("ImageId") },
  })),
  { type: "AWS::EC2::LaunchTemplate", read: { image: property("LaunchTemplateData.ImageId") } },
  ...["aws_instance", "aws_spot_instance_request"].map((type) => ({ type, read: { image: property("ami") } })),
  ...["aws_launch_template", "aws_launch_configuration"].map((type) => ({
    type,
    read: { image: property("image_id") },
  })),
);

/** A search for an image, by Terraform's data source. */
export const ImageLookup = kind(
  "image lookup",
  { newest: boolean, owners: anything, filters: anything, isUnsafe: boolean },
  {
    type: "aws_ami",
    read: {
      newest: property("most_recent"),
      owners: property("owners"),
      filters: property("filter"),
      isUnsafe: property("allow_unsafe_filter"),
    },
  },
);

/** An image that Terraform takes of an instance. */
export const ImageFromInstance = kind(
  "image of an instance",
  { withoutReboot: boolean },
  { type: "aws_ami_from_instance", read: { withoutReboot: property("snapshot_without_reboot") } },
);

/** A parameter of Parameter Store that Terraform reads. */
const StoredParameter = kind(
  "stored parameter",
  { parameter: string },
  { type: "aws_ssm_parameter", read: { parameter: property("name") } },
);

/** A system that is on an image, and where its name is written. */
export interface KnownSystem {
  readonly system: System;
  readonly condition: Condition;
  /** The use of the image, coming from the name that it is found by. */
  readonly at: Reading<string>;
  /** The name that it is found by. */
  readonly name: Value;
}

/** What is known to be on an image, wherever it is found by a name of AWS or of who publishes it. */
export function systemsOf(use: SubjectOf<typeof ImageUse>, binding: Pick<Binding, "at">): KnownSystem[] {
  return use.image.readings.flatMap((reading) => systemsOfReading(reading, binding));
}

function systemsOfReading(reading: Reading<string>, binding: Pick<Binding, "at">): KnownSystem[] {
  const { raw, condition } = reading;
  if (raw.kind === "unknown" && raw.foundBy)
    return alternatives(raw.foundBy, condition).flatMap(({ value, condition: when }) => {
      const system = value.kind === "scalar" ? systemOfName(String(value.value)) : undefined;
      // A name in a table stands where the table is; what is found by it is used here.
      const used = sameSpan(value.origin.span, raw.origin.span) ? value : { ...value, origin: raw.origin };
      return system ? [{ system, condition: when, at: { ...reading, raw: used, condition: when }, name: value }] : [];
    });
  if (reading.isKnown && reading.value.startsWith("resolve:ssm:")) {
    const system = systemOfName(reading.value);
    return system ? [{ system, condition, at: reading, name: raw }] : [];
  }
  if (raw.kind !== "reference") return [];
  const names = [
    ...binding.at(StoredParameter, raw.target).flatMap(storedNames),
    ...binding.at(ImageLookup, raw.target).flatMap(searchedNames),
  ];
  return names.flatMap((found) => {
    const when = all(condition, found.condition);
    const system = systemOfName(found.value, found.owner);
    return system ? [{ system, condition: when, at: { ...reading, condition: when }, name: found.raw }] : [];
  });
}

interface FoundName {
  readonly value: string;
  readonly raw: Value;
  readonly condition: Condition;
  /** Who publishes it; undefined where the name is that of a stored parameter. */
  readonly owner?: string;
}

function storedNames({ resource, parameter }: SubjectOf<typeof StoredParameter>): FoundName[] {
  if (resource.mode !== "data") return [];
  return parameter.readings.filter((reading) => reading.isKnown);
}

/** The name that an image is searched for by, where one name and one owner are known. */
function searchedNames(search: SubjectOf<typeof ImageLookup>): FoundName[] {
  const owner = onlyText(search.owners.readings);
  const [filters, ...others] = search.filters.readings;
  if (!owner || !filters?.isKnown || others.length > 0) return [];
  const blocks = filters.raw.kind === "list" ? filters.raw.items : [filters.raw];
  const names = blocks.filter((b) => textOf(lookup(b, ["name"])) === "name");
  const [values] = names.map((b) => lookup(b, ["values"]));
  if (names.length !== 1 || values?.kind !== "list" || values.items.length !== 1) return [];
  const raw = values.items[0]!;
  const value = textOf(raw);
  return value === undefined ? [] : [{ value, raw, condition: filters.condition, owner }];
}

function onlyText(readings: readonly Reading<Value>[]): string | undefined {
  const [only, ...others] = readings;
  if (!only?.isKnown || others.length > 0 || only.raw.kind !== "list" || only.raw.items.length !== 1) return undefined;
  return textOf(only.raw.items[0]!);
}

function textOf(value: Value): string | undefined {
  return value.kind === "scalar" ? String(value.value) : undefined;
}

/** An image of a table by Region. */
export interface RegionalImage {
  readonly region: string;
  readonly value: Value;
  readonly condition: Condition;
}

/** Tables are small: a Region each, for some sorts of images. */
const MOST_REGIONS = 200;

/** The images of the table by Region that a use takes its own from; none where there is no such table. */
export function tableOf(image: Field<string>): RegionalImage[] {
  return image.readings
    .flatMap((reading): RegionalImage[] => {
      const { raw, condition } = reading;
      if (raw.kind === "unknown" && raw.foundBy?.kind === "object")
        return [...raw.foundBy.entries.values()].map(({ key: region, value }) => ({ region, value, condition }));
      const region = raw.origin.from?.step === "mapping" ? regionAskedFor(condition) : undefined;
      return region === undefined ? [] : [{ region, value: raw, condition }];
    })
    .filter(({ region }) => isRegionName(region))
    .slice(0, MOST_REGIONS);
}

export function isImageId(text: string): boolean {
  return /^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(text);
}
