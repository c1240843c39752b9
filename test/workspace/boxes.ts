/**
 * A small language to try a workspace with. A file begins with "boxes"; its lines are `box NAME size=N`, `use FILE` for
 * the boxes of another file, and comments.
 */
import { always } from "../../server/core/conditions.ts";
import { type Files, folderOf, joinPath } from "../../server/core/files.ts";
import type { Writer } from "../../server/core/fixes.ts";
import type { Inputs, Language, Root } from "../../server/core/language.ts";
import type { Comment, Problem, Program, Resource } from "../../server/core/resources.ts";
import { type Rule, rule } from "../../server/core/rules.ts";
import { type Chunk, cutChunks, Source, span } from "../../server/core/span.ts";
import { entry, object, scalar } from "../../server/core/values.ts";
import type { Product } from "../../server/workspace/product.ts";

const writer: Writer = {
  write: (intents) => intents.flatMap((i) => (i.do === "replaceText" ? [{ span: i.span, newText: i.text }] : [])),
};

export class Boxes implements Language {
  readonly id = "boxes";
  /** The roots that were evaluated, in order. */
  readonly evaluated: string[] = [];
  grouped = 0;
  #chunks = new Map<string, Chunk[]>();

  mayBe = (path: string): boolean => path.endsWith(".box");
  recognise = (_path: string, text: string): boolean => text.startsWith("boxes");

  roots(paths: readonly string[], files: Files): Root[] {
    this.grouped++;
    const used = new Set<string>();
    for (const path of paths) {
      const read = files.read(path);
      if (typeof read === "string") continue;
      for (const [, name] of read.text.matchAll(/^use (\S+)/gm)) {
        const target = joinPath(folderOf(path), name!);
        if (target !== undefined && target !== path) used.add(target);
      }
    }
    return paths.filter((p) => !used.has(p)).map((path) => ({ language: this.id, path }));
  }

  evaluate(root: Root, files: Files, inputs?: Inputs): Program {
    this.evaluated.push(root.path);
    const resources: Resource[] = [];
    const sources = new Map<string, Source>();
    const comments: Comment[] = [];
    const problems: Problem[] = [];
    const visit = (path: string): void => {
      if (sources.has(path)) return;
      const read = files.read(path);
      if (typeof read === "string") return;
      const chunks = cutChunks(path, read.text.match(/[^\n]*\n|[^\n]+$/g) ?? [""], this.#chunks.get(path));
      this.#chunks.set(path, chunks);
      sources.set(path, new Source(path, read.text, chunks));
      for (const chunk of chunks) {
        const use = /^use (\S+)/.exec(chunk.text);
        const target = use && joinPath(folderOf(path), use[1]!);
        if (target) visit(target);
        const comment = /#.*/.exec(chunk.text);
        if (comment) {
          const at = span(chunk, comment.index, comment.index + comment[0].length);
          comments.push({ span: at, text: comment[0].slice(1).trim() });
        }
        const box = /^box (\w+) size=(\w+)/.exec(chunk.text);
        if (box) resources.push(this.#box(chunk, box[1]!, box[2]!, inputs));
        else if (/^box\b/.test(chunk.text))
          problems.push({ path, message: "A box has a name and a size.", span: span(chunk, 0, 3), severity: "error" });
      }
    };
    visit(root.path);
    return {
      language: this.id,
      root: root.path,
      resources,
      open: [],
      sources,
      comments,
      problems,
      writer,
      escaped: new Set(),
    };
  }

  forget(path: string): void {
    this.#chunks.delete(path);
  }

  #box(chunk: Chunk, name: string, size: string, inputs: Inputs | undefined): Resource {
    const start = chunk.text.indexOf("size=") + 5;
    const at = span(chunk, start, start + size.length);
    const value = scalar(Number(inputs?.parameters[size] ?? size), { span: at });
    return {
      address: `${chunk.path}#${name}`,
      name,
      module: "",
      mode: "managed",
      vocabulary: "cloudformation",
      type: "Box",
      properties: object([entry("size", value)], { span: at }),
      condition: always,
      span: span(chunk, 0, chunk.text.length),
      nameSpan: span(chunk, 4, 4 + name.length),
      closed: true,
    };
  }
}

/** No box is larger than 10. */
export const boxSize: Rule = rule({
  id: "box-size",
  title: "A box that is too large",
  category: "limits",
  variants: { over: { severity: "error", profile: "errors" } },
  notes: "",
  docs: "",
  options: { most: { description: "The largest size.", default: 10 } },
  check({ program, report, options }) {
    for (const resource of program.resources) {
      const size = resource.properties.entries.get("size")!.value;
      if (size.kind !== "scalar" || !(Number(size.value) > Number(options.most))) continue;
      const { span: at } = size.origin;
      report("over", { span: at, condition: always, resource, value: size }, `${resource.name} is too large.`).fix(
        "Make it 10",
        (edit) => edit.replaceText(at, "10"),
        { safe: true },
      );
    }
  },
}) as Rule;

/** Boxes of size 5 are only of interest to the strict. */
export const boxOdd: Rule = rule({
  id: "box-five",
  title: "A box of size five",
  category: "cost",
  variants: { five: { severity: "info", profile: "strict" } },
  notes: "",
  docs: "",
  check({ program, report }) {
    for (const resource of program.resources) {
      const size = resource.properties.entries.get("size")!.value;
      if (size.kind === "scalar" && size.value === 5)
        report("five", { span: size.origin.span, condition: always, resource }, `${resource.name} is five.`);
    }
  },
}) as Rule;

/** A product that knows boxes, and nothing else. */
export function boxProduct(language: Language = new Boxes(), rules: readonly Rule[] = [boxSize, boxOdd]): Product {
  const { id } = language;
  return {
    languages: [
      {
        id,
        mayBe: (path) => language.mayBe(path),
        recognise: (path, text) => language.recognise(path, text),
        load: async () => language,
      },
    ],
    rules: async () => rules,
    readScript: async () => () => undefined,
    readDocument: async () => () => undefined,
  };
}
