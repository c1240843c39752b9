/** Resources that stand in no template: those that the transform makes. */
import { all, type Condition } from "../../../core/conditions.ts";
import type { Lifecycle, Resource } from "../../../core/resources.ts";
import type { ObjectValue, Value } from "../../../core/values.ts";
import type { Context } from "../evaluate.ts";
import type { MappingEntry } from "../syntax.ts";
import type { TemplateResource } from "../template-resources.ts";
import type { Generated } from "./lowering.ts";
import { generatedType } from "./renamed.ts";
import type { Implicit } from "./transform.ts";

/** The resource that others are made of. */
export interface GeneratedFrom {
  readonly entry: MappingEntry;
  readonly context: Context;
  readonly condition: Condition;
  readonly isClosed: boolean;
  readonly lifecycle: Lifecycle | undefined;
  readonly region: Value;
  readonly disabled: NonNullable<Resource["disabled"]>;
}

/** One that is made of another resource. Its writer finds the text of that one, and can change nothing but metadata. */
export function generatedResource(of: Generated, from: GeneratedFrom): TemplateResource {
  const { scope } = from.context;
  const lifecycle = of.lifecycle ?? (of.otherwise ? { ...of.otherwise, ...from.lifecycle } : from.lifecycle);
  let properties: ObjectValue | undefined;
  return {
    address: scope.address(of.id),
    name: of.id,
    module: scope.module,
    mode: "managed",
    vocabulary: "cloudformation",
    type: of.type,
    get properties() {
      properties ??= of.properties();
      return properties;
    },
    condition: all(of.condition ?? from.condition, scope.enclosing),
    span: of.place,
    nameSpan: of.place,
    region: from.region,
    ...(lifecycle && { lifecycle }),
    ...(of.dependsOn && { dependsOn: of.dependsOn.map((id) => scope.address(id)) }),
    ...(of.attributes && { attributes: of.attributes() }),
    closed: from.isClosed && !of.open,
    ...(from.disabled.length > 0 && { disabled: from.disabled }),
    native: {
      get template() {
        return scope.template;
      },
      entry: from.entry,
      type: generatedType,
      inLoop: true,
      ...(of.sharing && { sharing: of.sharing }),
      ...(of.writtenAt && { writtenAt: of.writtenAt }),
    },
  };
}

/** An implicit API and what is made of it. */
export function implicitResources(
  { id, lowered, condition, first, place, lifecycle }: Implicit,
  disabled: GeneratedFrom["disabled"],
): TemplateResource[] {
  const { scope } = first.context;
  const region = scope.refer("AWS::Region", place);
  const isClosed = !scope.isTransformed;
  const from: GeneratedFrom = {
    entry: first.entry,
    context: first.context,
    condition,
    isClosed,
    lifecycle,
    region,
    disabled,
  };
  const main: Generated = { id, type: lowered.type, place, properties: lowered.properties, open: lowered.open };
  // It stands nowhere: nothing of it can be written.
  const all = [main, ...lowered.generated].map(({ writtenAt: _, ...rest }): Generated => rest);
  return all.map((g) => generatedResource(g, from));
}
