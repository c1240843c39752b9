/** Which files of a project belong together: packages by folders, modules by their go.mod, entries by commands. */
import { baseName, type Files, folderOf, joinPath } from "../../../core/files.ts";
import { goFiles } from "./files.ts";

/** How many folders up a go.mod is looked for. */
const HIGHEST = 12;
const MAIN = /^func\s+main\s*\(\s*\)/m;

/** The folder of the go.mod that a file is under, and the path that it gives to the module. */
function moduleOf(path: string, files: Files): { folder: string; name: string } | "not loaded" | undefined {
  let folder = folderOf(path);
  for (let i = 0; i < HIGHEST; i++) {
    const read = files.read(folder === "/" ? "/go.mod" : `${folder}/go.mod`);
    if (read === "not loaded") return "not loaded";
    if (read !== "absent") {
      const name = /^\s*module\s+"?([^\s"]+)"?/m.exec(read.text)?.[1];
      return name === undefined ? undefined : { folder, name };
    }
    if (folder === "" || folder === "/") return undefined;
    folder = folderOf(folder);
  }
  return undefined;
}

/** The first file of the package that an import path means; undefined for one that leads out of the project. */
export function resolveImport(from: string, path: string, files: Files): string | "not loaded" | undefined {
  if (path.startsWith("github.com/aws/") || (!path.includes("/") && !path.includes("."))) return undefined;
  const module = moduleOf(from, files);
  if (module === "not loaded") return "not loaded";
  if (!module || !(path === module.name || path.startsWith(`${module.name}/`))) return undefined;
  const folder = joinPath(module.folder, path.slice(module.name.length).replace(/^\//, ""));
  if (folder === undefined) return undefined;
  const names = files.list(folder);
  if (names === "not loaded") return "not loaded";
  const first = names === "absent" ? undefined : sourcesIn(folder, names)[0];
  return first ?? undefined;
}

function sourcesIn(folder: string, names: readonly string[]): string[] {
  return names
    .map((name) => (folder === "/" ? `/${name}` : folder === "" ? name : `${folder}/${name}`))
    .filter((path) => goFiles.isSource(path) && !goFiles.isTest(path));
}

/** Every file of the package that a file is part of: they lie in one folder, and say that they are of one package. */
export function packageFiles(path: string, files: Files): readonly string[] {
  const read = files.read(path);
  const folder = folderOf(path);
  const names = files.list(folder);
  if (typeof read === "string" || typeof names === "string") return [path];
  const own = headOf(path, read.text);
  return sourcesIn(folder, names).filter((other) => {
    if (other === path) return true;
    const text = files.read(other);
    if (typeof text === "string") return false;
    const head = headOf(other, text.text);
    // Two programs in one folder are run one by one.
    return head.name === own.name && !head.isLeftOut && !(own.hasMain && head.hasMain);
  });
}

/** What a file says of its package. */
interface Head {
  readonly text: string;
  readonly name: string | undefined;
  readonly hasMain: boolean;
  /** It is only built when somebody names it. */
  readonly isLeftOut: boolean;
}

const heads = new Map<string, Head>();

function headOf(path: string, text: string): Head {
  const known = heads.get(path);
  if (known?.text === text) return known;
  const head: Head = {
    text,
    name: /^package\s+(\w+)/m.exec(text)?.[1],
    hasMain: MAIN.test(text),
    isLeftOut: /^\/\/go:build\s+ignore\b/m.test(text),
  };
  heads.set(path, head);
  return head;
}

/** Forgets what was kept of a file. */
export function forgetHead(path: string): void {
  heads.delete(path);
}

/** The files that the command of a `cdk.json` may start from, the one with `main` first. */
export function entriesOf(app: string, folder: string, files: Files): readonly string[] {
  const commands = app.split(/&&|;|\|\|/);
  let inside = "";
  for (const command of commands) {
    const words = command
      .trim()
      .split(/\s+/)
      .map((w) => w.replace(/^["']|["']$/g, ""));
    if (words[0] === "cd" && words[1] !== undefined) inside = joinPath(inside, words[1]) ?? inside;
    const at = words.findIndex((w, i) => /(^|\/)go$/.test(w) && /^(run|build)$/.test(words[i + 1] ?? ""));
    if (at < 0) continue;
    const named = operands(words.slice(at + 2));
    const found = named.flatMap((word) => startsOf(joinPath(inside, word) ?? word, folder, files));
    if (found.length > 0) return withMainFirst(found, folder, files);
    if (named.length === 0 && words[at + 1] === "build")
      return withMainFirst(startsOf(inside, folder, files), folder, files);
  }
  return [];
}

/** The words of a command that are no options, nor what belongs to one. */
function operands(words: readonly string[]): string[] {
  const found: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (/^-(o|C|mod|modfile|tags|ldflags|gcflags|exec|p)$/.test(word)) i++;
    else if (!word.startsWith("-") && !/[>&|]/.test(word)) found.push(word);
  }
  return found;
}

/** A file, or the files of a folder. */
function startsOf(path: string, folder: string, files: Files): string[] {
  if (path.endsWith(".go") && !path.includes("*")) return [path];
  const relative = path.replace(/\/?\*\.go$/, "").replace(/\/?\.\.\.$/, "");
  const full = joinPath(folder, relative);
  const names = full === undefined ? "absent" : files.list(full);
  if (typeof names === "string") return [];
  const prefix = relative === "" || relative === "." ? "" : `${relative}/`;
  return sourcesIn("", names).map((name) => prefix + baseName(name));
}

function withMainFirst(paths: readonly string[], folder: string, files: Files): string[] {
  const isMain = (path: string) => {
    const full = joinPath(folder, path);
    const read = full === undefined ? "absent" : files.read(full);
    return typeof read !== "string" && MAIN.test(read.text);
  };
  const first = paths.filter(isMain);
  return [...first, ...paths.filter((p) => !first.includes(p))];
}
