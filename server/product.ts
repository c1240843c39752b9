/** Groundrule as it is shipped: its languages, readers and rules, each loaded when it is first needed. */
import type { Language } from "./core/language.ts";
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
  ],
  rules: async () => (await import("../rules/index.ts")).rules,
  readScript: async () => (await import("./languages/shell/index.ts")).readScript,
  readDocument: async () => (await import("./languages/documents/index.ts")).readDocument,
};
