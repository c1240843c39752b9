/** The resource that a construct becomes. */
import type { Resource } from "../../../core/resources.ts";
import { type Entry, object } from "../../../core/values.ts";
import type { ConstructInstance } from "../constructs.ts";
import type { Model } from "./model.ts";

/** What a writer needs to find a resource again. */
export interface Native {
  readonly construct: ConstructInstance;
  /** Where the construct's props go, for one that is declared. */
  readonly model?: Model;
}

export interface Shape {
  readonly type: string;
  readonly entries: readonly Entry[];
  readonly native: Native;
  /** False when something may have changed it that was not understood. */
  readonly closed: boolean;
  /** True when these are all the properties that it has. */
  readonly complete?: boolean;
}

export function resourceOf(c: ConstructInstance, { type, entries, native, closed, complete = false }: Shape): Resource {
  return {
    address: c.path,
    name: nameOf(c),
    module: c.scope?.path ?? "",
    mode: c.factory === undefined ? "managed" : "external",
    vocabulary: "cloudformation",
    type,
    properties: object(entries, { span: c.span }, { closed: complete && closed, nameSpan: c.nameSpan }),
    condition: c.condition,
    span: c.span,
    nameSpan: c.nameSpan,
    ...(c.region && { region: c.region }),
    closed,
    native,
  };
}

/** What a person calls it: its id, or its variable or class where the id is not all known. */
export function nameOf(c: ConstructInstance): string {
  return c.id.includes("{") ? (c.variable?.name ?? c.fqn.slice(c.fqn.lastIndexOf(".") + 1)) : c.id;
}
