/**
 * What the lowering says of a source, held against what CDK itself makes of the same text. Every value that the
 * lowering claims to know must stand in the template, and what it claims to be missing must not.
 */
import { memoryFiles } from "../../../../server/core/files.ts";
import { alternatives } from "../../../../server/core/lookup.ts";
import type { Program, Resource } from "../../../../server/core/resources.ts";
import type { Piece, Value } from "../../../../server/core/values.ts";
import { lower } from "../../../../server/languages/cdk/lowering/lower.ts";
import { cdkLanguage } from "../../../../server/languages/cdk/program.ts";
import { typescriptLanguage } from "../../../../server/languages/cdk/typescript/language.ts";
import { loadTypeScript } from "../../../../server/languages/cdk/typescript/parser.ts";
import { type SynthesizedResource, type SynthesizedStack, synthesize } from "./synthesize.ts";

const typescript = await loadTypeScript();

export interface Comparison {
  /** Where the lowering is wrong, one line each. */
  readonly wrong: readonly string[];
  /** The resources of a modelled type that CDK makes and the lowering does not have. */
  readonly lacking: readonly string[];
  /** How many scalars and absences were held against the template. */
  readonly compared: number;
}

/** The program that a source is lowered to. */
export function lowered(source: string): Program {
  const language = cdkLanguage({
    id: "cdk",
    source: typescriptLanguage(typescript),
    lower,
    writer: { write: () => undefined },
  });
  return language.evaluate({ language: "cdk", path: "/app.ts" }, memoryFiles({ "/app.ts": source }));
}

interface Made {
  readonly id: string;
  readonly path: string;
  readonly resource: SynthesizedResource;
}

function madeBy(stacks: readonly SynthesizedStack[]): Made[] {
  return stacks.flatMap(({ template }) =>
    Object.entries(template.Resources ?? {}).map(([id, resource]) => ({
      id,
      path: String(resource.Metadata?.["aws:cdk:path"] ?? ""),
      resource,
    })),
  );
}

/** The paths by which CDK may know the resource of a construct. */
function candidates(address: string): string[] {
  const ends = ["", "/Resource", "/Resource/Resource", "/LaunchConfig", "/Subnet", "/Service", "/ASG"];
  // Some constructs give their resource their own id.
  ends.push(address.slice(address.lastIndexOf("/")));
  const under = ends.map((end) => address + end);
  const group = /^(.*)\/SecurityGroup$/.exec(address)?.[1];
  return group === undefined
    ? under
    : [
        ...under,
        ...["InstanceSecurityGroup", "Resource/InstanceSecurityGroup", "EfsSecurityGroup"].map(
          (name) => `${group}/${name}/Resource`,
        ),
      ];
}

/** Whether a path is below what CDK calls the group at an address. */
function isBelow(path: string, group: string): boolean {
  return candidates(group).some((at) => path.startsWith(`${at.replace(/\/Resource$/, "")}/`));
}

export function compared(source: string): Comparison {
  const program = lowered(source);
  const made = madeBy(synthesize(source));
  const wrong: string[] = [];
  const found = new Map<Resource, Made>();
  const counter = { n: 0 };
  const taken = new Set<Made>();
  for (const resource of program.resources) {
    if (resource.mode !== "managed") continue;
    const paths = candidates(resource.address);
    const group = /\/rule \d+ of (.*)$/.exec(resource.address)?.[1];
    const ofType = made.filter((m) => m.resource.Type === resource.type && !taken.has(m));
    const same =
      group === undefined
        ? (ofType.find((m) => paths.includes(m.path)) ?? (ofType.length === 1 ? ofType[0] : undefined))
        : ofType.find((m) => isBelow(m.path, group) && mismatches(resource, m, made, { n: 0 }).length === 0);
    if (!same) wrong.push(`${resource.type} ${resource.address} is not in the template`);
    else {
      found.set(resource, same);
      taken.add(same);
    }
  }
  for (const [resource, m] of found) wrong.push(...mismatches(resource, m, made, counter));
  const types = new Set(program.resources.map((r) => r.type));
  const lacking = made
    .filter((m) => types.has(m.resource.Type) && !taken.has(m))
    .map((m) => `${m.resource.Type} ${m.path}`);
  return { wrong, lacking, compared: counter.n };
}

function mismatches(resource: Resource, m: Made, made: readonly Made[], counter: { n: number }): string[] {
  const wrong: string[] = [];
  compareValue(resource.properties, m.resource.Properties ?? {}, resource.address, { made, wrong, counter, resource });
  return wrong;
}

interface Comparing {
  readonly made: readonly Made[];
  readonly wrong: string[];
  readonly counter: { n: number };
  readonly resource: Resource;
}

function compareValue(value: Value, real: unknown, at: string, context: Comparing): void {
  const { wrong, counter } = context;
  const differs = (said: unknown) => wrong.push(`${at}: said ${JSON.stringify(said)}, is ${JSON.stringify(real)}`);
  switch (value.kind) {
    case "unknown":
      if (value.madeFrom?.by === "base64") compareValue(value.madeFrom.value, field(real, "Fn::Base64"), at, context);
      return;
    case "scalar":
      counter.n++;
      if (String(real) !== String(value.value) || (typeof real === "object" && real !== null)) differs(value.value);
      return;
    case "absent":
      // Of what may be changed by something unknown nothing follows.
      if (!value.written && !context.resource.closed) return;
      counter.n++;
      if (real !== undefined) differs("nothing");
      return;
    case "list": {
      if (real === undefined && value.items.length === 0) return;
      if (!Array.isArray(real)) {
        differs(`a list of ${value.items.length}`);
        return;
      }
      if (value.closed && real.length !== value.items.length) differs(`a list of ${value.items.length}`);
      value.items.forEach((item, i) => {
        compareValue(item, real[i], `${at}[${i}]`, context);
      });
      return;
    }
    case "object":
      for (const [key, entry] of value.entries) compareValue(entry.value, field(real, key), `${at}.${key}`, context);
      if (value.closed && typeof real === "object" && real !== null)
        for (const key of Object.keys(real)) if (!value.entries.has(key)) wrong.push(`${at}.${key}: not said at all`);
      return;
    case "reference": {
      const target = referenceIn(real);
      const there = context.made.find((m) => m.id === target?.id);
      if (!there) return;
      counter.n++;
      if (!candidates(value.target).includes(there.path) || target?.attribute !== value.attribute)
        differs(`${value.target}.${value.attribute ?? "Ref"}`);
      return;
    }
    case "text":
      counter.n++;
      if (!pattern(value.parts).test(flat(real)))
        differs(value.parts.map((p) => (p.kind === "piece" ? p.text : "…")).join(""));
      return;
    case "choice": {
      const fits = alternatives(value).some((a) => {
        const tried: string[] = [];
        compareValue(a.value, real, at, { ...context, wrong: tried });
        return tried.length === 0;
      });
      if (!fits) differs("one of several");
    }
  }
}

function field(real: unknown, key: string): unknown {
  return typeof real === "object" && real !== null ? (real as Record<string, unknown>)[key] : undefined;
}

function referenceIn(real: unknown): { id: string; attribute: string | undefined } | undefined {
  const ref = field(real, "Ref");
  if (typeof ref === "string") return { id: ref, attribute: undefined };
  const attribute = field(real, "Fn::GetAtt");
  return Array.isArray(attribute) ? { id: String(attribute[0]), attribute: String(attribute[1]) } : undefined;
}

function pattern(parts: readonly (Piece | Value)[]): RegExp {
  const source = parts.map((p) => (p.kind === "piece" ? p.text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : "[\\s\\S]*?"));
  return new RegExp(`^${source.join("")}$`);
}

/** The text that a template puts together, with its references named. */
function flat(real: unknown): string {
  if (typeof real !== "object" || real === null) return String(real);
  const joined = field(real, "Fn::Join");
  return Array.isArray(joined) && Array.isArray(joined[1])
    ? joined[1].map(flat).join(String(joined[0]))
    : JSON.stringify(real);
}
