/** `AWS::Include`: what a file says is put where it is included, as far as that file is here. */
import type { Chunk } from "../../core/span.ts";
import { localPath } from "./nested-stacks.ts";
import { child, type MappingEntry, type MappingNode, type Node, scalarText, type Template } from "./syntax.ts";

/** How deep a template is looked into, and how often it may include something. */
const DEEPEST = 100;
const MOST_INCLUDES = 200;

/** Reads a file that is included, whatever it looks like; undefined where it cannot be read. */
export type ReadSnippet = (path: string) => Template | undefined;

interface Expanded {
  readonly snippets: ReadonlyMap<string, Template | undefined>;
  readonly template: Template;
}

interface ExpandedEntry {
  readonly snippets: ReadonlyMap<string, Template | undefined>;
  readonly entry: MappingEntry;
}

const templates = new WeakMap<Template, Expanded>();
const entries = new WeakMap<MappingEntry, ExpandedEntry>();
const including = new WeakMap<Chunk, boolean>();

/** The template with what it includes. It is the same object for as long as nothing of it has changed. */
export function withIncludes(template: Template, read: ReadSnippet): Template {
  if (!template.source.text.includes("AWS::Include")) return template;
  const kept = templates.get(template);
  if (kept && holds(kept.snippets, read)) return kept.template;
  const expansion = new Expansion(template, read);
  const made = expansion.template();
  templates.set(template, { snippets: expansion.snippets, template: made });
  return made;
}

/** True for an entry that includes a file that is here: what it includes stands beside it. */
export function isIncluded(entry: MappingEntry): boolean {
  return entry.isIncluded === true;
}

/** True for what may stand for other entries that are not known. */
export function isOpenEntry(entry: MappingEntry): boolean {
  return entry.key.startsWith("Fn::") && !isIncluded(entry);
}

function holds(snippets: ReadonlyMap<string, Template | undefined>, read: ReadSnippet): boolean {
  for (const [path, snippet] of snippets) if (read(path) !== snippet) return false;
  return true;
}

class Expansion {
  readonly snippets = new Map<string, Template | undefined>();
  readonly #template: Template;
  readonly #read: ReadSnippet;
  #left = MOST_INCLUDES;

  constructor(template: Template, read: ReadSnippet) {
    this.#template = template;
    this.#read = read;
  }

  template(): Template {
    const top = new Map<string, MappingEntry>();
    const sections = new Map<string, readonly MappingEntry[]>();
    for (const [key, entry] of this.#template.top) {
      const written = this.#template.sections.get(key) ?? [];
      const own = key === "Transform" || key === "Fn::Transform" ? written : this.#entries(written);
      sections.set(key, own);
      const { value } = entry;
      // Where the entries of a section are all in its value, both say the same.
      const isWhole = value.kind === "mapping" && written.length > 0 && value.entries.length === written.length;
      top.set(key, own === written || !isWhole ? entry : { ...entry, value: { ...value, entries: own } });
    }
    this.#includeAtTop(top, sections);
    const included = [...this.snippets.values()].filter((s) => s !== undefined);
    if (included.length === 0) return this.#template;
    const broken = new Set([...this.#template.broken, ...included.flatMap((s) => [...s.broken])]);
    return { ...this.#template, top, sections, broken, included };
  }

  /** The entries of a section; those that include nothing are the objects that they were. */
  #entries(written: readonly MappingEntry[]): readonly MappingEntry[] {
    let made: MappingEntry[] | undefined;
    for (const [i, entry] of written.entries()) {
      const snippet = entry.key === "Fn::Transform" ? this.#snippetOf(entry.value) : undefined;
      const inside = snippet && this.#entriesOf(snippet, written);
      const now = inside ? { ...entry, isIncluded: true as const } : this.#entry(entry);
      if (!made && now !== entry) made = written.slice(0, i);
      made?.push(now, ...(inside ?? []));
    }
    return made ?? written;
  }

  #entry(entry: MappingEntry): MappingEntry {
    const { chunk } = entry.keySpan;
    let mayInclude = including.get(chunk);
    if (mayInclude === undefined) {
      mayInclude = chunk.text.includes("AWS::Include");
      including.set(chunk, mayInclude);
    }
    if (!mayInclude) return entry;
    const kept = entries.get(entry);
    if (kept && holds(kept.snippets, this.#read)) {
      for (const [path, snippet] of kept.snippets) this.snippets.set(path, snippet);
      return kept.entry;
    }
    const expansion = new Expansion(this.#template, this.#read);
    const value = expansion.#node(entry.value, 0);
    const made = value === entry.value ? entry : { ...entry, value };
    for (const [path, snippet] of expansion.snippets) this.snippets.set(path, snippet);
    entries.set(entry, { snippets: expansion.snippets, entry: made });
    return made;
  }

  #node(node: Node, depth: number): Node {
    if (node.kind === "scalar" || depth > DEEPEST) return node;
    if (node.kind === "sequence") {
      const items = node.items.map((i) => this.#node(i, depth + 1));
      return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
    }
    if (node.tag === "!Transform") {
      const snippet = this.#snippetOf(node);
      const inside = snippet && this.#entriesOf(snippet, []);
      if (!inside) return node;
      const { tag: _, ...bare } = node;
      return { ...bare, entries: inside };
    }
    return this.#mapping(node, depth);
  }

  #mapping(node: MappingNode, depth: number): Node {
    let isChanged = false;
    const made = node.entries.flatMap((entry) => {
      const snippet = entry.key === "Fn::Transform" ? this.#snippetOf(entry.value) : undefined;
      const inside = snippet && this.#entriesOf(snippet, node.entries);
      if (inside) {
        isChanged = true;
        return [{ ...entry, isIncluded: true as const }, ...inside];
      }
      const value = this.#node(entry.value, depth + 1);
      isChanged ||= value !== entry.value;
      return [value === entry.value ? entry : { ...entry, value }];
    });
    return isChanged ? { ...node, entries: made } : node;
  }

  /** What the template as a whole includes; sections that are on both sides are put together. */
  #includeAtTop(top: Map<string, MappingEntry>, sections: Map<string, readonly MappingEntry[]>): void {
    const transforms = top.get("Transform");
    if (transforms) {
      const { value } = transforms;
      const items = value.kind === "sequence" ? value.items : [value];
      const left = items.filter((item) => !this.#addToTop(item, top, sections));
      if (left.length === 0) top.delete("Transform");
      else if (left.length < items.length && value.kind === "sequence")
        top.set("Transform", { ...transforms, value: { ...value, items: left } });
    }
    const own = top.get("Fn::Transform");
    if (own && this.#addToTop(own.value, top, sections)) top.set("Fn::Transform", { ...own, isIncluded: true });
  }

  #addToTop(include: Node, top: Map<string, MappingEntry>, sections: Map<string, readonly MappingEntry[]>): boolean {
    const snippet = this.#snippetOf(include);
    if (!snippet || snippet.top.size === 0) return false;
    for (const key of snippet.top.keys()) {
      const there = sections.get(key);
      const more = snippet.sections.get(key) ?? [];
      if (!top.has(key)) continue;
      if (!there || there.length === 0 || more.length === 0 || hasCommon(there, more)) return false;
    }
    for (const [key, entry] of snippet.top) {
      if (!top.has(key)) top.set(key, entry);
      sections.set(key, [...(sections.get(key) ?? []), ...(snippet.sections.get(key) ?? [])]);
    }
    return true;
  }

  /** The file that a transform includes; undefined where it is another transform, or a file that is not here. */
  #snippetOf(transform: Node): Template | undefined {
    if (scalarText(child(transform, "Name")) !== "AWS::Include") return undefined;
    const location = child(child(transform, "Parameters"), "Location");
    if (!location || location.tag !== undefined || this.#left-- <= 0) return undefined;
    const path = localPath(scalarText(location), this.#template.source.path);
    if (path === undefined || path === this.#template.source.path) return undefined;
    const snippet = this.#read(path);
    this.snippets.set(path, snippet);
    return snippet;
  }

  /** The entries of a file that is included beside others; undefined where it says nothing, or a name is on both sides. */
  #entriesOf(snippet: Template, beside: readonly MappingEntry[]): readonly MappingEntry[] | undefined {
    const inside = [...snippet.top.values()];
    return inside.length === 0 || hasCommon(beside, inside) ? undefined : inside;
  }
}

function hasCommon(a: readonly MappingEntry[], b: readonly MappingEntry[]): boolean {
  const names = new Set(a.map((e) => e.key));
  return b.some((e) => names.has(e.key));
}
