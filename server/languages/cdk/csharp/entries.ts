/** Where the apps of a `cdk.json` that run a program of C# start. */
import { type Files, folderOf, joinPath } from "../../../core/files.ts";
import { sourcesBelow } from "./project.ts";

/** The files that a command line may start from, relative to the folder: `Program.cs`, else whatever has a `Main`. */
export function entriesOf(app: string, folder: string, files: Files): readonly string[] {
  const project = projectFolderOf(app);
  const base = project === "" ? folder : joinPath(folder, project);
  if (base === undefined) return [];
  const found = [join(project, "Program.cs")];
  const sources = sourcesBelow(base, files);
  const starts = sources.filter((path) => {
    const content = files.read(path);
    return (
      typeof content !== "string" && STARTS.test(content.text) && /\bnew\s+(?:[\w.]+\.)?App\s*\(/.test(content.text)
    );
  });
  found.push(...[...starts.filter((p) => p.endsWith("/Program.cs")), ...starts].map((p) => p.slice(folder.length + 1)));
  return [...new Set(found)];
}

/** A method `Main`, or statements that stand in no method. */
const STARTS = /\bstatic\s+(?:async\s+)?(?:void|int|Task(?:<int>)?)\s+Main\s*\(|^(?:var|App|await|new)\s/m;

function join(...parts: readonly string[]): string {
  return parts.filter((p) => p !== "").join("/");
}

/** The folder of the project that is run: the last command counts, the ones before it build what it needs. */
function projectFolderOf(app: string): string {
  const command =
    app
      .split(/;|&&/)
      .filter((c) => /\bdotnet\b/.test(c))
      .pop() ?? "";
  const project = /(?:--project|-p)[\s=]+["']?([^\s"']+)/.exec(command)?.[1];
  const path = (project ?? /\bdotnet\s+(?:exec\s+)?["']?([^\s"']+\.dll)\b/.exec(command)?.[1] ?? "")
    .replace(/\\/g, "/")
    .replace(/^\.\//, "");
  if (path.endsWith(".dll")) return path.replace(/\/?bin\/.*$/, "").replace(/\/?[^/]*\.dll$/, "");
  return (path.endsWith(".csproj") ? folderOf(path) : path).replace(/\/$/, "");
}
