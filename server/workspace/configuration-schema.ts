/** The JSON Schema of a configuration, for editors: which settings and rules there are. */
import { profiles, type Rule } from "../core/rules.ts";

export function configurationSchema(rules: readonly Rule[]): object {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const globs = { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Groundrule configuration",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      extends: {
        description: "The profile that counts where nothing else is said.",
        enum: profiles,
        default: "recommended",
      },
      rules: { $ref: "#/definitions/rules" },
      overrides: {
        description: "Other levels for some files; the last one that matches wins.",
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["files"],
          properties: { files: globs, rules: { $ref: "#/definitions/rules" } },
        },
      },
      ignore: { description: "Files and folders that are left alone.", ...globs },
      deployments: {
        description: "Real inputs: parameters and a region that are deployed with.",
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          properties: {
            name: { type: "string" },
            files: {
              description: "The templates or modules that are deployed so; all where it is left out.",
              ...globs,
            },
            region: { type: "string", examples: ["eu-west-1"] },
            parameters: {
              description: "Parameters or variables and their values; a value may be a list or a mapping.",
              type: "object",
            },
            tfvars: {
              description: "Terraform's files of variables, as -var-file names them; paths from this file's folder.",
              ...globs,
            },
            workspace: { description: "The workspace that terraform.workspace names.", type: "string" },
          },
        },
      },
    },
    definitions: {
      level: { enum: ["off", "info", "warning", "error"] },
      rules: {
        description: "A rule, or a variant of it, to a level or to [level, options].",
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(sorted.flatMap(ruleEntries)),
      },
    },
  };
}

function ruleEntries(rule: Rule): [string, object][] {
  const variants = Object.keys(rule.variants);
  const setting = { description: `${rule.title}.`, anyOf: [{ $ref: "#/definitions/level" }, withOptions(rule)] };
  const variant = { description: `${rule.title}.`, $ref: "#/definitions/level" };
  return [[rule.id, setting], ...variants.map((v): [string, object] => [`${rule.id}/${v}`, variant])];
}

function withOptions(rule: Rule): object {
  const options = Object.entries(rule.options ?? {}).map(([name, { description, default: value }]) => [
    name,
    Array.isArray(value)
      ? { description, type: "array", items: { type: "string" }, default: value }
      : { description, type: typeof value, default: value },
  ]);
  return {
    type: "array",
    minItems: 1,
    maxItems: 2,
    items: [
      { $ref: "#/definitions/level" },
      { type: "object", additionalProperties: false, properties: Object.fromEntries(options) },
    ],
  };
}
