/** The CDK in Python. */
import type { Language } from "../../../core/language.ts";
import { lower } from "../lowering/lower.ts";
import { cdkLanguage } from "../program.ts";
import { loadTemplates } from "../templates.ts";
import { loadGrammar, type ReadGrammar } from "../tree-sitter/grammar.ts";
import { irWriter } from "../writer/index.ts";
import { pythonIdiom } from "./idiom.ts";
import { pythonLanguage } from "./language.ts";

/** Loads the grammar and gives the language. */
export async function loadPython(read: ReadGrammar): Promise<Language> {
  const source = pythonLanguage(await loadGrammar("python", read));
  return cdkLanguage({ id: "cdk-python", source, lower, writer: irWriter(source, pythonIdiom), loadTemplates });
}
