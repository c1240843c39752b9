/** CloudFormation and SAM templates, in YAML and JSON. */
import type { Language } from "../../core/language.ts";
import { Exporters } from "./exporters.ts";
import { withIncludes } from "./includes.ts";
import { type ModuleProject, modulesOf, usedFragments } from "./modules.ts";
import { type Reached, reachedTemplates } from "./nested-stacks.ts";
import { rememberParents } from "./parents.ts";
import { emptyProgram, type KeptProgram, programOf } from "./program.ts";
import { mayBe, recognise } from "./recognise.ts";
import type { Template } from "./syntax.ts";
import { readTemplate, readWhole } from "./template.ts";

/** The language; it keeps the chunks of every file that it has read. */
export function cloudformation(): Language {
  const kept = new Map<string, Template>();
  const snippets = new Map<string, Template>();
  const programs = new Map<string, KeptProgram>();
  const exporters = new Exporters();
  let modules: ReadonlyMap<string, ModuleProject> = new Map();
  let parents: Reached["parents"] = new Map();
  return {
    id: "cloudformation",
    mayBe,
    recognise,
    roots(paths, files) {
      modules = modulesOf(paths, files);
      const found = reachedTemplates(paths, files);
      const reached = new Set(found.reached);
      parents = found.parents;
      exporters.set(paths, reached, (path) => {
        const file = files.read(path);
        return typeof file === "string" ? undefined : file.text;
      });
      for (const fragment of usedFragments(paths, files, modules)) reached.add(fragment);
      return paths.filter((p) => !reached.has(p)).map((path) => ({ language: "cloudformation", path }));
    },
    evaluate(root, files, inputs) {
      // In one program a file is either a template or included by one: its text is cut into pieces, or it is not.
      const use = new Map<string, "template" | "snippet">([[root.path, "template"]]);
      const textOf = (path: string, as: "template" | "snippet"): string | undefined => {
        const file = files.read(path);
        if (typeof file === "string" || (use.get(path) ?? as) !== as) return undefined;
        use.set(path, as);
        return file.text;
      };
      const snippet = (path: string): Template | undefined => {
        const text = textOf(path, "snippet");
        if (text === undefined) return undefined;
        const before = snippets.get(path);
        const template = before?.source.text === text ? before : readWhole(path, text);
        snippets.set(path, template);
        return template;
      };
      const readOwn = (path: string, previous = kept.get(path)): Template | undefined => {
        const text = textOf(path, "template");
        if (text === undefined) return undefined;
        const template = readTemplate(path, text, previous);
        exporters.note(path, text);
        kept.set(path, template);
        return template;
      };
      const read = (path: string): Template | undefined => {
        const template = readOwn(path);
        return template && withIncludes(template, snippet);
      };
      const module = (type: string) => {
        const project = modules.get(type);
        // Which type it has is a part of what the program depends on.
        if (project) files.read(project.configuration);
        return project && read(project.fragment);
      };
      const workspace = {
        module,
        read,
        exporters: () =>
          exporters
            .for(
              root.path,
              (path, earlier) => readOwn(path, kept.get(path) ?? earlier),
              (path) => textOf(path, "template"),
            )
            .map((template) => withIncludes(template, snippet)),
      };
      const template = read(root.path);
      if (template) {
        const made = programOf(root.path, template, workspace, inputs, programs.get(root.path));
        programs.set(root.path, made);
        rememberParents(made.program, (path) => parents.get(path) ?? new Set());
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
      snippets.delete(path);
      programs.delete(path);
    },
  };
}
