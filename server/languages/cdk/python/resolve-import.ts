/** Which file of the project an import means. */
import { type Files, folderOf, joinPath } from "../../../core/files.ts";
import { firstOf } from "../source-language.ts";

/** Packages that are installed: no folder of a project can stand for them. */
const INSTALLED = new Set(
  "aws_cdk constructs jsii cdk_nag boto3 botocore yaml os sys re io json abc ast copy csv enum math time uuid glob base64 random shutil string typing hashlib inspect logging pathlib platform datetime functools itertools textwrap tempfile collections contextlib dataclasses subprocess importlib warnings traceback configparser __future__".split(
    " ",
  ),
);
/** How many folders above a file an absolute import is looked for. */
const MOST_FOLDERS = 6;

/** `.stacks.network`, `stacks.network`: undefined for what leads out of the project. */
export function resolveImport(from: string, module: string, files: Files): string | "not loaded" | undefined {
  const dots = /^\.*/.exec(module)![0].length;
  const path = module.slice(dots).replaceAll(".", "/");
  const folder = folderOf(from);
  if (dots > 0) {
    const base = joinPath(folder, "../".repeat(dots - 1) + path);
    return base === undefined ? undefined : fileOf(base, path === "", files);
  }
  if (INSTALLED.has(path.split("/")[0]!)) return undefined;
  // A module is looked for where the program starts: in the folder of the file, or in one above it.
  let at = folder;
  for (let i = 0; i < MOST_FOLDERS; i++) {
    const base = joinPath(at, path);
    const found = base === undefined ? undefined : fileOf(base, false, files);
    if (found !== undefined) return found;
    if (at === "" || at === "/" || typeof files.read(joinPath(at, "cdk.json")!) !== "string") return undefined;
    at = folderOf(at);
  }
  return undefined;
}

function fileOf(base: string, isPackage: boolean, files: Files): string | "not loaded" | undefined {
  return firstOf(isPackage ? [`${base}/__init__.py`] : [`${base}.py`, `${base}/__init__.py`], files);
}
