/** Adds an input: a parameter, and through nested stacks one of each parent, which hands it in. */
import { input, type TextEdit } from "../../core/fixes.ts";
import type { Program, Resource } from "../../core/resources.ts";
import type { Edits } from "./edit-nodes.ts";
import { writeAt } from "./edit-properties.ts";
import { addParameter } from "./edit-sections.ts";
import { isModule } from "./modules.ts";
import { isEnteredElsewhere } from "./parents.ts";
import type { Template } from "./syntax.ts";
import type { NativeResource } from "./template-resources.ts";

/** How many stacks may lie in each other. */
const DEEPEST = 6;

export interface NewInput {
  readonly name: string;
  readonly description: string;
  readonly type: "string" | "number";
}

/** Adds an input that a resource can refer to. */
export function addInput(near: Resource, asked: NewInput, program: Program): Edits {
  const edits = new Map<string, readonly TextEdit[]>();
  return declare(near, asked, program, edits, 0) ? [...edits.values()].flat() : undefined;
}

function declare(
  near: Resource,
  asked: NewInput,
  program: Program,
  edits: Map<string, readonly TextEdit[]>,
  depth: number,
): boolean {
  const template = nativeOf(near)?.template;
  if (!template || depth > DEEPEST) return false;
  const { path } = template.source;
  if (edits.has(path)) return true;
  const isThere = template.sections.get("Parameters")?.some((e) => e.key === asked.name) === true;
  // One that is there is handed in already, or has a default.
  const own = addParameter(template, asked.name, asked.description, asked.type);
  if (!own) return false;
  edits.set(path, own);
  return isThere || stacksOf(near, template, program).every((stack) => handIn(stack, asked, program, edits, depth));
}

/** Hands the input of a parent in to one of its nested stacks. */
function handIn(
  stack: Resource | "unknown",
  asked: NewInput,
  program: Program,
  edits: Map<string, readonly TextEdit[]>,
  depth: number,
): boolean {
  const native = stack === "unknown" ? undefined : nativeOf(stack);
  if (stack === "unknown" || !native || native.inLoop) return false;
  const path = isModule(stack.type) ? ["Properties", asked.name] : ["Properties", "Parameters", asked.name];
  const own = writeAt(native, stack.module, path, input(asked.name));
  if (!own) return false;
  edits.set(`${native.template.source.path}#${stack.address}`, own);
  return declare(stack, asked, program, edits, depth + 1);
}

/** The nested stacks that a template is entered by; "unknown" where another program enters it too. */
function stacksOf(near: Resource, template: Template, program: Program): (Resource | "unknown")[] {
  const { path } = template.source;
  const modules = new Set([near.module]);
  for (const r of program.resources) if (nativeOf(r)?.template.source.path === path) modules.add(r.module);
  modules.delete("");
  if (modules.size === 0) return [];
  if (isEnteredElsewhere(path, program)) return ["unknown"];
  return [...modules].map((m) => program.resources.find((r) => r.address === m) ?? "unknown");
}

function nativeOf(resource: Resource): NativeResource | undefined {
  return resource.native as NativeResource | undefined;
}
