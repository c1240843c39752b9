/** Python as a language of CDK apps. */
import type { SourceLanguage } from "../source-language.ts";
import type { Grammar } from "../tree-sitter/grammar.ts";
import { pythonDialect } from "./dialect.ts";
import { entriesOf, pythonFiles } from "./files.ts";
import { readModule } from "./front-end.ts";

export function pythonLanguage(grammar: Grammar): SourceLanguage {
  return {
    files: pythonFiles,
    dialect: pythonDialect,
    parse: (chunk) => readModule(grammar, chunk),
    forget: () => {},
    entriesOf,
  };
}
