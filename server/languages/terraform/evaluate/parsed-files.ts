/** Parsed files, kept from one evaluation to the next. */
import { Source } from "../../../core/span.ts";
import { parseFile, parseTemplateFile } from "../parser.ts";
import type { ParsedFile, ParsedTemplate } from "../syntax.ts";

export class ParsedFiles {
  readonly #files = new Map<string, ParsedFile>();
  readonly #sources = new Map<string, Source>();
  readonly #templates = new Map<string, ParsedTemplate>();

  file(path: string, text: string): ParsedFile {
    const previous = this.#files.get(path);
    if (previous?.text === text) return previous;
    const parsed = parseFile(path, text, previous);
    this.#files.set(path, parsed);
    return parsed;
  }

  /** The source of a file that is text to an expression. A Terraform file has the chunks that it is parsed in. */
  source(path: string, text: string): Source {
    if (/\.(tf|tfvars)(\.json)?$/.test(path)) return this.file(path, text).source;
    const previous = this.#sources.get(path);
    if (previous?.text === text) return previous;
    const source = Source.whole(path, text);
    this.#sources.set(path, source);
    return source;
  }

  /** A template file; undefined when it is a Terraform file too, which has chunks of its own. */
  template(path: string, text: string): ParsedTemplate | undefined {
    const source = this.source(path, text);
    if (source.chunks.length !== 1) return undefined;
    const previous = this.#templates.get(path);
    if (previous?.source === source) return previous;
    const parsed = parseTemplateFile(path, text, source);
    this.#templates.set(path, parsed);
    return parsed;
  }

  forget(path: string): void {
    this.#files.delete(path);
    this.#sources.delete(path);
    this.#templates.delete(path);
  }
}
