/** The language server's entry, over whatever transport its arguments name. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { makePages } from "../pages.ts";
import { product } from "../product.ts";
import { Linter } from "../workspace/linter.ts";
import { nodeFiles } from "../workspace/node-files.ts";
import { serve } from "./server.ts";

/** Serves the client at the other end of this process's transport (`--stdio`, `--node-ipc`, …). */
export function startServer(): void {
  const pages = makePages();
  serve(
    createConnection(ProposedFeatures.all),
    (folders, { profile }, onFault) =>
      new Linter({
        product,
        fileSystem: nodeFiles(),
        folders,
        today: new Date().toISOString().slice(0, 10),
        onFault,
        ...(profile && { profile }),
      }),
    {
      rules: () => product.rules(),
      remarks: async () => (await import("../../rules/remarks/index.ts")).remarks,
      page: (id) => pages.page(id),
    },
  );
}
