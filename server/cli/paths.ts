/** Paths as a person types and reads them. */
import path from "node:path";
import { folderOf } from "../core/files.ts";
import { type FileSystem, isInside } from "../workspace/file-system.ts";
import { windowsPath } from "../workspace/node-files.ts";

/** A path from the command line as it is named inside. */
export function absolutePath(typed: string, folder: string): string {
  if (path.sep === "\\") return windowsPath(path.resolve(typed));
  return path.posix.resolve(folder, typed);
}

/** A path relative to the working directory, with "/". */
export function shownPath(full: string, folder: string): string {
  return path.posix.relative(folder, full) || ".";
}

/**
 * The workspace that a path belongs to: its repository, so that what a module calls beside it can be read; else the
 * working directory when it lies in there; else its own folder.
 */
export async function workspaceOf(full: string, folder: string, fileSystem: FileSystem): Promise<string> {
  const own = (await fileSystem.kind(full)) === "folder" ? full : folderOf(full);
  for (let at = own; ; at = folderOf(at)) {
    if ((await fileSystem.kind(`${at === "/" ? "" : at}/.git`)) !== "absent") return at;
    if (at === folderOf(at)) break;
  }
  return isInside(own, folder) ? folder : own;
}
