/** Which resource of the source a planned one is written by. */
import type { Resource } from "../../../core/resources.ts";

const KEYS = /\[(?:\d+|"(?:[^"\\]|\\.)*"|\*)\]/g;

/** An address without the keys of instances: what is written once for all of them. */
export function withoutKeys(address: string): string {
  return address.replace(KEYS, "");
}

export interface Match {
  readonly resource: Resource;
  /** False when it stands for other instances too: what it holds may hang on the key. */
  readonly exact: boolean;
}

export class SourceResources {
  readonly #byAddress = new Map<string, Resource>();
  readonly #byBlock = new Map<string, Resource>();

  constructor(resources: readonly Resource[]) {
    for (const r of resources) {
      this.#byAddress.set(r.address, r);
      const block = withoutKeys(r.address);
      if (!this.#byBlock.has(block) || r.key === "symbolic") this.#byBlock.set(block, r);
    }
  }

  match(address: string): Match | undefined {
    const exact = this.#byAddress.get(address);
    if (exact) return { resource: exact, exact: true };
    const resource = this.#byBlock.get(withoutKeys(address));
    return resource && { resource, exact: false };
  }
}

/**
 * The address that a reference of the source means for one planned resource: where the source stands for every
 * instance of a module, the instance that the planned resource is in. Undefined when the plan has no such thing.
 */
export function plannedTarget(
  target: string,
  source: Resource,
  planned: { readonly module: string },
  addresses: ReadonlySet<string>,
): string | undefined {
  if (addresses.has(target)) return target;
  if (source.module === "" || !target.startsWith(`${source.module}.`)) return undefined;
  const moved = `${planned.module}.${target.slice(source.module.length + 1)}`;
  return addresses.has(moved) ? moved : undefined;
}
