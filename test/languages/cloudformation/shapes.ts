/** Everything that a template says, with absolute places, so that two readings can be compared. */
import type { Span } from "../../../server/core/span.ts";
import type { MappingEntry, Node, Template } from "../../../server/languages/cloudformation/syntax.ts";

export function shapeOf(template: Template): unknown {
  const place = (s: Span) => {
    const at = template.source.absolute(s);
    return at ? `${at.start}-${at.end}` : "elsewhere";
  };
  const entry = (e: MappingEntry): unknown => [e.key, place(e.keySpan), node(e.value)];
  const node = (n: Node): unknown => {
    if (n.kind === "scalar") return [n.value, n.style, n.tag, place(n.span), place(n.content)];
    const inner = n.kind === "sequence" ? n.items.map(node) : n.entries.map(entry);
    return [n.tag, place(n.span), place(n.content), inner];
  };
  return {
    sections: [...template.top].map(([name, e]) => [name, place(e.keySpan), template.sections.get(name)!.map(entry)]),
    comments: template.comments.map((c) => [c.text, place(c.span)]),
    problems: template.problems.map((p) => [p.message, p.span && place(p.span)]),
  };
}

/** A source of numbers that gives the same ones every time. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
