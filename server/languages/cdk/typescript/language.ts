/** TypeScript and JavaScript as a language of CDK apps. */
import type { SourceLanguage } from "../source-language.ts";
import { typescriptDialect } from "./dialect.ts";
import { entryOf, typescriptFiles } from "./files.ts";
import { readModule } from "./front-end.ts";
import type { TypeScript } from "./parser.ts";
import { SyntaxTrees } from "./reparse.ts";

export function typescriptLanguage(typescript: TypeScript): SourceLanguage {
  const trees = new SyntaxTrees(typescript);
  return {
    files: typescriptFiles,
    dialect: typescriptDialect,
    parse: (chunk) => readModule(typescript, chunk, trees),
    forget: (path) => trees.forget(path),
    entriesOf: (app) => entryOf(app),
  };
}
