/** The file system of this machine. The only place that knows `node:fs`. */
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import type { Content, FileSystem, FolderEntry } from "./file-system.ts";

const BYTE_ORDER_MARK = "\uFEFF";

/** Reads and writes at once, without promises. On Windows, "C:/a" is written "/C:/a". */
export function nodeFiles(platform: NodeJS.Platform = process.platform): FileSystem {
  const native = platform === "win32" ? (path: string) => path.replace(/^\/(?=[A-Za-z]:)/, "") : (path: string) => path;
  const ours = platform === "win32" ? windowsPath : (path: string) => path;
  return {
    read: (path, limit) => read(native(path), limit),
    list: (folder) => list(native(folder)),
    kind(path) {
      const stat = statSync(native(path), { throwIfNoEntry: false });
      return !stat ? "absent" : stat.isFile() ? "file" : stat.isDirectory() ? "folder" : "other";
    },
    realPath(path) {
      try {
        return ours(realpathSync.native(native(path)));
      } catch {
        return undefined; // it does not exist, or a folder on the way may not be entered: the same to a reader
      }
    },
    write: (path, text) => write(native(path), text),
  };
}

/** A Windows path as it is named here: "C:\a" is "/C:/a". */
export function windowsPath(path: string): string {
  const slashed = path.replaceAll("\\", "/");
  return /^[A-Za-z]:/.test(slashed) ? `/${slashed}` : slashed;
}

function read(path: string, limit: number): Content {
  let file: number | undefined;
  try {
    // Without O_NONBLOCK, opening a pipe that nobody writes to never returns.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(file);
    if (stat.isDirectory()) return { kind: "absent" };
    if (!stat.isFile()) return unreadable("it is not a regular file");
    if (stat.size > limit) return unreadable(`it is larger than ${limit / 1024 / 1024} MB`, "note");
    const bytes = readFileSync(file);
    const mark = bytes.subarray(0, 2).toString("latin1");
    if (mark === "\xff\xfe" || mark === "\xfe\xff") return unreadable("it is UTF-16; save it as UTF-8");
    if (bytes.subarray(0, 8192).includes(0)) return unreadable("it is not text", "note");
    const text = bytes.toString("utf8");
    return { kind: "text", text: text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text, modified: stat.mtimeMs };
  } catch (error) {
    return failure(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function unreadable(reason: string, severity: "error" | "note" = "error"): Content {
  return { kind: "unreadable", reason, severity };
}

function failure(error: unknown): Content {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent" };
  if (code === "EACCES" || code === "EPERM") return unreadable("permission denied");
  if (code === "ELOOP") return unreadable("its links lead in a circle");
  return unreadable(code ?? message);
}

function list(folder: string): readonly FolderEntry[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      kind: entry.isFile()
        ? "file"
        : entry.isDirectory()
          ? "folder"
          : entry.isSymbolicLink()
            ? "link"
            : ("other" as const),
    }));
  } catch {
    return undefined; // it went away, or may not be entered: the interface says "cannot be read" for both
  }
}

function write(path: string, text: string): void {
  const before = readFileSync(path);
  if (!before.equals(Buffer.from(before.toString("utf8"), "utf8")))
    throw new Error("it is not UTF-8, and writing it would change other characters");
  const marked = before.toString("utf8").startsWith(BYTE_ORDER_MARK);
  writeFileSync(path, marked ? BYTE_ORDER_MARK + text : text);
}
