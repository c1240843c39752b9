/** The rule pages: bundled as `pages.json`, or as they stand beside the rules when run from the sources. */
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export interface Pages {
  /** The page of a rule, as Markdown; undefined when there is no such rule. */
  page(id: string): Promise<string | undefined>;
}

/** Pages are read when the first one is asked for. */
export function makePages(): Pages {
  let pages: Promise<Readonly<Record<string, string>>> | undefined;
  return {
    async page(id) {
      pages ??= readBundled();
      return Object.hasOwn(await pages, id) ? (await pages)[id] : undefined;
    },
  };
}

/** Beside the program, or above it when this code was bundled into a chunk of its own. */
const bundled = ["./pages.json", "../pages.json"];

async function readBundled(): Promise<Readonly<Record<string, string>>> {
  for (const place of bundled) {
    try {
      return JSON.parse(await readFile(new URL(place, import.meta.url), "utf8"));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return readPages(new URL("../rules/", import.meta.url));
}

/** The pages in a folder of rules, by the rule id that is each page's heading. */
export async function readPages(folder: URL): Promise<Record<string, string>> {
  const names = await readdir(fileURLToPath(folder), { recursive: true });
  const pages: Record<string, string> = {};
  for (const name of names.map((n) => n.replaceAll("\\", "/")).sort()) {
    if (!name.endsWith(".md") || name.endsWith(".cases.md")) continue;
    const text = await readFile(new URL(name, folder), "utf8");
    const id = /^# ([\w-]+)/m.exec(text)?.[1];
    if (id !== undefined) pages[id] = text;
  }
  return pages;
}
