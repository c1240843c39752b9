/** The licences of the packages that went into a bundle. Theirs ask for it. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Licence texts of all packages that the given source files (relative to `root`) come from. */
export async function licencesOf(root: string, sources: readonly string[]): Promise<string> {
  const folders = new Set<string>();
  for (const source of sources) {
    const folder = packageFolder(source);
    if (folder) folders.add(folder);
    // The parser is cut out of the package by a plugin: the bundle knows it by another name.
    if (source.startsWith("typescript-parser:")) folders.add("node_modules/typescript");
  }
  const parts = await Promise.all([...folders].sort().map((folder) => licenceOf(path.join(root, folder))));
  // A package can be there twice, in two versions with one licence.
  return [...new Set(parts)].join(`\n${"-".repeat(80)}\n\n`);
}

function packageFolder(source: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source)?.[0];
}

async function licenceOf(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|copying|thirdparty)/i.test(name)).sort();
  if (names.length === 0) throw new Error(`${manifest.name} comes without the text of its licence`);
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  return `${manifest.name} (${manifest.license})\n\n${texts.map((t) => t.trim()).join("\n\n")}\n`;
}
