/** Where the apps of a `cdk.json` that run a program of Java start. */
import { type Files, joinPath } from "../../../core/files.ts";

/** How deep below the folder of `cdk.json` a main class is looked for, and in how many folders. */
const DEEPEST = 12;
const MOST_FOLDERS = 400;

/** The files that a command line may start from, relative to the folder: the main class, else whatever has a `main`. */
export function entriesOf(app: string, folder: string, files: Files): readonly string[] {
  const module = /(?:-pl|--projects|-f|--file|-p)[\s=]+:?([\w./-]+)/.exec(app)?.[1]?.replace(/\/?pom\.xml$/, "") ?? "";
  const name = mainClass(app, folder, module, files);
  const found: string[] = [];
  if (name !== undefined) {
    const file = `${name.replace(/\$.*$/, "").replace(/\./g, "/")}.java`;
    for (const base of new Set([module, ""]))
      for (const source of ["src/main/java", "src", ""]) found.push(join(base, source, file));
    const simple = file.slice(file.lastIndexOf("/") + 1);
    const below = sources(folder, module, files).filter((p) => p === simple || p.endsWith(`/${simple}`));
    found.push(...below.filter((p) => p.endsWith(file)), ...below);
  } else found.push(...sources(folder, module, files).filter((p) => hasMain(folder, p, files)));
  return [...new Set(found)];
}

function join(...parts: readonly string[]): string {
  return parts.filter((p) => p !== "").join("/");
}

/** The main class: of the command line, of `pom.xml`, of `build.gradle`. */
function mainClass(app: string, folder: string, module: string, files: Files): string | undefined {
  const given = /-Dexec\.mainClass=["']?([\w.$]+)/.exec(app)?.[1];
  if (given) return given;
  for (const base of new Set([module, ""])) {
    for (const name of ["pom.xml", "build.gradle", "build.gradle.kts", "app/build.gradle", "app/build.gradle.kts"]) {
      const path = joinPath(folder, join(base, name));
      const read = path === undefined ? "absent" : files.read(path);
      if (typeof read === "string") continue;
      const found = mainClassOf(read.text);
      if (found) return found;
    }
  }
  return undefined;
}

function mainClassOf(text: string): string | undefined {
  const written =
    /<(?:exec\.)?mainClass>\s*([^<]+?)\s*<\//.exec(text)?.[1] ??
    /\bmainClass(?:Name)?\s*(?:=|\.set\s*\()?\s*["']([\w.$]+)["']/.exec(text)?.[1];
  const property = written && /^\$\{([\w.-]+)\}$/.exec(written)?.[1];
  if (!property) return written && /^[\w.$]+$/.test(written) ? written : undefined;
  const named = new RegExp(`<${property.replace(/\./g, "\\.")}>\\s*([\\w.$]+)\\s*<`).exec(text);
  return named?.[1];
}

/** The Java files below a folder, relative to `folder`; those nearest to the top first. */
function sources(folder: string, module: string, files: Files): string[] {
  const found: string[] = [];
  let level = [module];
  for (let depth = 0, looked = 0; depth < DEEPEST && level.length > 0; depth++) {
    const next: string[] = [];
    for (const at of level) {
      if (++looked > MOST_FOLDERS) return found;
      const path = at === "" ? folder : joinPath(folder, at);
      const names = path === undefined ? "absent" : files.list(path);
      if (typeof names === "string") continue;
      for (const name of names) {
        if (name.endsWith(".java")) found.push(join(at, name));
        else if (name.endsWith("/") && !/^(\.|node_modules|cdk\.out|target|build|test)/.test(name))
          next.push(join(at, name.slice(0, -1)));
      }
    }
    level = next;
  }
  return found;
}

function hasMain(folder: string, relative: string, files: Files): boolean {
  const path = joinPath(folder, relative);
  const read = path === undefined ? "absent" : files.read(path);
  return (
    typeof read !== "string" &&
    /\bstatic\s+void\s+main\s*\(/.test(read.text) &&
    /\bApp\s*\(|\bsynth\s*\(/.test(read.text)
  );
}
