/** The CDK in Java, loaded when the first file of it is met. */
import type { Language } from "../../../core/language.ts";
import { lower } from "../lowering/lower.ts";
import { cdkLanguage } from "../program.ts";
import { loadTemplates } from "../templates.ts";
import { loadGrammar, type ReadGrammar } from "../tree-sitter/grammar.ts";
import { irWriter } from "../writer/index.ts";
import { javaIdiom } from "./idiom.ts";
import { javaLanguage } from "./language.ts";

/** Loads the grammar and gives the language. */
export async function loadJava(read: ReadGrammar): Promise<Language> {
  const source = javaLanguage(await loadGrammar("java", read));
  return cdkLanguage({ id: "cdk-java", source, lower, writer: irWriter(source, javaIdiom), loadTemplates });
}
