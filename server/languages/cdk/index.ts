/** The CDK in TypeScript and JavaScript. */
import type { Language } from "../../core/language.ts";
import type { Evaluation } from "./constructs.ts";
import { cdkLanguage, type Lowered } from "./program.ts";
import { loadTypeScript } from "./typescript/parser.ts";

/** Loads the parser and gives the language. */
export async function loadCdk(): Promise<Language> {
  // Until lowering/ and the writer are joined here, every construct counts as one that is not modelled.
  return cdkLanguage({ typescript: await loadTypeScript(), lower: unmodelled, writer: { write: () => undefined } });
}

function unmodelled({ constructs }: Evaluation): Lowered {
  return {
    resources: [],
    open: [...new Set(constructs.map((c) => `${c.fqn} is not modelled`))],
    escaped: new Set(),
  };
}
