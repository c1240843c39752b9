/** How an evaluation ends without a value: Terraform would refuse it, or what it needs is not known. */
import { type Origin, type Unknown, unknown, type Value } from "../../../core/values.ts";

/** An expression that Terraform refuses: `try` goes on to its next argument. To everyone else it is unknown. */
export interface Failure extends Unknown {
  readonly failed: true;
}

export function fails(reason: string, origin: Origin): Failure {
  return { ...unknown(reason, origin), failed: true };
}

/** True when Terraform certainly refuses the expression that this came from. */
export function hasFailed(value: Value): value is Failure {
  return value.kind === "unknown" && (value as Partial<Failure>).failed === true;
}

/** Thrown inside a function: Terraform refuses these arguments. */
export class Refused {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Thrown inside a function: the answer hangs on something that is not known. */
export class NotKnown {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Why a value is not known, for a person. */
export function reasonOf(value: Value): string {
  switch (value.kind) {
    case "unknown":
      return value.reason;
    case "reference":
      return `${value.attribute === undefined ? value.target : `${value.target}.${value.attribute}`} is known after it was made`;
    case "choice":
      return "it depends on a condition";
    default:
      return "a part of it is not known";
  }
}
