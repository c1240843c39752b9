/** A program of files, and what fixes make of it. */
import { always } from "../../../../server/core/conditions.ts";
import type { Intent } from "../../../../server/core/fixes.ts";
import type { Program, Resource } from "../../../../server/core/resources.ts";
import type { Source, Span } from "../../../../server/core/span.ts";
import { object, scalar, type Value } from "../../../../server/core/values.ts";
import { parseFile, parseTemplateFile } from "../../../../server/languages/terraform/parser.ts";
import { terraformWriter } from "../../../../server/languages/terraform/writer.ts";

export class Project {
  readonly program: Program;
  readonly #sources = new Map<string, Source>();

  constructor(files: Readonly<Record<string, string>>) {
    const resources: Resource[] = [];
    for (const [name, text] of Object.entries(files)) {
      const path = `/m/${name}`;
      if (!/\.tf(\.json)?$/.test(name)) {
        this.#sources.set(path, parseTemplateFile(path, text).source);
        continue;
      }
      const file = parseFile(path, text);
      this.#sources.set(path, file.source);
      const folder = name.includes("/") ? name.slice(0, name.lastIndexOf("/")) : "";
      const module = folder === "" ? "" : `module.${folder}`;
      for (const block of file.blocks) {
        if (block.type !== "resource") continue;
        const [type, label] = block.labels;
        const address = `${type!.text}.${label!.text}`;
        const repeated = block.body.attributes.some((a) => a.name === "count");
        resources.push({
          address: (module === "" ? "" : `${module}.`) + address + (repeated ? "[0]" : ""),
          ...(repeated && { key: 0 }),
          name: address,
          module,
          mode: "managed",
          vocabulary: "terraform",
          type: type!.text,
          properties: object([], { span: block.span }),
          condition: always,
          span: block.span,
          nameSpan: label!.span,
          closed: true,
          native: { block, file },
        });
      }
    }
    this.program = {
      language: "terraform",
      root: "/work",
      resources,
      open: [],
      sources: this.#sources,
      comments: [],
      problems: [],
      writer: terraformWriter(),
      escaped: new Set(),
    };
  }

  resource(name: string): Resource {
    const found = this.program.resources.find((r) => r.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  }

  /** The place of a text in a file; it must be there once. */
  span(text: string, name = "main.tf"): Span {
    const source = this.#sources.get(`/m/${name}`)!;
    const at = source.text.indexOf(text);
    if (at < 0 || source.text.indexOf(text, at + 1) >= 0) throw new Error(`${text} is not there once`);
    return source.spanAt(at, at + text.length)!;
  }

  /** A value that is written as this text. */
  value(text: string, name?: string): Value {
    return scalar(text, { span: this.span(text, name) });
  }

  /** The files after a fix; undefined when it cannot be written. */
  files(...intents: Intent[]): Record<string, string> | undefined {
    const edits = this.program.writer.write(intents, this.program);
    if (!edits) return undefined;
    const result: Record<string, string> = {};
    for (const source of this.#sources.values()) {
      let { text } = source;
      const own = edits.filter((e) => source.chunkOffset(e.span.chunk) !== undefined);
      const absolute = own.map((e) => ({ ...source.absolute(e.span)!, newText: e.newText }));
      absolute.sort((a, b) => b.start - a.start);
      for (const [i, e] of absolute.entries()) {
        const before = absolute[i + 1];
        if (before && before.end > e.start) throw new Error("edits overlap");
        text = text.slice(0, e.start) + e.newText + text.slice(e.end);
      }
      result[source.path.slice("/m/".length)] = text;
    }
    return result;
  }

  /** main.tf after a fix. */
  main(...intents: Intent[]): string | undefined {
    return this.files(...intents)?.["main.tf"];
  }
}

/** One file, main.tf. */
export function main(text: string): Project {
  return new Project({ "main.tf": text });
}
