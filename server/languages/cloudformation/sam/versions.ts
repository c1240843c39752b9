/** `AutoPublishAlias`: a version of the function, and the alias that points to it. */
import type { Value } from "../../../core/values.ts";
import { alternativesOf } from "../distribute.ts";
import { attributeTo, madeObject, refTo, valueAt } from "./build.ts";
import { given } from "./events/passing.ts";
import type { Generated, Written } from "./lowering.ts";

export interface Versions {
  /** The logical id of the alias; undefined where there is none. */
  readonly alias?: string;
  /** Its name. */
  readonly name?: Value;
  readonly resources: readonly Generated[];
  readonly unsaid?: string;
}

/** The version and the alias of a function. */
export function versionsOf(written: Written): Versions {
  const { properties, context, id } = written;
  const entry = given(properties, "AutoPublishAlias");
  if (!entry) return { resources: [] };
  const name = resolvedText(entry.value);
  if (name === "") return { resources: [] };
  const place = entry.keySpan ?? written.nameSpan;
  if (name === undefined) return { resources: [], unsaid: `the alias of ${id} is not known` };
  const version = `${id}.Version`;
  const alias = `${id}Alias${name.replaceAll("-", "D").replaceAll("_", "U")}`;
  const deletion = resolvedText(valueAt(properties, "VersionDeletionPolicy"));
  const isManaged = given(properties, "CapacityProviderConfig") !== undefined;
  const isDeleted = deletion === undefined ? isManaged : deletion === "Delete";
  return {
    alias,
    name: entry.value,
    resources: [
      {
        id: version,
        type: "AWS::Lambda::Version",
        place,
        otherwise: { onDelete: isDeleted ? "delete" : "retain" },
        properties: () =>
          madeObject(
            {
              FunctionName: refTo(id, context, place),
              Description: valueAt(properties, "VersionDescription"),
              FunctionScalingConfig: isManaged ? valueAt(properties, "FunctionScalingConfig") : undefined,
            },
            place,
          ),
      },
      {
        id: alias,
        type: "AWS::Lambda::Alias",
        place,
        names: [`${id}.Alias`],
        properties: () =>
          madeObject(
            {
              Name: entry.value,
              FunctionName: refTo(id, context, place),
              FunctionVersion: attributeTo(version, "Version", context, place),
              ProvisionedConcurrencyConfig: valueAt(properties, "ProvisionedConcurrencyConfig"),
            },
            place,
          ),
      },
    ],
  };
}

/** The text that the transform reads: it knows the parameters, each by its default where nobody says otherwise. */
export function resolvedText(value: Value | undefined): string | undefined {
  if (!value) return undefined;
  const known = alternativesOf(value).filter((a) => a.value.kind !== "unknown");
  const only = known.length === 1 ? known[0]!.value : undefined;
  return only?.kind === "scalar" ? String(only.value) : undefined;
}
