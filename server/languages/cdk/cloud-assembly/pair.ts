/** Which resource of a template is which resource of the source. */
import type { Resource } from "../../../core/resources.ts";
import type { ConstructInstance } from "../constructs.ts";
import type { Native } from "../lowering/resource.ts";

/** A resource of a template. */
export interface SeenResource {
  readonly resource: Resource;
  /** The path of the construct that made it. */
  readonly path?: string;
  /** The construct of the source that made it, or that made what made it. */
  readonly at?: ConstructInstance;
  /** What the source analysis has for it. */
  own?: Resource;
}

/** Pairs what it can, the surest first, and gives what is left of the source. */
export function pair(seen: readonly SeenResource[], source: readonly Resource[]): Resource[] {
  const free = new Set(source);
  const join = (s: SeenResource, own: Resource) => {
    s.own = own;
    free.delete(own);
  };
  byPath(seen, source, join);
  byConstruct(seen, free, join);
  byMaker(seen, free);
  // The rounds of a loop share one, which is therefore still among the free.
  const paired = new Set(seen.map((s) => s.own));
  return source.filter((r) => !paired.has(r));
}

/** The construct itself, or the main part of it. */
function byPath(
  seen: readonly SeenResource[],
  source: readonly Resource[],
  join: (s: SeenResource, own: Resource) => void,
): void {
  const byAddress = new Map<string, Resource>();
  for (const r of source) if (r.mode === "managed") byAddress.set(`${r.address} ${r.type}`, r);
  for (const s of seen) {
    if (s.path === undefined) continue;
    const parent = s.path.slice(0, Math.max(0, s.path.lastIndexOf("/")));
    for (const address of [s.path, parent]) {
      const own = byAddress.get(`${address} ${s.resource.type}`);
      if (!own) continue;
      byAddress.delete(`${address} ${s.resource.type}`);
      join(s, own);
      break;
    }
  }
}

/** The only one of its type that a construct makes, on both sides. */
function byConstruct(
  seen: readonly SeenResource[],
  free: ReadonlySet<Resource>,
  join: (s: SeenResource, own: Resource) => void,
): void {
  const key = (of: ConstructInstance, type: string) => `${of.path} ${type}`;
  const templates = new Map<string, SeenResource[]>();
  for (const s of seen) {
    if (s.own || !s.at || !s.path?.startsWith(`${s.at.path}/`)) continue;
    const at = key(s.at, s.resource.type);
    templates.set(at, [...(templates.get(at) ?? []), s]);
  }
  const sources = new Map<string, Resource[]>();
  for (const r of free) {
    const construct = constructOf(r);
    if (!construct || r.mode !== "managed") continue;
    const at = key(construct, r.type);
    sources.set(at, [...(sources.get(at) ?? []), r]);
  }
  for (const [at, [own, ...others]] of sources) {
    const [s, ...more] = templates.get(at) ?? [];
    if (own && s && others.length + more.length === 0) join(s, own);
  }
}

/** The rounds of a loop: the source has one for them all, made at the same place. */
function byMaker(seen: readonly SeenResource[], free: ReadonlySet<Resource>): void {
  for (const own of free) {
    const construct = constructOf(own);
    if (!construct?.symbolic && !own.address.includes("{")) continue;
    for (const s of seen) if (!s.own && s.at === construct && s.resource.type === own.type) s.own = own;
  }
}

function constructOf(resource: Resource): ConstructInstance | undefined {
  return (resource.native as Native | undefined)?.construct;
}
