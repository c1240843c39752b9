/** What the workspace needs of a file system. Paths are absolute, with "/" as separator. */

/** A result that is there at once, or comes later. A file system that answers at once spares a second evaluation. */
export type Awaitable<T> = T | Promise<T>;

export type Content =
  /** `modified`: when it was last written, in milliseconds, where that is known. */
  | { readonly kind: "text"; readonly text: string; readonly modified?: number | undefined }
  | { readonly kind: "absent" }
  /** It is there, but it is no text, too large, or not ours to read. "note": nobody would expect it to be linted. */
  | { readonly kind: "unreadable"; readonly reason: string; readonly severity: "error" | "note" };

export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "other";
}

export interface FileSystem {
  /** The text of a file, without a byte order mark. A file of more than `limit` bytes is unreadable. */
  read(path: string, limit: number): Awaitable<Content>;
  /** What a folder holds; links are not followed. Undefined when there is no such folder or it cannot be read. */
  list(folder: string): Awaitable<readonly FolderEntry[] | undefined>;
  /** What stands at a path, links followed. */
  kind(path: string): Awaitable<"file" | "folder" | "other" | "absent">;
  /** The path without any link in it, as far as it exists. */
  realPath(path: string): Awaitable<string | undefined>;
  /** Writes a file that is there; it keeps its byte order mark. Throws when it cannot be written. */
  write(path: string, text: string): Awaitable<void>;
}

export function isPromise<T>(value: Awaitable<T>): value is Promise<T> {
  return typeof (value as { then?: unknown } | undefined)?.then === "function";
}

/** True when `path` is the folder or lies in it. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
