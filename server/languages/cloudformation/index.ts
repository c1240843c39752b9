/** CloudFormation and SAM templates, in YAML and JSON. */
import type { Language } from "../../core/language.ts";
import { Exporters } from "./exporters.ts";
import { type ModuleProject, modulesOf, usedFragments } from "./modules.ts";
import { reachedTemplates } from "./nested-stacks.ts";
import { emptyProgram, type KeptProgram, programOf } from "./program.ts";
import { mayBe, recognise } from "./recognise.ts";
import type { Template } from "./syntax.ts";
import { readTemplate } from "./template.ts";

/** The language; it keeps the chunks of every file that it has read. */
export function cloudformation(): Language {
  const kept = new Map<string, Template>();
  const programs = new Map<string, KeptProgram>();
  const exporters = new Exporters();
  let modules: ReadonlyMap<string, ModuleProject> = new Map();
  return {
    id: "cloudformation",
    mayBe,
    recognise,
    roots(paths, files) {
      modules = modulesOf(paths, files);
      const reached = new Set(reachedTemplates(paths, files));
      exporters.set(paths, reached, (path) => {
        const file = files.read(path);
        return typeof file === "string" ? undefined : file.text;
      });
      for (const fragment of usedFragments(paths, files, modules)) reached.add(fragment);
      return paths.filter((p) => !reached.has(p)).map((path) => ({ language: "cloudformation", path }));
    },
    evaluate(root, files, inputs) {
      const read = (path: string, previous = kept.get(path)): Template | undefined => {
        const file = files.read(path);
        if (typeof file === "string") return undefined;
        const template = readTemplate(path, file.text, previous);
        exporters.note(path, file.text);
        kept.set(path, template);
        return template;
      };
      const module = (type: string) => {
        const project = modules.get(type);
        // Which type it has is a part of what the program depends on.
        if (project) files.read(project.configuration);
        return project && read(project.fragment);
      };
      const workspace = {
        module,
        read: (path: string) => read(path),
        exporters: () => exporters.for(root.path, (path, earlier) => read(path, kept.get(path) ?? earlier)),
      };
      const template = read(root.path);
      if (template) {
        const made = programOf(root.path, template, workspace, inputs, programs.get(root.path));
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
