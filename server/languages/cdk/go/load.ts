/** The CDK in Go. */
import type { Language } from "../../../core/language.ts";
import { lower } from "../lowering/lower.ts";
import { cdkLanguage } from "../program.ts";
import { loadTemplates } from "../templates.ts";
import { loadGrammar, type ReadGrammar } from "../tree-sitter/grammar.ts";
import { irWriter } from "../writer/index.ts";
import { goIdiom } from "./idiom.ts";
import { goLanguage } from "./language.ts";

/** Loads the parser and gives the language. */
export async function loadGo(read: ReadGrammar): Promise<Language> {
  const source = goLanguage(await loadGrammar("go", read));
  return cdkLanguage({ id: "cdk-go", source, lower, writer: irWriter(source, goIdiom), loadTemplates });
}
