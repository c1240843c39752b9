/** Java's own library, as far as CDK apps build strings, lists and maps with it. */
export { callFunction } from "./functions.ts";
export { callMethod } from "./methods.ts";
export { makeObject } from "./objects.ts";
