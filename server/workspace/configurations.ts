/** Which configuration counts for which folder: the nearest one upwards, within the workspace. */
import { folderOf } from "../core/files.ts";
import type { Profile, Rule } from "../core/rules.ts";
import { defaultSettings, isInstalled, type Settings } from "../core/settings.ts";
import type { Configuration } from "./configuration.ts";
import type { FileStore } from "./file-store.ts";

const NAMES = [".groundrule.yaml", ".groundrule.yml", ".groundrule.json"];

export function isConfiguration(path: string): boolean {
  return NAMES.some((name) => path.endsWith(`/${name}`));
}

export class Configurations {
  readonly #store: FileStore;
  readonly #rules: () => Promise<readonly Rule[]>;
  readonly #profile: Profile | undefined;
  readonly #nearest = new Map<string, Promise<Configuration | undefined>>();
  readonly #read = new Map<string, Promise<Configuration>>();

  constructor(store: FileStore, rules: () => Promise<readonly Rule[]>, profile: Profile | undefined) {
    this.#store = store;
    this.#rules = rules;
    this.#profile = profile;
  }

  /** A configuration was made, changed or removed. */
  reset(): void {
    this.#nearest.clear();
    this.#read.clear();
  }

  /** The configuration for a folder, or for a file by its path. */
  nearest(folder: string): Promise<Configuration | undefined> {
    let found = this.#nearest.get(folder);
    if (!found) {
      found = this.#find(folder);
      this.#nearest.set(folder, found);
    }
    return found;
  }

  /** The settings for a program that starts at a path. */
  async settings(path: string): Promise<Settings> {
    const configuration = await this.nearest(path);
    return {
      profile: this.#profile ?? configuration?.profile ?? defaultSettings.profile,
      rules: configuration?.rules ?? {},
      overrides: configuration?.overrides ?? [],
      owned: (p) => this.#isOurs(p) && !configuration?.ignores(p),
    };
  }

  /** True for what the nearest configuration says to leave alone. */
  async ignores(path: string): Promise<boolean> {
    return (await this.nearest(folderOf(path)))?.ignores(path) ?? false;
  }

  /** Every configuration that counted for something, by path. */
  async consulted(): Promise<Configuration[]> {
    const all = await Promise.all(this.#read.values());
    return all.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  #isOurs(path: string): boolean {
    return !isInstalled(path) && (this.#store.isOpen(path) || this.#store.folderAround(path) !== undefined);
  }

  async #find(folder: string): Promise<Configuration | undefined> {
    const around = this.#store.folderAround(folder);
    if (around === undefined) return undefined;
    const names = await this.#store.loadList(folder);
    for (const name of NAMES) {
      if (names === "absent" || !names.includes(name)) continue;
      return this.#configuration(`${folder === "/" ? "" : folder}/${name}`);
    }
    return folder === around || folder === "/" ? undefined : this.nearest(folderOf(folder));
  }

  #configuration(path: string): Promise<Configuration> {
    let read = this.#read.get(path);
    if (!read) {
      read = this.#load(path);
      this.#read.set(path, read);
    }
    return read;
  }

  async #load(path: string): Promise<Configuration> {
    const content = await this.#store.load(path);
    const { readConfiguration } = await import("./configuration.ts");
    const rules = await this.#rules();
    if (content.kind === "text") return readConfiguration(path, content.text, rules);
    const empty = await readConfiguration(path, "", rules);
    if (content.kind === "absent") return empty;
    return {
      ...empty,
      problems: [{ path, message: `This file cannot be read: ${content.reason}.`, severity: "error" }],
    };
  }
}
