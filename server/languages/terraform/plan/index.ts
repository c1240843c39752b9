/** A plan of Terraform as a language of its own, with one program: the module that the plan was made of. */
import type { Files } from "../../../core/files.ts";
import type { Language, Root } from "../../../core/language.ts";
import { terraform } from "../index.ts";
import { planProgram } from "./program.ts";
import { readPlan } from "./read-plan.ts";

export { NoPlan } from "./read-plan.ts";

/**
 * The language of one plan. Throws a `NoPlan` for a text that is none.
 *
 * @param path the file of the plan
 * @param folder the folder of the root module that it was made of
 */
export function terraformPlan(path: string, text: string, folder: string): Language {
  const file = { path, text, plan: readPlan(text) };
  const source = terraform();
  const root: Root = { language: source.id, path: folder };
  return {
    id: source.id,
    mayBe: (p) => p === path,
    recognise: (p) => p === path,
    roots: () => [root],
    evaluate: ({ path: of }, files: Files) => planProgram(file, of, files, source),
    ...(source.load && { load: source.load }),
    forget: source.forget,
  };
}
