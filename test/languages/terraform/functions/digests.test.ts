import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { md5, sha1, sha256, sha512 } from "../../../../server/languages/terraform/functions/digests.ts";

describe("Terraform: hashes", () => {
  for (const [name, digest] of Object.entries({ md5, sha1, sha256, sha512 }))
    it(`works out ${name} as Node does, whatever the length`, () => {
      for (let length = 0; length < 300; length++) {
        const bytes = Uint8Array.from({ length }, (_, i) => (i * i * 7 + length * 13) & 0xff);
        const wanted = createHash(name).update(bytes).digest("hex");
        assert.equal(Buffer.from(digest(bytes)).toString("hex"), wanted, `${length} bytes`);
      }
    });
});
