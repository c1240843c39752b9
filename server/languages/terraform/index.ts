/** Terraform: HCL and its JSON, read as Terraform reads them, without running anything. */
import type { Inputs, Language } from "../../core/language.ts";
import { ParsedFiles } from "./evaluate/parsed-files.ts";
import { type Evaluated, evaluateProgram } from "./evaluate/program.ts";
import { findRoots } from "./evaluate/roots.ts";
import { loadYaml } from "./functions/yaml-loading.ts";
import { mayBe, recognise } from "./recognise.ts";

/** For how many inputs a root is kept. */
const MOST_DEPLOYMENTS = 8;

/** The Terraform language. Each one keeps the files that it parsed, and what it evaluated last of each root. */
export function terraform(): Language {
  const parsed = new ParsedFiles();
  const kept = new Map<string, Map<string, Evaluated>>();
  return {
    id: "terraform",
    mayBe,
    recognise,
    roots(paths, files) {
      const roots = findRoots(paths, files, parsed);
      const now = new Set(roots.map((r) => r.path));
      for (const path of kept.keys()) if (!now.has(path)) kept.delete(path);
      return roots;
    },
    evaluate(root, files, inputs: Inputs = { parameters: {} }) {
      const key = JSON.stringify(inputs);
      const ofRoot = kept.get(root.path) ?? new Map<string, Evaluated>();
      const evaluated = evaluateProgram(root.path, files, parsed, inputs, ofRoot.get(key));
      kept.set(root.path, ofRoot);
      ofRoot.delete(key);
      ofRoot.set(key, evaluated);
      for (const oldest of ofRoot.keys()) if (ofRoot.size > MOST_DEPLOYMENTS) ofRoot.delete(oldest);
      return evaluated.program;
    },
    load: loadYaml,
    forget(path) {
      parsed.forget(path);
      for (const [root, ofRoot] of kept)
        if ([...ofRoot.values()].some((e) => e.program.sources.has(path))) kept.delete(root);
    },
  };
}
