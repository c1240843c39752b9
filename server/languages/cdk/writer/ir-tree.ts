/** The IR of one file, with what an edit has to know about places in it. */
import type { Chunk, Span } from "../../../core/span.ts";
import type { Argument, Expression, Module, Statement } from "../ir.ts";
import { SourceText } from "./source-text.ts";

/** What stands somewhere and is neither an expression nor a statement: an argument, an item, a parameter. */
interface Part {
  readonly kind?: undefined;
  readonly span: Span;
}

/** Anything of the IR that stands somewhere. */
export type IrNode = Expression | Statement | Part;

/** An argument that says what it is for. */
export type NamedArgument = Argument & { readonly name: string };

/** How deep nodes may lie. */
const DEEPEST = 800;

export class IrTree extends SourceText {
  readonly module: Module;

  constructor(module: Module, lineComment: "//" | "#") {
    super(module.chunk, lineComment);
    this.module = module;
  }

  textOf(span: Span): string {
    return this.text.slice(span.start, span.end);
  }

  /** The nodes that contain a span, the outermost first. */
  pathTo(span: Span): IrNode[] {
    const path: IrNode[] = [];
    let at: object = { body: this.module.body, main: this.module.main };
    for (let i = 0; i < DEEPEST; i++) {
      const found: IrNode | undefined = childAround(at, span, this.chunk);
      if (!found) return path;
      path.push(found);
      at = found;
    }
    return path;
  }

  /** The way to the innermost node that stands exactly at a span; undefined when none does. */
  exactly(span: Span): IrNode[] | undefined {
    const path = this.pathTo(span);
    const last = path[path.length - 1];
    return last && last.span.start === span.start && last.span.end === span.end ? path : undefined;
  }
}

/** The first node right below another one that contains a span. */
function childAround(node: object, span: Span, chunk: Chunk): IrNode | undefined {
  for (const [key, child] of Object.entries(node)) {
    if (!child || typeof child !== "object" || /span$/i.test(key)) continue;
    const found = Array.isArray(child) ? amongst(child, span, chunk) : around(child, span, chunk);
    if (found) return found;
  }
  return undefined;
}

function amongst(nodes: readonly unknown[], span: Span, chunk: Chunk): IrNode | undefined {
  for (const node of nodes) {
    const found = node && typeof node === "object" ? around(node, span, chunk) : undefined;
    if (found) return found;
  }
  return undefined;
}

function around(node: object, span: Span, chunk: Chunk): IrNode | undefined {
  const own = (node as { readonly span?: Span }).span;
  if (!own) return childAround(node, span, chunk);
  // A piece of a string is no node of its own.
  if (own.chunk !== chunk || (node as { kind?: string }).kind === "piece") return undefined;
  return own.start <= span.start && span.end <= own.end && own.end > own.start ? (node as IrNode) : undefined;
}
