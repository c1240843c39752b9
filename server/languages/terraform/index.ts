/** Terraform: HCL and its JSON, read as Terraform reads them, without running anything. */
import type { Language } from "../../core/language.ts";
import { Evaluation, ParsedFiles } from "./evaluate/evaluation.ts";
import { evaluateProgram } from "./evaluate/program.ts";
import { findRoots } from "./evaluate/roots.ts";
import { mayBe, recognise } from "./recognise.ts";

/** The Terraform language. Each one keeps the files that it parsed. */
export function terraform(): Language {
  const parsed = new ParsedFiles();
  return {
    id: "terraform",
    mayBe,
    recognise,
    roots: (paths, files) => findRoots(paths, files, parsed),
    evaluate: (root, files, inputs = { parameters: {} }) =>
      evaluateProgram(new Evaluation(root.path, files, parsed, inputs)),
    forget: (path) => parsed.forget(path),
  };
}
