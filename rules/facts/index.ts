/** Every fact, for hovers, in the order in which one shows them. */
import type { Fact } from "../../server/core/facts.ts";
import { leastMemory, managedMemory, managedTimeout, memory, timeout } from "./lambda.ts";
import { userDataSize } from "./user-data.ts";

export const facts: readonly Fact[] = [timeout, managedTimeout, leastMemory, memory, managedMemory, userDataSize];
