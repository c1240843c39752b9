/** Go as a language of CDK apps. */
import type { SourceLanguage } from "../source-language.ts";
import type { Grammar } from "../tree-sitter/grammar.ts";
import { goDialect } from "./dialect.ts";
import { goFiles } from "./files.ts";
import { readModule } from "./front-end.ts";
import { entriesOf, forgetHead } from "./project.ts";

export function goLanguage(grammar: Grammar): SourceLanguage {
  return {
    files: goFiles,
    dialect: goDialect,
    parse: (chunk) => readModule(grammar, chunk),
    forget: forgetHead,
    entriesOf,
  };
}
