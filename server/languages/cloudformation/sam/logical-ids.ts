/** The logical ids of what the transform makes, where they end in a hash. */
import { sha1 } from "./sha1.ts";

/** How many digits of the hash stand in a logical id. */
const DIGITS = 10;

/** An id that ends in what it is made for, or in its hash where that is no word. Nothing adds nothing. */
export function hashedId(prefix: string, about: string): string {
  return /^[\p{L}\p{N}]+$/u.test(about) ? prefix + about : prefix + hashOf(about);
}

/** The digits at the end of a logical id. */
export function hashOf(about: string): string {
  return about === "" ? "" : sha1(about).slice(0, DIGITS);
}
