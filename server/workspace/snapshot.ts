/** What an evaluator reads: synchronous, and every read remembered. */
import type { Files, Read } from "../core/files.ts";
import type { FileStore } from "./file-store.ts";

/** How often a program is evaluated again because something had to be loaded. A module may call a module, and so on. */
const MOST_ROUNDS = 40;

/** What was read, hit or miss. */
export interface Reads {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

class Snapshot implements Files {
  readonly files = new Set<string>();
  readonly folders = new Set<string>();
  readonly pendingFiles = new Set<string>();
  readonly pendingFolders = new Set<string>();
  readonly #store: FileStore;

  constructor(store: FileStore) {
    this.#store = store;
  }

  read(path: string): Read {
    this.files.add(path);
    const content = this.#store.read(path);
    if (content === "pending") this.pendingFiles.add(path);
    else if (content.kind === "text") return content;
    else if (content.kind === "absent") return "absent";
    return "not loaded";
  }

  list(folder: string): readonly string[] | "absent" | "not loaded" {
    this.folders.add(folder);
    const names = this.#store.list(folder);
    if (names !== "pending") return names;
    this.pendingFolders.add(folder);
    return "not loaded";
  }
}

/** Evaluates over the files as they are; whatever was not loaded is loaded, and it is evaluated again. */
export async function overFiles<T>(
  store: FileStore,
  evaluate: (files: Files) => T,
): Promise<{ value: T; reads: Reads }> {
  for (let round = 1; ; round++) {
    const snapshot = new Snapshot(store);
    const value = evaluate(snapshot);
    const pending = snapshot.pendingFiles.size + snapshot.pendingFolders.size;
    if (pending === 0 || round === MOST_ROUNDS) return { value, reads: snapshot };
    await Promise.all([
      ...[...snapshot.pendingFiles].map((path) => store.load(path)),
      ...[...snapshot.pendingFolders].map((folder) => store.loadList(folder)),
    ]);
  }
}

/** True when both read the same paths. */
export function sameReads(a: Reads, b: Reads): boolean {
  return sameSet(a.files, b.files) && sameSet(a.folders, b.folders);
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const x of a) if (!b.has(x)) return false;
  return true;
}
