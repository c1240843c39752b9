/** Every fact, for hovers. */
import type { Fact } from "../../server/core/facts.ts";
import * as lambda from "./lambda.ts";

export const facts: readonly Fact[] = [...Object.values(lambda)];
