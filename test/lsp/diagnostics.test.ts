import assert from "node:assert/strict";
import { CancellationTokenSource, LSPErrorCodes, type ResponseError } from "vscode-languageserver/node";
import { pullDiagnostics } from "../../server/lsp/diagnostics.ts";
import type { Session } from "../../server/lsp/session.ts";

describe("a client that asks for diagnostics", () => {
  it("is not told that there are none when it takes its question back", async () => {
    const source = new CancellationTokenSource();
    const session = {
      knowledge: { rules: async () => [] },
      async report(_uri: string, cancelled: () => boolean) {
        source.cancel();
        assert.equal(cancelled(), true);
        return undefined;
      },
    } as unknown as Session;
    const answer = pullDiagnostics(session)({ textDocument: { uri: "file:///a.tf" } }, source.token);
    await assert.rejects(answer, (error: ResponseError<void>) => error.code === LSPErrorCodes.RequestCancelled);
  });
});
