/** An app's resources as they were synthesized, each in the place of the construct that made it. */

import type { Files } from "../../../core/files.ts";
import type { Language } from "../../../core/language.ts";
import type { Program, Resource } from "../../../core/resources.ts";
import type { Source } from "../../../core/span.ts";
import type { ObjectValue } from "../../../core/values.ts";
import type { Evaluation } from "../constructs.ts";
import type { Lowered } from "../program.ts";
import { assembled, type Naming } from "./assembled.ts";
import type { AssembledStack, Assembly } from "./manifest.ts";
import { pair, type SeenResource } from "./pair.ts";
import { Places } from "./places.ts";
import { settleProperties } from "./settle.ts";

export interface Overlaid extends Lowered {
  /** The templates, as sources that values may point into. */
  readonly sources: readonly Source[];
}

/** What the overlay needs of the app. */
export interface App extends Evaluation {
  readonly lowered: Lowered;
  readonly sources: ReadonlyMap<string, Source>;
}

/** The resources of the app, with everything that its templates show. */
export function overlay(app: App, assembly: Assembly, templates: Language, files: Files): Overlaid {
  const places = new Places(app);
  const stacks = assembly.stacks.map((stack) => {
    const inputs = stack.region === undefined ? undefined : { parameters: {}, region: stack.region };
    return new OverlaidStack(
      stack,
      templates.evaluate({ language: templates.id, path: stack.template }, files, inputs),
      places,
    );
  });
  // Pair first: what is left of the source is what no template has.
  const left = pair(
    stacks.flatMap((s) => s.unpaired()),
    app.lowered.resources,
  );
  const managed = left.filter((r) => r.mode === "managed");
  const doubtful = new Set(managed.map((r) => `${stackOf(r.address)} ${r.type}`));
  return {
    resources: [...stacks.flatMap((s) => s.resources(doubtful)), ...left],
    open: [...stacks.flatMap((s) => s.program.open), ...(managed.length > 0 ? [...app.open, ...app.lowered.open] : [])],
    escaped: new Set([...app.lowered.escaped, ...stacks.flatMap((s) => s.escaped())]),
    sources: stacks.flatMap((s) => [...s.program.sources.values()]),
  };
}

function stackOf(path: string): string {
  return path.split("/")[0]!;
}

class OverlaidStack {
  readonly program: Program;
  readonly #stack: AssembledStack;
  readonly #seen = new Map<Resource, SeenResource>();
  readonly #naming: Naming;

  constructor(stack: AssembledStack, program: Program, places: Places) {
    this.program = program;
    this.#stack = stack;
    const byId = new Map<string, SeenResource>();
    for (const resource of program.resources) {
      const made = stack.made.get(resource.address);
      const at = made && places.of(made);
      const seen: SeenResource = { resource, ...(made && { path: made.path }), ...(at && { at }) };
      this.#seen.set(resource, seen);
      byId.set(resource.address, seen);
    }
    this.#naming = {
      address: (id) => {
        const seen = byId.get(id);
        return seen ? this.#addressOf(seen) : `${stack.template} ${id}`;
      },
      identity: (of) => `${stack.template} ${of}`,
    };
  }

  unpaired(): SeenResource[] {
    return [...this.#seen.values()];
  }

  /** The source's name for it, unless that stands for several. */
  #addressOf({ resource, own, path }: SeenResource): string {
    if (own && !own.address.includes("{")) return own.address;
    return path ?? `${this.#stack.template} ${resource.address}`;
  }

  escaped(): string[] {
    return [...this.program.escaped].map((id) => this.#naming.address(id));
  }

  /**
   * @param doubtful stacks and types of which the source has a resource that no template was seen to have: what the
   *   template has of them may be the same, and would be told twice
   */
  resources(doubtful: ReadonlySet<string>): Resource[] {
    return [...this.#seen.values()].flatMap((seen) => {
      if (seen.own) return [this.#paired(seen, seen.own)];
      if (doubtful.has(`${stackOf(seen.path ?? "")} ${seen.resource.type}`)) return [];
      return [this.#unpaired(seen)];
    });
  }

  #paired(seen: SeenResource, own: Resource): Resource {
    const naming = this.#naming;
    const { resource } = seen;
    let properties: ObjectValue | undefined;
    return {
      ...own,
      address: this.#addressOf(seen),
      name: own.address.includes("{") && seen.path !== undefined ? nameIn(seen.path) : own.name,
      get properties() {
        properties ??= settleProperties(own.properties, resource.properties, own.nameSpan, naming);
        return properties;
      },
      condition: resource.condition,
      closed: resource.closed,
      ...(resource.region && { region: assembled(resource.region, own.nameSpan, naming) }),
      ...(resource.lifecycle && { lifecycle: resource.lifecycle }),
    };
  }

  /** A resource that only the template shows. Without a place in the source it is still there for its relations. */
  #unpaired(seen: SeenResource): Resource {
    const { resource, at, path } = seen;
    const naming = this.#naming;
    const nameSpan = at?.nameSpan ?? resource.nameSpan;
    let properties: ObjectValue | undefined;
    return {
      ...resource,
      address: this.#addressOf(seen),
      name: path === undefined ? resource.name : nameIn(path),
      module: path?.slice(0, Math.max(0, path.lastIndexOf("/"))) ?? "",
      get properties() {
        properties ??= { ...(assembled(resource.properties, nameSpan, naming) as ObjectValue), nameSpan };
        return properties;
      },
      span: at?.span ?? resource.span,
      nameSpan,
      ...(resource.region && { region: assembled(resource.region, nameSpan, naming) }),
      // Nothing in the source is known to write it.
      native: undefined,
    };
  }
}

/** What a person calls a construct: its id, without the ids of CDK's own children. */
function nameIn(path: string): string {
  const ids = path.split("/");
  while (ids.length > 1 && /^(Resource|Default)$/.test(ids[ids.length - 1]!)) ids.pop();
  return ids[ids.length - 1]!;
}
