/** Which rules run, how severe they are, and whose files these are. */
import { type Profile, profiles, type Rule, type Severity } from "./rules.ts";

export type Level = Severity | "off";

/** What the configuration says of one rule or variant. */
export interface RuleSetting {
  readonly level?: Level;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** `rule` or `rule/variant` to what is said of it. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

export interface Settings {
  readonly profile: Profile;
  readonly rules: RuleSettings;
  /** Later ones win. */
  readonly overrides: readonly { readonly matches: (path: string) => boolean; readonly rules: RuleSettings }[];
  /** False for files that are never marked or edited: installed modules, packages, synthesized output. */
  readonly owned: (path: string) => boolean;
}

/** True for a path that belongs to something installed or generated, whatever the configuration says. */
export function isInstalled(path: string): boolean {
  return /(^|\/)(\.terraform|node_modules|cdk\.out)\//.test(path);
}

export const defaultSettings: Settings = {
  profile: "recommended",
  rules: {},
  overrides: [],
  owned: (path) => !isInstalled(path),
};

/** The level of a variant for a finding in a file: the configuration's last word, else its own within the profile. */
export function levelOf(settings: Settings, rule: Rule, variant: string, path: string): Level {
  const declared = rule.variants[variant];
  if (!declared) return "off";
  let level: Level | undefined = said(settings.rules, rule.id, variant);
  for (const override of settings.overrides)
    if (override.matches(path)) level = said(override.rules, rule.id, variant) ?? level;
  if (level !== undefined) return level;
  return profiles.indexOf(declared.profile) <= profiles.indexOf(settings.profile) ? declared.severity : "off";
}

function said(rules: RuleSettings, id: string, variant: string): Level | undefined {
  return rules[`${id}/${variant}`]?.level ?? rules[id]?.level;
}

/** True when no file can show any variant of the rule: then it does not run. */
export function isOff(settings: Settings, rule: Rule): boolean {
  const variants = Object.keys(rule.variants);
  const sets = [settings.rules, ...settings.overrides.map((o) => o.rules)];
  return variants.every(
    (variant) =>
      levelOf({ ...settings, overrides: [] }, rule, variant, "") === "off" &&
      sets.slice(1).every((rules) => (said(rules, rule.id, variant) ?? "off") === "off"),
  );
}

/** A rule's options: its defaults with what the configuration says. */
export function optionsOf(settings: Settings, rule: Rule): Readonly<Record<string, unknown>> {
  const options: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(rule.options ?? {})) options[name] = schema.default;
  return { ...options, ...settings.rules[rule.id]?.options };
}
