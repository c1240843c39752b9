/** Resources of AWS::Serverless that come to one resource. */
import type { ObjectValue } from "../../../core/values.ts";
import type { Lowered, Written } from "./lowering.ts";

/** A resource that comes to one. `consumed` are the properties that are understood. */
export function alone(
  written: Written,
  type: string,
  consumed: ReadonlySet<string>,
  properties: () => ObjectValue,
): Lowered {
  const open = [...written.properties.entries.keys()].some((key) => !consumed.has(key));
  return { type, open, properties, generated: [], changes: [], routes: [], unsaid: [] };
}
