/** The files of a workspace, each as an editor holds it or else as it is on disk, kept once read. */
import { folderOf } from "../core/files.ts";
import { type Awaitable, type Content, type FileSystem, type FolderEntry, isInside, isPromise } from "./file-system.ts";

/** Larger files are not read. */
export const MOST_BYTES = 5 * 1024 * 1024;
/** How many characters are kept of files that no editor holds. */
const MOST_KEPT = 48 * 1024 * 1024;

const OUTSIDE: Content = { kind: "unreadable", reason: "it is outside of the workspace", severity: "note" };

/** "pending": it has to be loaded first. */
export type Pending = "pending";

interface Listing {
  readonly entries: readonly FolderEntry[];
  readonly names: readonly string[] | "absent";
}

export class FileStore {
  readonly #fileSystem: FileSystem;
  readonly #folders: string[] = [];
  readonly #realFolders: Awaitable<string | undefined>[] = [];
  readonly #overlays = new Map<string, string>();
  readonly #contents = new Map<string, Content>();
  readonly #lists = new Map<string, Listing>();
  readonly #generations = new Map<string, number>();
  #kept = 0;

  constructor(fileSystem: FileSystem, folders: readonly string[]) {
    this.#fileSystem = fileSystem;
    for (const folder of folders) this.allow(folder);
  }

  /** Lets a folder, and all that is in it, be read. */
  allow(folder: string): void {
    if (this.#folders.includes(folder)) return;
    this.#folders.push(folder);
    this.#realFolders.push(this.#fileSystem.realPath(folder));
  }

  /** The outermost folder that may be read and holds the path. */
  folderAround(path: string): string | undefined {
    let around: string | undefined;
    for (const folder of this.#folders)
      if (isInside(path, folder) && (around === undefined || folder.length < around.length)) around = folder;
    return around;
  }

  setOverlay(path: string, text: string | undefined): void {
    const known = this.#overlays.has(path);
    if (text === undefined) this.#overlays.delete(path);
    else this.#overlays.set(path, text);
    if (known !== (text !== undefined)) this.#lists.delete(folderOf(path));
  }

  isOpen(path: string): boolean {
    return this.#overlays.has(path);
  }

  /** Forgets what was read of a file or folder on disk. */
  forget(path: string): void {
    this.#drop(path);
    for (const folder of [path, folderOf(path)]) {
      this.#lists.delete(folder);
      this.#generations.set(folder, (this.#generations.get(folder) ?? 0) + 1);
    }
  }

  /** Makes room; the file is read again when it is needed. */
  release(path: string): void {
    this.#drop(path);
  }

  /** Every path that is kept or open. */
  knownPaths(): string[] {
    return [...new Set([...this.#contents.keys(), ...this.#overlays.keys()])];
  }

  read(path: string): Content | Pending {
    const overlay = this.#overlays.get(path);
    if (overlay !== undefined) {
      const modified = () => this.#modified(path, overlay);
      return {
        kind: "text",
        text: overlay,
        get modified() {
          return modified();
        },
      };
    }
    const kept = this.#contents.get(path);
    if (kept) return kept;
    const content = this.#fetch(path);
    return isPromise(content) ? "pending" : content;
  }

  /** When the text that an editor holds was written: the disk's time for the disk's text, else never yet. */
  #modified(path: string, overlay: string): number {
    const content = this.#contents.get(path) ?? this.#fetch(path);
    const same = !isPromise(content) && content.kind === "text" && content.text === overlay;
    return same ? (content.modified ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  }

  async load(path: string): Promise<Content> {
    const content = this.read(path);
    return content === "pending" ? this.#fetch(path) : content;
  }

  /** The names in a folder, folders with a "/" at the end, links by what they lead to. */
  list(folder: string): readonly string[] | "absent" | Pending {
    const listing = this.#listing(folder);
    return isPromise(listing) ? "pending" : listing.names;
  }

  async loadList(folder: string): Promise<readonly string[] | "absent"> {
    return (await this.#listing(folder)).names;
  }

  /** What a folder holds on disk, links as links. */
  async loadEntries(folder: string): Promise<readonly FolderEntry[]> {
    return (await this.#listing(folder)).entries;
  }

  #listing(folder: string): Awaitable<Listing> {
    return this.#lists.get(folder) ?? this.#fetchListing(folder);
  }

  #fetch(path: string): Awaitable<Content> {
    const generation = this.#generations.get(path);
    return after(this.#mayRead(path), (may) => {
      if (may === "absent") return this.#keep(path, { kind: "absent" }, generation);
      if (!may) return this.#keep(path, OUTSIDE, generation);
      return after(this.#fileSystem.read(path, MOST_BYTES), (content) => this.#keep(path, content, generation));
    });
  }

  #fetchListing(folder: string): Awaitable<Listing> {
    const generation = this.#generations.get(folder);
    return after(this.#mayRead(folder), (may) => {
      if (may !== true) return this.#keepListing(folder, [], [], generation);
      return after(this.#fileSystem.list(folder), (entries = []) => {
        const names = entries.map(({ name, kind }) => {
          if (kind === "folder") return `${name}/`;
          if (kind !== "link") return name;
          const target = this.#fileSystem.kind(`${folder === "/" ? "" : folder}/${name}`);
          return after(target, (k) => (k === "folder" ? `${name}/` : name));
        });
        const settled = names.some(isPromise) ? Promise.all(names) : (names as string[]);
        return after(settled, (onDisk) => this.#keepListing(folder, entries, onDisk, generation));
      });
    });
  }

  /** Whether a path lies in the workspace, its links followed; "absent" when there is nothing. */
  #mayRead(path: string): Awaitable<boolean | "absent"> {
    if (!this.#folders.some((folder) => isInside(path, folder))) return false;
    return after(this.#fileSystem.realPath(path), (real) => {
      if (real === undefined) return "absent";
      const roots = this.#realFolders.some(isPromise) ? Promise.all(this.#realFolders) : this.#realFolders;
      return after(roots as Awaitable<(string | undefined)[]>, (folders) =>
        folders.some((folder) => folder !== undefined && isInside(real, folder)),
      );
    });
  }

  #keep(path: string, content: Content, generation: number | undefined): Content {
    if (this.#generations.get(path) !== generation) return content;
    this.#drop(path);
    this.#contents.set(path, content);
    this.#kept += sizeOf(content);
    for (const [old, there] of this.#contents) {
      if (this.#kept <= MOST_KEPT || old === path) break;
      this.#contents.delete(old);
      this.#kept -= sizeOf(there);
    }
    return content;
  }

  #keepListing(
    folder: string,
    entries: readonly FolderEntry[],
    onDisk: readonly string[],
    generation: number | undefined,
  ): Listing {
    const names = new Set(onDisk);
    for (const open of this.#overlays.keys())
      if (folderOf(open) === folder) names.add(open.slice(open.lastIndexOf("/") + 1));
    const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
    const listing: Listing = { entries: sorted, names: names.size === 0 ? "absent" : [...names].sort() };
    if (this.#generations.get(folder) === generation) this.#lists.set(folder, listing);
    return listing;
  }

  #drop(path: string): void {
    const content = this.#contents.get(path);
    if (content) this.#kept -= sizeOf(content);
    this.#contents.delete(path);
  }
}

function sizeOf(content: Content): number {
  return content.kind === "text" ? content.text.length : 0;
}

/** Goes on at once when it can. */
function after<T, R>(value: Awaitable<T>, go: (value: T) => Awaitable<R>): Awaitable<R> {
  return isPromise(value) ? value.then(go) : go(value);
}
