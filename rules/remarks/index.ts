/** Everything that hovers say of types and properties. */
import type { Remark } from "../../server/core/facts.ts";
import { facts } from "../facts/index.ts";
import { containers } from "./containers.ts";
import { ec2 } from "./ec2.ts";
import { storage } from "./storage.ts";

/** Remarks that no rule needs, by name. */
export const remarksByName: Readonly<Record<string, Remark>> = { ...ec2, ...storage, ...containers };

/** All, with the numbers that rules use, in the order in which one shows them. */
export const remarks: readonly Remark[] = [...facts, ...Object.values(remarksByName)];
