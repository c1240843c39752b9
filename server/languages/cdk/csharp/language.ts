/** C# as a language of CDK apps. */
import type { SourceLanguage } from "../source-language.ts";
import type { Grammar } from "../tree-sitter/grammar.ts";
import { tolerant } from "../tree-sitter/repair.ts";
import { csharpDialect } from "./dialect.ts";
import { entriesOf } from "./entries.ts";
import { csharpFiles } from "./files.ts";
import { readModule } from "./front-end.ts";

export function csharpLanguage(grammar: Grammar): SourceLanguage {
  const reader = tolerant(grammar);
  return {
    files: csharpFiles,
    dialect: csharpDialect,
    parse: (chunk) => readModule(reader, chunk),
    forget() {},
    entriesOf,
  };
}
