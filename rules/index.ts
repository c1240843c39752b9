/** Every rule, in the order in which they run. */
import type { Rule } from "../server/core/rules.ts";
import ebsAzMismatch from "./ebs/az-mismatch.ts";
import lambdaMemory from "./lambda/memory.ts";
import lambdaTimeout from "./lambda/timeout.ts";
import route53CnameApex from "./route53/cname-apex.ts";
import sgAllPorts from "./security-groups/all-ports-open-to-world.ts";
import sgRdp from "./security-groups/rdp-open-to-world.ts";
import sgSsh from "./security-groups/ssh-open-to-world.ts";
import userDataAwsConfigure from "./user-data/aws-configure.ts";

export const rules: readonly Rule[] = [
  ebsAzMismatch,
  userDataAwsConfigure,
  lambdaMemory,
  lambdaTimeout,
  route53CnameApex,
  sgAllPorts,
  sgRdp,
  sgSsh,
] as readonly Rule[];
