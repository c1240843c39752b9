/** Reads a `.groundrule.yaml` (or .yml, .json): what it says, and what is wrong with it. */
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type Scalar, type YAMLMap } from "yaml";
import { folderOf, joinPath } from "../core/files.ts";
import type { Inputs, InputValue } from "../core/language.ts";
import { type Profile, profiles, type Rule } from "../core/rules.ts";
import type { Level, RuleSetting, RuleSettings } from "../core/settings.ts";
import { Source } from "../core/span.ts";
import { compileGlobs, type Matches } from "./globs.ts";
import { byPlace } from "./locate.ts";
import type { LocatedProblem } from "./reports.ts";

/** Real inputs of a deployment: they make parameters known. */
export interface Deployment {
  readonly name: string | undefined;
  readonly matches: Matches;
  readonly inputs: Inputs;
}

export interface Configuration {
  readonly path: string;
  readonly profile: Profile;
  readonly rules: RuleSettings;
  readonly overrides: readonly { readonly matches: Matches; readonly rules: RuleSettings }[];
  readonly ignores: Matches;
  readonly deployments: readonly Deployment[];
  readonly problems: readonly LocatedProblem[];
}

const LEVELS: readonly Level[] = ["off", "info", "warning", "error"];
const KEYS = ["$schema", "extends", "rules", "overrides", "ignore", "deployments"];

/** Never throws; a mistake becomes a problem with its place, and the rest counts. */
export async function readConfiguration(path: string, text: string, rules: readonly Rule[]): Promise<Configuration> {
  return new Reader(path, text, rules).read();
}

class Reader {
  readonly #path: string;
  readonly #folder: string;
  readonly #source: Source;
  readonly #rules: ReadonlyMap<string, Rule>;
  readonly #problems: LocatedProblem[] = [];

  constructor(path: string, text: string, rules: readonly Rule[]) {
    this.#path = path;
    this.#folder = folderOf(path);
    this.#source = Source.whole(path, text);
    this.#rules = new Map(rules.map((r) => [r.id, r]));
  }

  async read(): Promise<Configuration> {
    const root = this.#parse();
    const entries = new Map<string, unknown>();
    if (root) for (const [key, value, node] of this.#entries(root, KEYS, "")) entries.set(key, value ?? node);
    return {
      path: this.#path,
      profile: this.#profile(entries.get("extends")),
      rules: this.#ruleSettings(entries.get("rules"), "rules"),
      overrides: await this.#overrides(entries.get("overrides")),
      ignores: await compileGlobs(this.#strings(entries.get("ignore"), "ignore"), this.#folder),
      deployments: await this.#deployments(entries.get("deployments")),
      problems: this.#problems.sort(byPlace),
    };
  }

  #parse(): YAMLMap | undefined {
    const document = parseDocument(this.#source.text, { prettyErrors: false, logLevel: "silent" });
    for (const error of document.errors)
      this.#say(error.message, { range: [error.pos[0], error.pos[1], error.pos[1]] });
    const root = document.contents;
    if (root === null || (isScalar(root) && root.value === null)) return undefined;
    if (isMap(root)) return root;
    if (document.errors.length === 0) this.#say("A configuration is a mapping of settings.", root);
    return undefined;
  }

  /** The entries of a mapping, with a problem for each key that is not known. */
  *#entries(map: YAMLMap, known: readonly string[] | undefined, where: string): Generator<[string, Node | null, Node]> {
    for (const pair of map.items as Pair<Node, Node | null>[]) {
      const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
      if (key === undefined) this.#say("A key is a plain string.", pair.key);
      else if (known && !known.includes(key))
        this.#say(
          `There is no setting "${where}${key}". Known are ${known.filter((k) => !k.startsWith("$")).join(", ")}.`,
          pair.key,
        );
      else yield [key, pair.value, pair.key];
    }
  }

  #profile(node: unknown): Profile {
    if (node === undefined) return "recommended";
    const value = isScalar(node) ? node.value : undefined;
    if (profiles.includes(value as Profile)) return value as Profile;
    this.#say(`"extends" is one of ${profiles.join(", ")}.`, node);
    return "recommended";
  }

  #ruleSettings(node: unknown, where: string): RuleSettings {
    const settings: Record<string, RuleSetting> = {};
    if (node === undefined) return settings;
    if (!isMap(node)) {
      this.#say(`"${where}" is a mapping of rule ids to levels.`, node);
      return settings;
    }
    for (const [id, value, key] of this.#entries(node as YAMLMap, undefined, where)) {
      const setting = this.#knows(id, key) && this.#ruleSetting(id, value ?? key);
      if (setting) settings[id] = setting;
    }
    return settings;
  }

  #knows(id: string, key: Node): boolean {
    const [name = "", variant] = id.split("/");
    const rule = this.#rules.get(name);
    if (!rule) this.#say(`There is no rule "${name}". \`groundrule rules\` lists them.`, key);
    else if (variant !== undefined && !Object.hasOwn(rule.variants, variant))
      this.#say(`Rule ${name} has no variant "${variant}". It has ${Object.keys(rule.variants).join(", ")}.`, key);
    else return true;
    return false;
  }

  #ruleSetting(id: string, node: unknown): RuleSetting | undefined {
    if (!isSeq(node)) {
      const level = this.#level(node);
      return level && { level };
    }
    const [first, second, ...more] = node.items;
    const level = this.#level(first ?? node);
    if (more.length > 0) this.#say("A rule is set to a level, or to [level, options].", more[0]);
    if (second === undefined) return level && { level };
    const options = this.#options(id, second);
    return { ...(level && { level }), options };
  }

  #level(node: unknown): Level | undefined {
    // YAML 1.1 readers take `off` for false; so do people who write `false`.
    const value = isScalar(node) ? (node.value === false ? "off" : node.value) : undefined;
    if (LEVELS.includes(value as Level)) return value as Level;
    this.#say(`A level is one of ${LEVELS.join(", ")}.`, node);
    return undefined;
  }

  #options(id: string, node: unknown): Record<string, unknown> {
    const options: Record<string, unknown> = {};
    if (!isMap(node)) {
      this.#say("The options of a rule are a mapping.", node);
      return options;
    }
    const schemas = this.#rules.get(id.split("/")[0]!)?.options ?? {};
    for (const [name, value, key] of this.#entries(node as YAMLMap, undefined, "")) {
      const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
      const given = isScalar(value) ? value.value : isSeq(value) ? (value.toJSON() as unknown) : undefined;
      if (!schema) this.#say(`Rule ${id} has no option "${name}".`, key);
      else if (sameType(given, schema.default)) options[name] = given;
      else this.#say(`Option ${name} is ${typeName(schema.default)}.`, value ?? key);
    }
    return options;
  }

  async #overrides(node: unknown): Promise<Configuration["overrides"]> {
    const overrides: { matches: Matches; rules: RuleSettings }[] = [];
    for (const map of this.#maps(node, "overrides")) {
      const entries = new Map(this.#nodes(map, ["files", "rules"], "overrides."));
      const files = this.#strings(entries.get("files"), "files");
      if (!entries.has("files")) this.#say('An override needs "files".', map);
      overrides.push({
        matches: await compileGlobs(files, this.#folder),
        rules: this.#ruleSettings(entries.get("rules"), "rules"),
      });
    }
    return overrides;
  }

  async #deployments(node: unknown): Promise<Deployment[]> {
    const deployments: Deployment[] = [];
    for (const map of this.#maps(node, "deployments")) {
      const entries = new Map(
        this.#nodes(map, ["name", "files", "region", "parameters", "tfvars", "workspace"], "deployments."),
      );
      const files = entries.has("files") ? this.#strings(entries.get("files"), "files") : ["**"];
      const region = this.#string(entries.get("region"), "region");
      const workspace = this.#string(entries.get("workspace"), "workspace");
      const variableFiles = this.#paths(entries.get("tfvars"), "tfvars");
      deployments.push({
        name: this.#string(entries.get("name"), "name"),
        matches: await compileGlobs(files, this.#folder),
        inputs: {
          parameters: this.#parameters(entries.get("parameters")),
          ...(region !== undefined && { region }),
          ...(variableFiles.length > 0 && { variableFiles }),
          ...(workspace !== undefined && { workspace }),
        },
      });
    }
    return deployments;
  }

  #parameters(node: unknown): Record<string, InputValue> {
    const parameters: Record<string, InputValue> = {};
    if (node === undefined) return parameters;
    if (!isMap(node)) {
      this.#say('"parameters" is a mapping of names to values.', node);
      return parameters;
    }
    for (const [name, value, key] of this.#entries(node as YAMLMap, undefined, "")) {
      if (!value || (isScalar(value) && value.value === null)) this.#say(`Parameter ${name} has no value.`, key);
      else {
        const input = inputValue(value);
        if (input === undefined) this.#say(`Parameter ${name} is written with aliases or tags.`, value);
        // On a command line everything is text: a number keeps the digits that it is written with.
        else parameters[name] = isScalar(value) ? writtenText(value) : input;
      }
    }
    return parameters;
  }

  /** Paths of files, written from the folder of the configuration. */
  #paths(node: unknown, where: string): string[] {
    if (node === undefined) return [];
    const items: unknown[] = isSeq(node) ? node.items : [node];
    return items.flatMap((item) => {
      const path = isScalar(item) && typeof item.value === "string" ? joinPath(this.#folder, item.value) : undefined;
      if (path === undefined) this.#say(`"${where}" is a file or a list of files.`, item);
      return path === undefined ? [] : [path];
    });
  }

  #maps(node: unknown, where: string): YAMLMap[] {
    if (node === undefined) return [];
    if (!isSeq(node)) {
      this.#say(`"${where}" is a list.`, node);
      return [];
    }
    return node.items.filter((item): item is YAMLMap => {
      if (isMap(item)) return true;
      this.#say(`Each of "${where}" is a mapping.`, item);
      return false;
    });
  }

  #nodes(map: YAMLMap, known: readonly string[], where: string): [string, Node][] {
    return [...this.#entries(map, known, where)].map(([key, value, node]) => [key, value ?? node]);
  }

  /** One string or a list of them. */
  #strings(node: unknown, where: string): string[] {
    if (node === undefined) return [];
    const items: unknown[] = isSeq(node) ? node.items : [node];
    return items.flatMap((item) => {
      if (isScalar(item) && typeof item.value === "string") return [item.value];
      this.#say(`"${where}" is a glob or a list of globs.`, item);
      return [];
    });
  }

  #string(node: unknown, where: string): string | undefined {
    if (node === undefined) return undefined;
    if (isScalar(node) && typeof node.value === "string") return node.value;
    this.#say(`"${where}" is a string.`, node);
    return undefined;
  }

  #say(message: string, at: unknown): void {
    const range = (at as { range?: readonly number[] | null } | undefined)?.range;
    const start = range?.[0] ?? 0;
    const covered = this.#source.text.slice(start, range?.[1] ?? start);
    const end = start + covered.trimEnd().length;
    this.#problems.push({
      path: this.#path,
      message,
      range: { start: this.#source.position(start), end: this.#source.position(end) },
      severity: "error",
    });
  }
}

/** A value as JSON has it; undefined where it holds aliases, or is too deep. */
function inputValue(node: unknown, depth = 0): InputValue | undefined {
  if (depth > 50) return undefined;
  if (node === null) return null;
  if (isScalar(node)) {
    const { value } = node;
    if (typeof value === "number") return String(value) === node.source ? value : writtenText(node);
    return value === null || typeof value === "string" || typeof value === "boolean" ? value : undefined;
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => inputValue(item, depth + 1));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (!isMap(node)) return undefined;
  const entries: [string, InputValue][] = [];
  for (const pair of node.items) {
    const value = inputValue(pair.value, depth + 1);
    if (!isScalar(pair.key) || value === undefined) return undefined;
    entries.push([String(pair.key.value), value]);
  }
  return Object.fromEntries(entries);
}

function writtenText(node: Scalar): string {
  return typeof node.value === "number" && node.source !== undefined ? node.source : String(node.value);
}

function sameType(given: unknown, like: unknown): boolean {
  if (Array.isArray(like)) return Array.isArray(given) && given.every((g) => typeof g === "string");
  return typeof given === typeof like;
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? "a list of strings" : `a ${typeof value}`;
}
