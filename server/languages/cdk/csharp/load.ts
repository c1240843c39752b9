/** The CDK in C#, loaded when the first file of it is met. */
import type { Language } from "../../../core/language.ts";
import { lower } from "../lowering/lower.ts";
import { cdkLanguage } from "../program.ts";
import { loadTemplates } from "../templates.ts";
import { loadGrammar, type ReadGrammar } from "../tree-sitter/grammar.ts";
import { irWriter } from "../writer/index.ts";
import { csharpIdiom } from "./idiom.ts";
import { csharpLanguage } from "./language.ts";

/** Loads the grammar and gives the language. */
export async function loadCsharp(read: ReadGrammar): Promise<Language> {
  const source = csharpLanguage(await loadGrammar("c-sharp", read));
  return cdkLanguage({ id: "cdk-csharp", source, lower, writer: irWriter(source, csharpIdiom), loadTemplates });
}
