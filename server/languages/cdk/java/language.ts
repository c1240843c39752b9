/** Java as a language of CDK apps. */
import type { SourceLanguage } from "../source-language.ts";
import type { Grammar } from "../tree-sitter/grammar.ts";
import { tolerant } from "../tree-sitter/repair.ts";
import { javaDialect } from "./dialect.ts";
import { entriesOf } from "./entries.ts";
import { javaFiles } from "./files.ts";
import { readModule } from "./front-end.ts";

export function javaLanguage(grammar: Grammar): SourceLanguage {
  const reader = tolerant(grammar);
  return {
    files: javaFiles,
    dialect: javaDialect,
    parse: (chunk) => readModule(reader, chunk),
    forget() {},
    entriesOf,
  };
}
