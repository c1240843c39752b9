/** The CDK in TypeScript and JavaScript. */
import type { Language } from "../../core/language.ts";
import { lower } from "./lowering/lower.ts";
import { cdkLanguage } from "./program.ts";
import { loadTemplates } from "./templates.ts";
import { typescriptLanguage } from "./typescript/language.ts";
import { loadTypeScript } from "./typescript/parser.ts";
import { typescriptWriter } from "./typescript/writer/index.ts";

/** Loads the parser and gives the language. */
export async function loadCdk(): Promise<Language> {
  const typescript = await loadTypeScript();
  return cdkLanguage({
    id: "cdk",
    source: typescriptLanguage(typescript),
    lower,
    writer: typescriptWriter(typescript),
    loadTemplates,
  });
}
