import assert from "node:assert/strict";
import { pathOf, uriOf } from "../../server/lsp/uris.ts";

describe("uris", () => {
  const pairs: [string, string][] = [
    ["file:///home/me/main.tf", "/home/me/main.tf"],
    ["file:///home/me/a%20b/%23.yaml", "/home/me/a b/#.yaml"],
    ["file:///c%3A/code/main.tf", "/c:/code/main.tf"],
    ["file://server/share/main.tf", "//server/share/main.tf"],
    ["untitled:Untitled-1", "/untitled:/Untitled-1"],
    ["vscode-vfs://github/org/repo/main.tf", "/vscode-vfs:github/org/repo/main.tf"],
  ];
  for (const [uri, path] of pairs)
    it(uri, () => {
      assert.equal(pathOf(uri), path);
      assert.equal(uriOf(path), uri);
    });

  it("takes a lone percent sign for itself", () => assert.equal(pathOf("file:///100%/a"), "/100%/a"));
});
