/**
 * Writes groundrule.schema.json from the rules there are.
 *
 *     node --import tsx scripts/generate-configuration-schema.ts
 */
import { writeFile } from "node:fs/promises";
import { rules } from "../rules/index.ts";
import { configurationSchema } from "../server/workspace/configuration-schema.ts";
import { unusedSuppression } from "../server/workspace/unused-suppressions.ts";

const schema = configurationSchema([...rules, unusedSuppression]);
await writeFile(new URL("../groundrule.schema.json", import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
