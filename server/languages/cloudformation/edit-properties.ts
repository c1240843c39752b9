/** Writes a property of a resource, whether it is there or not. */
import type { Expression, Path } from "../../core/fixes.ts";
import { type Call, callOf } from "./calls.ts";
import { type Edits, insertEntry, rendering, replaceNode } from "./edit-nodes.ts";
import { isOwn } from "./locate.ts";
import type { Rendering } from "./render.ts";
import { type MappingEntry, type Node, scalarText } from "./syntax.ts";
import type { NativeResource } from "./template-resources.ts";

/** How many branches of conditions one property is written into. */
const MOST_BRANCHES = 8;

interface Place {
  readonly node: Node;
  readonly entry: MappingEntry | undefined;
  readonly inFlow: boolean;
}

/** Writes a value at a path below a resource; what lies between is made. */
export function writeAt(native: NativeResource, module: string, path: Path, to: Expression): Edits {
  const writing = new Writing(native, rendering(native.template, module), to);
  return writing.at({ node: native.entry.value, entry: native.entry, inFlow: false }, path);
}

class Writing {
  readonly #native: NativeResource;
  readonly #at: Rendering;
  readonly #to: Expression;
  #branches = 0;

  constructor(native: NativeResource, at: Rendering, to: Expression) {
    this.#native = native;
    this.#at = at;
    this.#to = to;
  }

  at({ node, entry, inFlow }: Place, path: Path): Edits {
    if (this.#isShared(node)) return undefined;
    const [step, ...rest] = path;
    if (step === undefined) return replaceNode(node, entry, this.#to, this.#at, inFlow || !entry);
    const call = callOf(node);
    if (call) return this.#throughBranches(call, path);
    if (typeof step === "number") {
      const item = node.kind === "sequence" ? node.items[step] : undefined;
      return item && this.at({ node: item, entry: undefined, inFlow }, rest);
    }
    if (node.kind === "scalar" && node.value === null)
      return replaceNode(node, entry, nested(path, this.#to), this.#at, inFlow);
    if (node.kind !== "mapping") return undefined;
    const found = node.entries.find((e) => e.key === step);
    if (!found) {
      if (rest.some((s) => typeof s === "number")) return undefined;
      return insertEntry(node, step, nested(rest, this.#to), this.#at);
    }
    // What is merged in is overridden by what is written here; what is included must not be there twice.
    if (found.keySpan.chunk.path !== this.#native.template.source.path) return undefined;
    if (!isOwn(node, found)) return rest.length === 0 ? insertEntry(node, step, this.#to, this.#at) : undefined;
    return this.at({ node: found.value, entry: found, inFlow: node.flow }, rest);
  }

  /** `Fn::If`: into both branches, so that it holds whatever the condition says. */
  #throughBranches(call: Call, path: Path): Edits {
    const branches = call.name === "Fn::If" && call.argument.kind === "sequence" ? call.argument.items.slice(1) : [];
    if (branches.length !== 2 || typeof path[0] !== "string") return undefined;
    this.#branches += 2;
    if (this.#branches > MOST_BRANCHES) return undefined;
    const edits = branches.map((node) => this.#intoBranch(node, path));
    return edits.every((e) => e !== undefined) ? edits.flat() : undefined;
  }

  #intoBranch(node: Node, path: Path): Edits {
    const call = callOf(node);
    // Where there is nothing, nothing is written.
    if (call?.name === "Ref" && scalarText(call.argument) === "AWS::NoValue") return undefined;
    if (!call && node.kind !== "mapping") return undefined;
    return this.at({ node, entry: undefined, inFlow: true }, path);
  }

  #isShared(node: Node): boolean {
    return this.#native.template.shared.includes(node);
  }
}

function nested(steps: Path, to: Expression): Expression {
  return steps.reduceRight<Expression>((value, step) => ({ kind: "object", entries: { [String(step)]: value } }), to);
}
