/** A resource of a plan. */
import { always } from "../../../core/conditions.ts";
import type { Lifecycle, Resource } from "../../../core/resources.ts";
import type { Span } from "../../../core/span.ts";
import { type ObjectValue, type Origin, scalar, unknown, type Value } from "../../../core/values.ts";
import { ModuleResource } from "../evaluate/resource.ts";
import { type Match, withoutKeys } from "./addresses.ts";
import { type Overlay, overlaid } from "./overlay.ts";
import { isObject, object, type Plan, type PlannedResource as Planned } from "./read-plan.ts";

export class PlannedResource implements Resource {
  readonly address: string;
  readonly name: string;
  readonly module: string;
  readonly key?: string | number;
  readonly mode: "managed" | "data";
  readonly vocabulary = "terraform";
  readonly type: string;
  readonly condition = always;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly typeSpan?: Span;
  readonly closed = true;
  readonly #planned: Planned;
  readonly #plan: Plan;
  readonly #match: Match | undefined;
  readonly #overlay: Overlay;
  #properties: ObjectValue | undefined;

  /** @param place where it stands when no source has it */
  constructor(planned: Planned, plan: Plan, match: Match | undefined, overlay: Overlay, place: Span) {
    this.#planned = planned;
    this.#plan = plan;
    this.#match = match;
    this.#overlay = overlay;
    this.address = planned.address;
    this.name = `${planned.mode === "data" ? "data." : ""}${planned.type}.${planned.label}`;
    this.module = planned.module;
    if (planned.key !== undefined) this.key = planned.key;
    this.mode = planned.mode;
    this.type = planned.type;
    const source = match?.resource;
    this.span = source?.span ?? place;
    this.nameSpan = source ? ownedName(source) : place;
    if (source?.typeSpan && this.nameSpan === source.nameSpan) this.typeSpan = source.typeSpan;
  }

  get properties(): ObjectValue {
    if (!this.#properties) {
      const { values, unknown, sensitive } = this.#planned;
      const source = this.#match?.resource.properties;
      const around: Origin = { span: this.nameSpan };
      const at = { json: values, unknown, secret: sensitive, source, around, path: [] };
      const value = overlaid({ ...at, unknown: unknown === true ? {} : unknown }, this.#overlay);
      this.#properties = { ...(value as ObjectValue), nameSpan: source?.nameSpan ?? this.nameSpan };
    }
    return this.#properties;
  }

  get lifecycle(): Lifecycle | undefined {
    return this.#match?.resource.lifecycle;
  }

  /** The region that the provider plans, else what the provider's configuration says. */
  get region(): Value | undefined {
    if (!this.type.startsWith("aws_")) return undefined;
    const own = this.properties.entries.get("region")?.value;
    if (own && own.kind !== "absent" && own.kind !== "unknown") return own;
    const written = this.#match?.resource.region;
    if (written?.kind === "scalar") return written;
    const origin = { span: this.nameSpan };
    const key = this.#plan.configurations.get(withoutKeys(this.address))?.provider;
    const provider = key === undefined ? undefined : this.#plan.providers[key];
    const region = object(isObject(provider) ? object(provider.expressions).region : undefined);
    const [name] = Array.isArray(region.references) ? (region.references as readonly unknown[]) : [];
    const variable = typeof name === "string" ? /^var\.([\w-]+)$/.exec(name)?.[1] : undefined;
    const known = region.constant_value ?? (variable === undefined ? undefined : this.#plan.variables[variable]);
    // A variable of a module is another one, and an interpolation says more than the variable.
    if (typeof known === "string" && (region.constant_value !== undefined || isPlain(known, key)))
      return scalar(known, origin);
    return written ?? unknown("the region of the provider is not known", origin, `region of provider ${key}`);
  }
}

function isPlain(region: string, provider: string | undefined): boolean {
  return /^[a-z]{2}(-[a-z]+)+-\d+$/.test(region) && provider !== undefined && !provider.includes(":");
}

/** The name of a resource; in a module that is installed, the name of the call that leads there. */
function ownedName(resource: Resource): Span {
  if (!(resource instanceof ModuleResource)) return resource.nameSpan;
  let span = resource.nameSpan;
  for (let at = resource.in; at.call && span.chunk.path.includes("/.terraform/"); at = at.call.scope.module)
    span = at.call.block.labels[0]?.span ?? at.call.block.headerSpan;
  return span;
}
