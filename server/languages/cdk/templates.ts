/** The language of the templates that apps are synthesized to. */
import type { Language } from "../../core/language.ts";

/** Loads it. Templates are only met where an app has been synthesized. */
export async function loadTemplates(): Promise<Language> {
  return (await import("../cloudformation/index.ts")).cloudformation();
}
