/**
 * Writes docs/rules.md and docs/notes-coverage.md.
 *
 *     npx tsx scripts/generate-rule-docs.ts
 */
import { writeFile } from "node:fs/promises";
import { ruleDocs } from "./rule-docs.ts";

for (const [path, text] of await ruleDocs()) await writeFile(new URL(`../${path}`, import.meta.url), text);
