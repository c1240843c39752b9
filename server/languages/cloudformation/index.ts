/** CloudFormation and SAM templates, in YAML and JSON. */
import type { Language } from "../../core/language.ts";
import { reachedTemplates } from "./nested-stacks.ts";
import { emptyProgram, type KeptProgram, programOf } from "./program.ts";
import { mayBe, recognise } from "./recognise.ts";
import type { Template } from "./syntax.ts";
import { readTemplate } from "./template.ts";

/** The language; it keeps the chunks of every file that it has read. */
export function cloudformation(): Language {
  const kept = new Map<string, Template>();
  const programs = new Map<string, KeptProgram>();
  return {
    id: "cloudformation",
    mayBe,
    recognise,
    roots(paths, files) {
      const reached = reachedTemplates(paths, files);
      return paths.filter((p) => !reached.has(p)).map((path) => ({ language: "cloudformation", path }));
    },
    evaluate(root, files, inputs) {
      const read = (path: string): Template | undefined => {
        const file = files.read(path);
        if (typeof file === "string") return undefined;
        const template = readTemplate(path, file.text, kept.get(path));
        kept.set(path, template);
        return template;
      };
      const template = read(root.path);
      if (template) {
        const made = programOf(root.path, template, read, inputs, programs.get(root.path));
        programs.set(root.path, made);
        return made.program;
      }
      const isGone = files.read(root.path) === "absent";
      return emptyProgram(
        root.path,
        isGone ? { path: root.path, message: "The file cannot be read.", severity: "error" } : undefined,
      );
    },
    forget(path) {
      kept.delete(path);
      programs.delete(path);
    },
  };
}
