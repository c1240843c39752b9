/** A file system held in memory; `later` makes it answer with promises, as a virtual workspace does. */
import type { Awaitable, FileSystem, FolderEntry } from "../../server/workspace/file-system.ts";

export class MemoryFileSystem implements FileSystem {
  readonly files: Map<string, string>;
  /** Links by path. */
  readonly links = new Map<string, string>();
  readonly unreadable = new Set<string>();
  readonly #later: boolean;

  constructor(files: Record<string, string>, later = false) {
    this.files = new Map(Object.entries(files));
    this.#later = later;
  }

  read(path: string) {
    const text = this.files.get(this.#real(path));
    if (this.unreadable.has(path))
      return this.#answer({ kind: "unreadable" as const, reason: "permission denied", severity: "error" as const });
    return this.#answer(text === undefined ? { kind: "absent" as const } : { kind: "text" as const, text });
  }

  list(folder: string) {
    const prefix = folder === "/" ? "/" : `${this.#real(folder)}/`;
    const entries = new Map<string, FolderEntry>();
    for (const path of [...this.files.keys(), ...this.links.keys()]) {
      if (!path.startsWith(prefix)) continue;
      const [name = "", ...rest] = path.slice(prefix.length).split("/");
      const kind = rest.length > 0 ? "folder" : this.links.has(path) ? "link" : "file";
      entries.set(name, { name, kind });
    }
    return this.#answer(entries.size > 0 ? [...entries.values()] : undefined);
  }

  kind(path: string) {
    const real = this.#real(path);
    const folder = [...this.files.keys()].some((p) => p.startsWith(`${real}/`));
    return this.#answer(this.files.has(real) ? ("file" as const) : folder ? ("folder" as const) : ("absent" as const));
  }

  realPath(path: string) {
    const real = this.#real(path);
    const there = [...this.files.keys()].some((p) => p === real || p.startsWith(`${real}/`));
    return this.#answer(there ? real : undefined);
  }

  write(path: string, text: string) {
    this.files.set(path, text);
    return this.#answer(undefined);
  }

  #real(path: string): string {
    for (const [link, target] of this.links)
      if (path === link || path.startsWith(`${link}/`)) return target + path.slice(link.length);
    return path;
  }

  #answer<T>(value: T): Awaitable<T> {
    return this.#later ? Promise.resolve(value) : value;
  }
}
