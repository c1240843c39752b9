/** Turns intents into edits of a template. */

import { disjoint } from "../../core/disjoint-edits.ts";
import { type Expression, type Intent, literal, type Path, type TextEdit, type Writer } from "../../core/fixes.ts";
import type { Program, Resource } from "../../core/resources.ts";
import { contains, sameSpan } from "../../core/span.ts";
import type { Value } from "../../core/values.ts";
import { callOf } from "./calls.ts";
import { encode } from "./edit-encoding.ts";
import { addInput } from "./edit-inputs.ts";
import { isRightInEveryRound, loopsAround } from "./edit-loops.ts";
import { type Edits, edit, endOf, endOfEntry, lineStart, removeStep, rendering, replaceNode } from "./edit-nodes.ts";
import { removeDefault } from "./edit-parameters.ts";
import { writeAt } from "./edit-properties.ts";
import { removeScriptLine, replaceText } from "./edit-scripts.ts";
import { addResource, freeName } from "./edit-sections.ts";
import { holeAt, listParameterOf, replaceHole, replaceListItem } from "./edit-texts.ts";
import { isInCall, isOwn, isShared, locate, type Step } from "./locate.ts";
import { writtenPath } from "./sam/renamed.ts";
import { child, type MappingEntry, type Node, scalarText, type Template } from "./syntax.ts";
import type { NativeResource } from "./template-resources.ts";

export const writer: Writer = {
  write(intents, program) {
    const edits: TextEdit[] = [];
    const names = new Set<string>();
    for (const intent of intents) {
      const made = editsOf(intent, program, names);
      if (!made) return undefined;
      edits.push(...made);
    }
    return isBroken(edits, program) ? undefined : disjoint(edits);
  },
};

/**
 * True where a part of the text that would be written into cannot be read, so that it is not certain what stands
 * where, and where an anchor would go that is used elsewhere.
 */
function isBroken(edits: readonly TextEdit[], program: Program): boolean {
  const chunks = new Set(edits.map((e) => e.span.chunk));
  for (const path of new Set([...chunks].map((c) => c.path))) {
    const template = templateOf(path, program);
    // An included file may be included elsewhere too.
    if (!template) return true;
    for (const { span } of template.shared)
      if (edits.some((e) => contains(e.span, span) && !sameSpan(e.span, span))) return true;
  }
  return program.problems.some((p) => p.severity === "error" && p.span !== undefined && chunks.has(p.span.chunk));
}

function editsOf(intent: Intent, program: Program, names: Set<string>): Edits {
  switch (intent.do) {
    case "replace":
      return replace(intent.value, intent.resource, intent.with, program);
    case "set":
      return set(intent.resource, intent.path, intent.to);
    case "remove":
      return remove(intent.resource, intent.path);
    case "disableRule":
      return disableRule(intent.resource, intent.rule);
    case "snapshotOnDelete":
      return snapshotOnDelete(intent.resource);
    case "encode": {
      const native = nativeOf(intent.resource);
      const steps = ownSteps(intent.resource, intent.path);
      return native && steps && encode(steps, rendering(native.template, intent.resource.module));
    }
    case "removeItem":
      return removeItemOf(intent.resource, intent.value, program);
    case "removeResource":
      return removeResource(intent.resource, program);
    case "addResource": {
      const native = nativeOf(intent.near);
      if (!native) return undefined;
      const near = loopsAround(native.template, native.entry)[0] ?? native.entry;
      const made = { kind: "object", entries: intent.properties } as const;
      if (!isRightInEveryRound(native, undefined, made)) return undefined;
      const name = freeName(native.template, intent.name, names);
      names.add(name);
      return addResource(native.template, near, intent.near.module, name, intent.type, intent.properties);
    }
    case "addInput": {
      return /^[A-Za-z0-9]+$/.test(intent.name) ? addInput(intent.near, intent, program) : undefined;
    }
    case "removeDefault": {
      const template = templateOf(program.root, program);
      return template && removeDefault(intent.value, template, program);
    }
    case "replaceText":
    case "removeScriptLine": {
      const template = templateOf(intent.span.chunk.path, program);
      if (!template) return undefined;
      return intent.do === "replaceText"
        ? replaceText(template, intent.span, intent.text)
        : removeScriptLine(template, intent.span);
    }
  }
}

function nativeOf(resource: Resource): NativeResource | undefined {
  return resource.native as NativeResource | undefined;
}

/** The template of a file: that of any resource in it. */
function templateOf(path: string, program: Program): Template | undefined {
  for (const r of program.resources) {
    const native = nativeOf(r);
    if (native?.template.source.path === path) return native.template;
  }
  return undefined;
}

function replace(value: Value, resource: Resource, to: Expression, program: Program): Edits {
  if (value.kind === "absent" && !value.written) return undefined;
  const template = templateOf(value.origin.span.chunk.path, program);
  const exact = template && locate(template, value.origin.span, true);
  const located = exact ?? (template && holeAt(template, value.origin.span));
  if (!located || !template) return undefined;
  // Where it is meant in several places, only what is right in all of them may be written.
  if (isShared(template, located) && !isConstant(to)) return undefined;
  const native = nativeOf(resource);
  if (native && !isRightInEveryRound(native, located.node, to)) return undefined;
  if (!exact) return replaceHole(located, value.origin.span, to, resource.module, template);
  const parameter = listParameterOf(value, located.node, template);
  if (parameter) return native?.inLoop ? undefined : replaceListItem(value, parameter, to, template);
  const last = located.steps[located.steps.length - 1];
  const entry = last ? ("entry" in last ? last.entry : undefined) : located.root;
  const section = [...template.top.values()].find(
    (e) => e.value.kind === "mapping" && e.value.entries.includes(located.root),
  );
  const around = last?.in ?? section?.value;
  const inFlow = around !== undefined && around.kind !== "scalar" && around.flow;
  return replaceNode(located.node, entry, to, rendering(template, resource.module), inFlow);
}

/** True for a value that means the same everywhere. */
function isConstant(value: Expression): boolean {
  switch (value.kind) {
    case "literal":
      return true;
    case "list":
      return value.items.every(isConstant);
    case "object":
      return Object.values(value.entries).every(isConstant);
    default:
      return false;
  }
}

/** Where a property stands in the text: a transform may have another name for it, or have it elsewhere. */
function stepsTo({ type, writtenAt }: NativeResource, path: Path): Path | undefined {
  if (writtenAt?.properties.includes(String(path[0]))) return [...writtenAt.path, ...path];
  return writtenPath(type, path);
}

function set(resource: Resource, path: Path, to: Expression): Edits {
  const native = nativeOf(resource);
  const steps = native && stepsTo(native, path);
  if (!native || !steps || steps.length === 0) return undefined;
  const there = ["Properties", ...steps].reduce<Node | undefined>(
    (node, step) =>
      typeof step === "number" ? (node?.kind === "sequence" ? node.items[step] : undefined) : child(node, step),
    native.entry.value,
  );
  if (!isRightInEveryRound(native, there, to)) return undefined;
  return writeAt(native, resource.module, ["Properties", ...steps], to);
}

/** Adds a rule to those that the resource's metadata switches off. */
function disableRule(resource: Resource, rule: string): Edits {
  const native = nativeOf(resource);
  if (!native) return undefined;
  const steps = ["Metadata", "groundrule", "disable"];
  const written = steps.reduce<Node | undefined>((node, step) => child(node, step), native.entry.value);
  const nodes = written?.kind === "sequence" ? written.items : written ? [written] : [];
  const rules = nodes.map((n) => (n.tag === undefined ? scalarText(n) : undefined));
  if (rules.includes(undefined)) return undefined;
  const items = [...(rules as string[]), rule].map((value) => ({ kind: "literal" as const, value }));
  return writeAt(native, resource.module, steps, { kind: "list", items });
}

function snapshotOnDelete(resource: Resource): Edits {
  const native = nativeOf(resource);
  const policy = literal("Snapshot");
  if (!native || !isRightInEveryRound(native, undefined, policy)) return undefined;
  const edits = ["DeletionPolicy", "UpdateReplacePolicy"].map((name) =>
    writeAt(native, resource.module, [name], policy),
  );
  return edits.every((e) => e !== undefined) ? edits.flat() : undefined;
}

function remove(resource: Resource, path: Path): Edits {
  const native = nativeOf(resource);
  const steps = ownSteps(resource, path);
  return native && steps && removeStep({ node: native.entry.value, root: native.entry, steps }, steps.length - 1);
}

/** The steps to a property that is written out in its resource, for all that is made of it in the same way. */
function ownSteps(resource: Resource, path: Path): readonly Step[] | undefined {
  const native = nativeOf(resource);
  const written = native && stepsTo(native, path);
  if (!native || !written || written.length === 0) return undefined;
  const steps: Step[] = [];
  let node: Node = native.entry.value;
  for (const step of ["Properties", ...written]) {
    if (callOf(node) || native.template.shared.includes(node)) return undefined;
    if (typeof step === "number") {
      if (node.kind !== "sequence" || !node.items[step]) return undefined;
      steps.push({ in: node, index: step });
      node = node.items[step];
    } else {
      const entry: MappingEntry | undefined =
        node.kind === "mapping" ? node.entries.find((e) => e.key === step) : undefined;
      if (!entry || node.kind !== "mapping" || !isOwn(node, entry)) return undefined;
      steps.push({ in: node, entry });
      node = entry.value;
    }
  }
  if (!isRightInEveryRound(native, node, literal(""))) return undefined;
  return steps;
}

function removeItemOf(resource: Resource, value: Value, program: Program): Edits {
  const template = templateOf(value.origin.span.chunk.path, program);
  const located = template && (locate(template, value.origin.span, true) ?? locate(template, value.origin.span, false));
  if (!located || isShared(template!, located)) return undefined;
  const parameter = listParameterOf(value, located.node, template!);
  if (parameter)
    return nativeOf(resource)?.inLoop ? undefined : replaceListItem(value, parameter, undefined, template!);
  for (let i = located.steps.length - 1; i >= 0; i--) {
    const step = located.steps[i]!;
    if (isInCall(step)) return undefined;
    if ("index" in step) {
      const native = nativeOf(resource);
      const isRight = !native || isRightInEveryRound(native, step.in.items[step.index], literal(""));
      return isRight ? removeStep(located, i) : undefined;
    }
  }
  // No list is around it: one object stands where a list may, or the resource is all that it is.
  const property = located.steps.findIndex((s) => "entry" in s && s.entry.key === "Properties") + 1;
  const holder = located.steps[property];
  if (property > 0 && holder && "entry" in holder && holder.entry.value.kind === "mapping")
    return removeStep(located, property);
  return removeResource(resource, program);
}

/** Removes a resource that nothing else names. */
function removeResource(resource: Resource, program: Program): Edits {
  const native = nativeOf(resource);
  if (!native || native.inLoop) return undefined;
  const { template, entry } = native;
  const entries = template.sections.get("Resources") ?? [];
  if (entries.length < 2 || !entries.includes(entry)) return undefined;
  const { chunk } = entry.keySpan;
  const end = endOfEntry(entry);
  const name = new RegExp(`(?<![A-Za-z0-9])${entry.key.replace(/\W/g, "\\$&")}(?![A-Za-z0-9])`);
  const base = template.source.chunkOffset(chunk);
  if (base === undefined || program.resources.length < 2) return undefined;
  const { text } = template.source;
  if (name.test(text.slice(0, base + entry.keySpan.start)) || name.test(text.slice(base + end))) return undefined;
  return template.format === "json" ? removeJsonEntry(template, entry, entries) : removeYamlEntry(entry, end);
}

function removeYamlEntry(entry: MappingEntry, end: number): Edits {
  const { chunk, start } = entry.keySpan;
  const { text } = chunk;
  const line = lineStart(text, start);
  if (text.slice(line, start).trim() !== "") return undefined;
  const behind = text.indexOf("\n", end);
  let to = behind < 0 ? text.length : behind + 1;
  // One of the blank lines around it goes too.
  const blank = /^[ \t]*\r?\n/.exec(text.slice(to));
  if (blank && (line === 0 || /\n[ \t]*\r?\n$/.test(text.slice(0, line)))) to += blank[0].length;
  return [edit(chunk, line, to, "")];
}

function removeJsonEntry(template: Template, entry: MappingEntry, entries: readonly MappingEntry[]): Edits {
  const i = entries.indexOf(entry);
  const { chunk, start } = entry.keySpan;
  const next = entries[i + 1];
  const previous = entries[i - 1];
  const { source } = template;
  const base = source.chunkOffset(chunk)!;
  if (next) {
    const behind = /^\s*,/.exec(chunk.text.slice(endOf(entry.value)));
    const to = endOf(entry.value) + (behind?.[0].length ?? 0);
    const gap = /\s*$/.exec(source.text.slice(0, base + start))![0].length;
    const from = Math.max(0, start - gap);
    return behind ? [edit(chunk, from, to, "")] : undefined;
  }
  if (!previous) return undefined;
  // The comma behind the entry before goes with the last entry.
  const comma = /^\s*,/.exec(previous.keySpan.chunk.text.slice(endOf(previous.value)));
  if (!comma) return undefined;
  const at = endOf(previous.value);
  const gap = /\s*$/.exec(chunk.text.slice(0, start))![0].length;
  const edits = [edit(previous.keySpan.chunk, at, at + comma[0].length, "")];
  edits.push(edit(chunk, start - gap, endOf(entry.value), ""));
  return edits;
}
