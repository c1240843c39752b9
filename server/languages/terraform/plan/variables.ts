/** The variables that a plan was made with, as a tfvars file that Terraform would read last. */
import { baseName, type Files, folderOf } from "../../../core/files.ts";
import { isObject, type Json, type Plan } from "./read-plan.ts";

const NAME = "~plan.auto.tfvars.json";

/** True for a file that Terraform reads variables from by itself. */
export function isAssignments(name: string): boolean {
  return /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/.test(name);
}

/** The path of the file, which is on no disk. */
export function variablesFile(folder: string): string {
  return `${folder === "/" ? "" : folder}/${NAME}`;
}

/**
 * The files, and among them the variables of a plan.
 *
 * @param assigned whether a file assigns variables too: else a default is left to where it is written
 */
export function withVariables(files: Files, folder: string, plan: Plan, assigned: boolean): Files {
  const file = variablesFile(folder);
  const variables = Object.entries(plan.variables).filter(
    ([name, value]) =>
      assigned || !Object.hasOwn(plan.defaults, name) || JSON.stringify(plan.defaults[name]) !== JSON.stringify(value),
  );
  const text = JSON.stringify(Object.fromEntries(variables.map(([name, value]) => [name, verbatim(value, 0)])));
  return {
    read: (path) => (path === file ? { text } : files.read(path)),
    list(of) {
      const names = files.list(of);
      return of !== folderOf(file) || typeof names === "string" ? names : [...names, baseName(file)];
    },
  };
}

/** A value whose strings are no templates. */
function verbatim(value: Json, depth: number): Json {
  if (depth > 200) return null;
  if (typeof value === "string") return value.replace(/([$%])\{/g, "$1$1{");
  if (Array.isArray(value)) return (value as readonly Json[]).map((v) => verbatim(v, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, verbatim(v, depth + 1)]));
}
