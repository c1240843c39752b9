/** Groundrule as it is shipped: its languages, readers and rules, each loaded when it is first needed. */
import type { Language } from "./core/language.ts";
import { readGrammar } from "./grammars.ts";
import { csharpFiles } from "./languages/cdk/csharp/files.ts";
import { goFiles } from "./languages/cdk/go/files.ts";
import { javaFiles } from "./languages/cdk/java/files.ts";
import { pythonFiles } from "./languages/cdk/python/files.ts";
import { recogniser } from "./languages/cdk/recognise.ts";
import { typescriptFiles } from "./languages/cdk/typescript/files.ts";
import * as cloudformationFiles from "./languages/cloudformation/recognise.ts";
import * as terraformFiles from "./languages/terraform/recognise.ts";
import type { Product } from "./workspace/product.ts";

export const product: Product = {
  languages: [
    {
      id: "cloudformation",
      ...cloudformationFiles,
      load: async (): Promise<Language> => (await import("./languages/cloudformation/index.ts")).cloudformation(),
    },
    {
      id: "terraform",
      ...terraformFiles,
      load: async (): Promise<Language> => (await import("./languages/terraform/index.ts")).terraform(),
    },
    {
      id: "cdk",
      ...recogniser(typescriptFiles),
      load: async (): Promise<Language> => (await import("./languages/cdk/index.ts")).loadCdk(),
    },
    {
      id: "cdk-python",
      ...recogniser(pythonFiles),
      load: async (): Promise<Language> => (await import("./languages/cdk/python/load.ts")).loadPython(readGrammar),
    },
    {
      id: "cdk-java",
      ...recogniser(javaFiles),
      load: async (): Promise<Language> => (await import("./languages/cdk/java/load.ts")).loadJava(readGrammar),
    },
    {
      id: "cdk-csharp",
      ...recogniser(csharpFiles),
      load: async (): Promise<Language> => (await import("./languages/cdk/csharp/load.ts")).loadCsharp(readGrammar),
    },
    {
      id: "cdk-go",
      ...recogniser(goFiles),
      load: async (): Promise<Language> => (await import("./languages/cdk/go/load.ts")).loadGo(readGrammar),
    },
  ],
  rules: async () => (await import("../rules/index.ts")).rules,
  readScript: async () => (await import("./languages/shell/index.ts")).readScript,
  readDocument: async () => (await import("./languages/documents/index.ts")).readDocument,
};
