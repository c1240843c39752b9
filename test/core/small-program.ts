/** Programs made by hand, to show what the core does without a language. */
import { always, type Condition } from "../../server/core/conditions.ts";
import type { Program, Resource } from "../../server/core/resources.ts";
import { Source, type Span } from "../../server/core/span.ts";
import { entry, object, type Value } from "../../server/core/values.ts";

/** One file whose text is looked up for places: `at("900")` is the span of its first "900". */
export class SmallProgram {
  readonly source: Source;
  readonly #resources: Resource[] = [];
  readonly #open: string[] = [];

  constructor(text: string, path = "/t.yaml") {
    this.source = Source.whole(path, text);
  }

  at(needle: string, from = 0): Span {
    const start = this.source.text.indexOf(needle, from);
    if (start < 0) throw new Error(`no ${needle}`);
    return { chunk: this.source.chunks[0]!, start, end: start + needle.length };
  }

  resource(name: string, type: string, properties: Record<string, Value>, more: Partial<Resource> = {}): this {
    const nameSpan = this.at(name);
    this.#resources.push({
      address: name,
      name,
      module: "",
      mode: "managed",
      vocabulary: type.includes("::") ? "cloudformation" : "terraform",
      type,
      properties: object(
        Object.entries(properties).map(([key, value]) => entry(key, value)),
        { span: nameSpan },
        { nameSpan },
      ),
      condition: always as Condition,
      span: nameSpan,
      nameSpan,
      closed: true,
      ...more,
    });
    return this;
  }

  open(why: string): this {
    this.#open.push(why);
    return this;
  }

  program(...others: Source[]): Program {
    const sources = new Map([this.source, ...others].map((s) => [s.path, s]));
    return {
      language: "small",
      reusesResources: true,
      root: this.source.path,
      resources: this.#resources,
      open: this.#open,
      sources,
      comments: [],
      problems: [],
      escaped: new Set(),
      writer: {
        write: (intents) =>
          intents.flatMap((i) =>
            i.do === "replace" && i.with.kind === "literal"
              ? [{ span: i.value.origin.span, newText: String(i.with.value) }]
              : [],
          ),
      },
    };
  }
}
