/** The commands that a shell script runs. */
import {
  type Command as CommandSyntax,
  forEachChild,
  type HereDoc,
  type ParsedScript,
  parse,
  type Redirection,
  type SyntaxNode,
} from "unbash";
import type { Problem } from "../../core/resources.ts";
import type { Command, Expansion, Word } from "../../core/scripts.ts";
import type { Span } from "../../core/span.ts";
import { type MappedText, MappedTextBuilder } from "../documents/mapped-text.ts";
import { type Argument, argument, hereDocument } from "./words.ts";
import { joined, programName, type Run, unwrap } from "./wrappers.ts";

/** How deep scripts may lie in arguments and here-documents of scripts. */
const DEEPEST_SCRIPT = 5;
/** How deep calls of functions are followed. */
const DEEPEST_CALL = 50;
/** How deep syntax is followed, through scripts and calls too: well below what the stack holds. */
const DEEPEST_SYNTAX = 1500;
/** Brackets may be nested this deep: the parser takes more than linear time for them. */
const DEEPEST_BRACKETS = 200;
/** How many syntax trees are kept: the texts of a file stay the same from one keystroke to the next. */
const MOST_TREES = 64;

const trees = new Map<string, ParsedScript | Error>();

/** Collects the commands of scripts that run one after the other and can see each other's functions. */
export class CommandReader {
  readonly commands: Command[] = [];
  readonly expansions: Expansion[] = [];
  readonly problems: Problem[] = [];
  readonly #functions = new Map<string, { body: SyntaxNode; base: MappedText }>();
  readonly #called = new Set<SyntaxNode>();
  #scripts = 0;
  #calls = 0;
  #depth = 0;
  /** Above 0 within what a pipe feeds. */
  #fed = 0;

  /** Adds the commands of a script. */
  script(text: MappedText): void {
    const tree = treeOf(text.text);
    if (tree instanceof Error) this.note(`the script cannot be read: ${tree.message}`, text.spanOf(0, 0));
    else {
      const before = [this.#depth, this.#calls, this.#scripts, this.#fed] as const;
      try {
        this.#walk(tree, text);
      } catch (error) {
        // The parser reads the insides of words when they are looked at, and recurses for each that lies in another.
        if (!(error instanceof RangeError)) throw error;
        [this.#depth, this.#calls, this.#scripts, this.#fed] = before;
        this.note("the script is nested too deep", text.spanOf(0, 0));
      }
    }
  }

  /** Adds a command whose words are known, without a shell that would expand them. */
  words(words: readonly Argument[]): void {
    if (words.length > 0) this.#run(unwrap(words), undefined, []);
  }

  #walk(node: SyntaxNode, base: MappedText, piped?: MappedText): void {
    if (this.#depth >= DEEPEST_SYNTAX) {
      this.note("the script is nested too deep", base.spanOf(node.pos, node.end));
      return;
    }
    this.#depth++;
    this.#visit(node, base, piped);
    this.#depth--;
  }

  #visit(node: SyntaxNode, base: MappedText, piped: MappedText | undefined): void {
    switch (node.type) {
      case "Function":
        this.#functions.set(node.name.value, { body: node.body, base });
        return;
      case "CommandExpansion":
      case "ProcessSubstitution":
      case "ArithmeticCommandExpansion": {
        const { script } = node;
        if (!script) return;
        const respelled = script.source;
        if (respelled === undefined) this.#walk(script, base);
        else {
          const span = base.spanOf(node.pos, node.end);
          this.#walk(script, new MappedTextBuilder(base.origin).addSpelled(respelled, span).build());
        }
        return;
      }
      case "ParameterExpansion":
        this.expansions.push({ text: base.text.slice(node.pos, node.end), span: base.spanOf(node.pos, node.end) });
        forEachChild(node, (child) => this.#walk(child, base));
        return;
      case "Pipeline":
        node.commands.forEach((command, i) => {
          const before = node.commands[i - 1];
          if (before) this.#fed++;
          this.#walk(command, base, before?.type === "Command" ? printed(before, base) : undefined);
          if (before) this.#fed--;
        });
        return;
      case "Command":
        forEachChild(node, (child) => this.#walk(child, base));
        this.#command(node, base, piped);
        return;
      default:
        forEachChild(node, (child) => this.#walk(child, base));
    }
  }

  #command(node: CommandSyntax, base: MappedText, piped: MappedText | undefined): void {
    const words = wordsOf(node, base);
    const first = words[0];
    if (!first) return;
    for (const redirect of node.redirects)
      if (redirect.type === "HereDoc" && !redirect.closing && redirect.delimiter)
        this.note(
          `the here-document is not closed by ${redirect.delimiter.value}`,
          base.spanOf(redirect.pos, redirect.end),
        );
    const run = unwrap(words);
    const called = run.words === words && first.text !== undefined ? this.#functions.get(first.text) : undefined;
    if (called) this.#call(called);
    else this.#run(run, inputOf(node.redirects, base) ?? piped, node.redirects, base, wrappersOf(words, run));
  }

  #call({ body, base }: { body: SyntaxNode; base: MappedText }): void {
    if (this.#called.has(body) || this.#calls >= DEEPEST_CALL) return;
    this.#called.add(body);
    this.#calls++;
    this.#walk(body, base);
    this.#calls--;
  }

  #run(
    run: Run,
    input: MappedText | undefined,
    redirects: readonly Redirection[],
    base?: MappedText,
    wrappers: readonly Word[] = [],
  ): void {
    const script = run.kind === "script" ? run.script : run.kind === "input" ? input : undefined;
    if (script && this.#scripts < DEEPEST_SCRIPT) {
      this.#scripts++;
      this.script(script);
      this.#scripts--;
      return;
    }
    const span = commandSpan(run.words);
    if (script) this.note(`scripts within scripts are followed ${DEEPEST_SCRIPT} levels deep`, span);
    const text = base && inputOf(redirects, base);
    this.commands.push({
      words: run.words,
      ...(wrappers.length > 0 && { wrappers }),
      span,
      ...(text && {
        input: { text: text.hasHole() ? undefined : text.text, span: text.spanOf(0, text.text.length) },
      }),
      ...((this.#fed > 0 || redirects.some(isInput)) && { isFed: true as const }),
      writes: base ? writesOf(redirects, base) : [],
    });
  }

  /** Says why something is not read. */
  note(message: string, span: Span): void {
    this.problems.push({ path: span.chunk.path, message, span, severity: "note" });
  }
}

/** The words that were taken off, where what is left is the rest of them. */
function wrappersOf(words: readonly Argument[], run: Run): readonly Argument[] {
  const first = run.words[0];
  const at = first ? words.indexOf(first) : -1;
  return at > 0 ? words.slice(0, at) : [];
}

function treeOf(text: string): ParsedScript | Error {
  const known = trees.get(text);
  trees.delete(text);
  const tree = known ?? parsed(text);
  trees.set(text, tree);
  if (trees.size > MOST_TREES) trees.delete(trees.keys().next().value!);
  return tree;
}

function parsed(text: string): ParsedScript | Error {
  if (bracketDepth(text) > DEEPEST_BRACKETS) return new Error("its brackets are nested too deep");
  try {
    return parse(text);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** How deep brackets are nested, roughly: those in quotes and comments count too. */
function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 40 || c === 123) deepest = Math.max(deepest, ++depth);
    else if ((c === 41 || c === 125) && depth > 0) depth--;
  }
  return deepest;
}

function wordsOf(node: CommandSyntax, base: MappedText): Argument[] {
  if (!node.name) return [];
  const words = [argument(base, node.name)];
  for (const arg of node.args) {
    if (arg.type === "Word") words.push(argument(base, arg));
    else if (arg.value.type === "Word") words.push(argument(base, arg.value, { from: arg.pos, to: arg.value.pos }));
  }
  return words;
}

/** From the first word to the last, as far as they stand together. */
function commandSpan(words: readonly Argument[]): Span {
  const first = words[0]!;
  return words.reduce((span, word) => first.content.extended(span, word.span), first.span);
}

/** What a command reads when that stands in a here-document or here-string. */
function inputOf(redirects: readonly Redirection[], base: MappedText): MappedText | undefined {
  let input: MappedText | undefined;
  for (const redirect of redirects) {
    const { descriptor } = redirect;
    if (descriptor && !(descriptor.type === "FileDescriptor" && descriptor.value === 0)) continue;
    if (redirect.type === "HereDoc") input = hereDocumentText(redirect, base);
    else if (redirect.type === "HereString") input = hereStringText(redirect.target && argument(base, redirect.target));
    else if (redirect.operator.startsWith("<")) input = undefined;
  }
  return input;
}

function isInput({ operator, descriptor }: Redirection): boolean {
  const toInput = !descriptor || (descriptor.type === "FileDescriptor" && descriptor.value === 0);
  return toInput && operator.startsWith("<");
}

function hereDocumentText(redirect: HereDoc, base: MappedText): MappedText {
  const body = hereDocument(base, redirect.body, redirect.delimiter?.quoted ?? false);
  if (redirect.operator === "<<" || !/^\t/m.test(body.text)) return body;
  const builder = new MappedTextBuilder(body.origin);
  let at = 0;
  for (const indent of body.text.matchAll(/^\t+/gm)) {
    builder.add(body, at, indent.index);
    at = indent.index + indent[0].length;
  }
  return builder.add(body, at).build();
}

function hereStringText(word: Argument | undefined): MappedText | undefined {
  return word && new MappedTextBuilder(word.content.origin).add(word.content).addSpelled("\n", undefined).build();
}

/** What a command prints into a pipe, where its own text says so. */
function printed(node: CommandSyntax, base: MappedText): MappedText | undefined {
  if (node.redirects.some((redirect) => redirect.type === "Redirect")) return undefined;
  const run = unwrap(wordsOf(node, base));
  if (run.kind !== "program") return undefined;
  const name = programName(run.words[0]);
  if (name === "cat" && run.words.slice(1).every((word) => word.text === "-")) return inputOf(node.redirects, base);
  if (name !== "echo") return undefined;
  const text = run.words.slice(1);
  while (/^-[neE]+$/.test(text[0]?.text ?? "")) text.shift();
  return joined(text);
}

function writesOf(redirects: readonly Redirection[], base: MappedText): Command["writes"] {
  const writes: { target: Word; append: boolean }[] = [];
  for (const redirect of redirects) {
    if (redirect.type !== "Redirect" || !redirect.target || !redirect.operator.includes(">")) continue;
    if (redirect.operator === "<>") continue;
    const target = argument(base, redirect.target);
    // `2>&1` and `>&-` name descriptors, not files.
    if (redirect.operator === ">&" && (target.text === undefined || /^(?:\d+-?|-)$/.test(target.text))) continue;
    writes.push({ target, append: redirect.operator.endsWith(">>") });
  }
  return writes;
}
