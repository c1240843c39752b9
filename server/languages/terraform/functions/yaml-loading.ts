/** Loads the reader of YAML when somebody has asked for it. */
import type { readYaml } from "./yaml-reading.ts";

let reader: typeof readYaml | undefined;
let isWanted = false;

/** The reader, or undefined while it is not loaded; then it is wanted. */
export function yamlReader(): typeof readYaml | undefined {
  if (!reader) isWanted = true;
  return reader;
}

/** Loads the reader where it was asked for in vain. True when it was: then whoever asked has to ask again. */
export async function loadYaml(): Promise<boolean> {
  if (!isWanted) return false;
  reader ??= (await import("./yaml-reading.ts")).readYaml;
  isWanted = false;
  return true;
}
