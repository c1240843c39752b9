/** Parses expressions. Each function reads as far as it understands, and gives an error node for what is missing. */
import { heredocOpening, matchEnd } from "./lexer.ts";
import { forNames, templateParts } from "./parse-template.ts";
import { DEEPEST, LONGEST_CHAIN, type Parsing, quoted } from "./parsing.ts";
import {
  type BinaryOperator,
  constantText,
  type Expression,
  type ForNode,
  type ObjectItem,
  type SplatItemNode,
  type TemplateNode,
} from "./syntax.ts";

/** Parses an expression at the cursor. Always gives one; reads nothing where none begins. */
export function parseExpression(p: Parsing): Expression {
  if (p.depth >= DEEPEST) {
    p.problem("This lies too deep in brackets to be read.", p.lexer.start, p.lexer.end);
    return p.error("it lies too deep in brackets");
  }
  p.depth++;
  const result = conditional(p);
  p.depth--;
  return result;
}

function conditional(p: Parsing): Expression {
  const { start } = p.lexer;
  const condition = binary(p, 0);
  if (!p.at("?")) return condition;
  p.next();
  const then = parseExpression(p);
  let otherwise: Expression;
  if (p.take(":")) otherwise = parseExpression(p);
  else {
    p.expected('":" of the condition');
    otherwise = p.error("the other branch of the condition is not written");
  }
  return { kind: "conditional", condition, then, otherwise, span: p.since(start) };
}

const LEVELS: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];

function binary(p: Parsing, level: number): Expression {
  const operators = LEVELS[level];
  if (!operators) return unary(p);
  const { start } = p.lexer;
  let left = binary(p, level + 1);
  for (let links = 0; operators.includes(p.kind); links++) {
    const operator = p.kind as BinaryOperator;
    if (links >= LONGEST_CHAIN) {
      p.problem("This expression is too long to be read.", p.lexer.start, p.lexer.end);
      return p.error("it is too long");
    }
    p.next();
    const right = binary(p, level + 1);
    left = { kind: "binary", operator, left, right, span: p.since(start) };
  }
  return left;
}

function unary(p: Parsing): Expression {
  if (!p.at("-") && !p.at("!")) return steps(p, p.lexer.start, primary(p));
  const { start } = p.lexer;
  const operator = p.at("-") ? "-" : "!";
  p.next();
  if (p.depth >= DEEPEST) {
    p.problem("There are too many signs in a row.", start, p.lexer.previousEnd);
    return p.error("it has too many signs in a row");
  }
  p.depth++;
  const of = unary(p);
  p.depth--;
  return { kind: "unary", operator, of, span: p.since(start) };
}

/** What follows an expression: attributes, indexes, splats. */
function steps(p: Parsing, start: number, first: Expression): Expression {
  let of = first;
  for (let links = 0; p.at(".") || p.at("["); links++) {
    if (links >= LONGEST_CHAIN) {
      p.problem("This expression is too long to be read.", p.lexer.start, p.lexer.end);
      return p.error("it is too long");
    }
    if (p.at("[")) {
      const bracket = p.lexer.start;
      const star = matchEnd(FULL_SPLAT, p.text, bracket);
      if (star >= 0) return fullSplat(p, start, of, star);
      const key = p.inside(false, () => {
        p.next();
        return parseExpression(p);
      });
      p.close("]", p.lines, bracket, "The index");
      of = { kind: "index", of, key, legacy: false, span: p.since(start) };
      continue;
    }
    const next = dotStep(p, start, of);
    if (next) of = next;
    else if (p.at("*")) of = attributeSplat(p, start, of);
    else {
      p.expected("A name");
      return { ...p.error("a name is missing after the dot"), span: p.since(start) };
    }
  }
  return of;
}

const FULL_SPLAT = /\[[ \t\r\n]*\*[ \t\r\n]*\]/y;
const DIGITS = /[ \t]*([0-9]+)/y;

/** `.name` or `.0` at the cursor; undefined, with the dot read, where neither follows. */
function dotStep(p: Parsing, start: number, of: Expression): Expression | undefined {
  const { text, lexer } = p;
  const digits = matchEnd(DIGITS, text, lexer.end);
  if (digits >= 0) {
    DIGITS.lastIndex = lexer.end;
    const number = DIGITS.exec(text)![1]!;
    const key: Expression = {
      kind: "literal",
      value: Number(number),
      span: p.place(digits - number.length, digits),
    };
    lexer.jump(digits, p.lines);
    return { kind: "index", of, key, legacy: true, span: p.since(start) };
  }
  p.next();
  if (!p.at("name") || p.atItemLine()) return undefined;
  const name = p.word;
  const nameSpan = p.tokenSpan();
  p.next();
  return { kind: "access", of, name, nameSpan, span: p.since(start) };
}

function fullSplat(p: Parsing, start: number, of: Expression, end: number): Expression {
  const star = p.text.indexOf("*", p.lexer.start);
  const item: SplatItemNode = { kind: "splatItem", span: p.place(star, star + 1) };
  p.lexer.jump(end, p.lines);
  if (p.depth >= DEEPEST) return p.error("it lies too deep in brackets");
  p.depth++;
  const each = steps(p, star, item);
  p.depth--;
  return { kind: "splat", form: "full", of, item, each, span: p.since(start) };
}

/** `.*` and the names and numbers after it. The cursor is at the star. */
function attributeSplat(p: Parsing, start: number, of: Expression): Expression {
  const star = p.lexer.start;
  const item: SplatItemNode = { kind: "splatItem", span: p.tokenSpan() };
  p.next();
  let each: Expression = item;
  for (let links = 0; p.at(".") && links < LONGEST_CHAIN; links++) {
    const next = dotStep(p, star, each);
    if (!next) {
      if (p.at("*")) {
        p.problem("A splat with .* cannot stand in another one; write [*].", p.lexer.start, p.lexer.end);
        p.next();
      } else p.expected("A name");
      return { ...p.error("a name is missing after the dot"), span: p.since(start) };
    }
    each = next;
  }
  return { kind: "splat", form: "attribute", of, item, each, span: p.since(start) };
}

/** What comes after the first two numbers of an address that is not quoted. */
const ADDRESS_REST = /(?:\.[0-9]+)+(?:\/[0-9]+)?/y;

function primary(p: Parsing): Expression {
  switch (p.kind) {
    case "name":
      return p.atItemLine() && !p.lines ? nothing(p) : named(p);
    case "number": {
      const span = p.tokenSpan();
      const value = Number(p.word);
      const { start, end } = p.lexer;
      const address = matchEnd(ADDRESS_REST, p.text, end);
      if (address >= 0) {
        p.problem(`${p.text.slice(start, address)} is no number. Write an address in quotes.`, start, address);
        p.lexer.jump(address, p.lines);
        return { ...p.error("it is no number"), span: p.since(start) };
      }
      p.next();
      return { kind: "literal", value, span };
    }
    case "quote":
      return quotedTemplate(p);
    case "heredoc":
      return heredoc(p);
    case "(": {
      const { start } = p.lexer;
      const { lines } = p;
      const of = p.inside(false, () => {
        p.next();
        return parseExpression(p);
      });
      p.close(")", lines, start, "The bracket");
      return { kind: "parentheses", of, span: p.since(start) };
    }
    case "[":
      return tuple(p);
    case "{":
      return objectNode(p);
    default:
      return nothing(p);
  }
}

function nothing(p: Parsing): Expression {
  if (p.at("invalid") && p.word === "'") {
    p.problem("Strings are written in double quotes.", p.lexer.start, p.lexer.end);
  } else if (p.at("<") && p.text.startsWith("<<", p.lexer.start)) {
    p.problem(
      "A heredoc opens with << or <<-, a name, and the end of the line.",
      p.lexer.start,
      Math.min(p.lexer.start + 2, p.text.length),
    );
  } else p.expected("A value");
  return p.error("a value is missing");
}

function named(p: Parsing): Expression {
  const { start } = p.lexer;
  const span = p.tokenSpan();
  const name = p.word;
  p.next();
  if (p.at("(") || p.at("::")) return call(p, start, name);
  if (name === "true" || name === "false") return { kind: "literal", value: name === "true", span };
  if (name === "null") return { kind: "literal", value: null, span };
  return { kind: "variable", name, span };
}

function call(p: Parsing, start: number, first: string): Expression {
  let name = first;
  for (let parts = 0; p.at("::") && parts < 8; parts++) {
    p.next();
    if (!p.at("name")) {
      p.expected("The name of a function");
      return { ...p.error("the name of a function is missing"), span: p.since(start) };
    }
    name += `::${p.word}`;
    p.next();
  }
  const nameSpan = p.since(start);
  if (!p.at("(")) {
    p.expected('"("');
    return { ...p.error("the arguments of a function are missing"), span: p.since(start) };
  }
  const opening = p.lexer.start;
  const { lines } = p;
  const args: Expression[] = [];
  let expand = false;
  p.inside(false, () => {
    p.next();
    readItems(p, ")", () => {
      args.push(parseExpression(p));
      if (p.take("...")) expand = true;
    });
  });
  p.close(")", lines, opening, "The call");
  return { kind: "call", name, nameSpan, args, expand, span: p.since(start) };
}

/** Reads items between commas up to a closing bracket, or to where no more of them can be. */
function readItems(p: Parsing, closing: ")" | "]", item: () => void): void {
  while (p.kind !== closing && !p.at("end")) {
    if (p.atItemLine()) return;
    const before = p.lexer.start;
    item();
    if (p.take(",")) continue;
    if (p.kind === closing || p.at("end") || p.atItemLine()) return;
    if (p.lexer.start === before || !BEGINS_VALUE.has(p.kind)) return;
    p.expected('"," or the closing bracket');
  }
}

const BEGINS_VALUE: ReadonlySet<string> = new Set(["name", "number", "quote", "heredoc", "(", "[", "{", "-", "!"]);

function tuple(p: Parsing): Expression {
  const { start } = p.lexer;
  const { lines } = p;
  const items: Expression[] = [];
  const loop = p.inside(false, () => {
    p.next();
    if (atFor(p)) return forBody(p, "list");
    readItems(p, "]", () => items.push(parseExpression(p)));
    return undefined;
  });
  p.close("]", lines, start, "The list");
  const span = p.since(start);
  return loop ? { ...loop, span } : { kind: "tuple", items, span };
}

function atFor(p: Parsing): boolean {
  return p.at("name") && p.word === "for";
}

function objectNode(p: Parsing): Expression {
  const { start } = p.lexer;
  const { lines } = p;
  const items: ObjectItem[] = [];
  const first = p.inside(false, () => {
    p.next();
    return atFor(p) ? forBody(p, "object") : undefined;
  });
  if (first) {
    p.close("}", lines, start, "The loop");
    return { ...first, span: p.since(start) };
  }
  p.inside(true, () => {
    p.lexer.jump(start + 1, true);
    readObjectItems(p, start, items);
  });
  p.close("}", lines, start, "The object");
  return { kind: "object", items, span: p.since(start) };
}

function readObjectItems(p: Parsing, opening: number, items: ObjectItem[]): void {
  for (;;) {
    while (p.at("newline")) p.next();
    if (p.at("}") || p.at("end") || p.atBlockLine() || p.isOutside(opening)) return;
    const before = p.lexer.start;
    const item = objectItem(p);
    if (item) items.push(item);
    if (p.take(",") || p.at("newline") || p.at("}") || p.at("end")) continue;
    if (item && p.lexer.start !== before && BEGINS_VALUE.has(p.kind)) {
      p.expected('"," or the end of the line');
      continue;
    }
    p.expected("The end of the line");
    skipEntry(p);
    if (p.lexer.start === before) return;
  }
}

/** Goes on where the next entry of an object may begin. */
function skipEntry(p: Parsing): void {
  while (!p.at("newline") && !p.at(",") && !p.at("}") && !p.at("end")) p.next();
  p.take(",");
}

function objectItem(p: Parsing): ObjectItem | undefined {
  const { start, kind } = p.lexer;
  if (!BEGINS_VALUE.has(kind)) {
    p.expected("A key");
    return undefined;
  }
  const word = p.word;
  const wordEnd = p.lexer.end;
  const key = parseExpression(p);
  const bare = kind === "name" && p.lexer.previousEnd === wordEnd;
  const name = bare ? word : constantText(key);
  const closed = key.kind === "template" && p.text.charCodeAt(p.lexer.previousEnd - 1) === 34;
  const keySpan = closed ? p.place(start + 1, p.lexer.previousEnd - 1) : key.span;
  if (!p.at("=") && !p.at(":")) {
    p.expected('"="');
    return { ...(name !== undefined && { name }), key, keySpan, value: p.error("a value is missing") };
  }
  p.next();
  const value = parseExpression(p);
  return { ...(name !== undefined && { name }), key, keySpan, value };
}

/** `for k, v in c : v if c`, without the brackets. */
function forBody(p: Parsing, result: "list" | "object"): ForNode {
  const { start } = p.lexer;
  p.next();
  const names = forNames(p);
  const [first = "", second] = names;
  const collection = parseExpression(p);
  if (!p.take(":")) p.expected('":"');
  let value = parseExpression(p);
  let key: Expression | undefined;
  let group = false;
  if (result === "object") {
    key = value;
    if (p.take("=>")) value = parseExpression(p);
    else {
      p.expected('"=>"');
      value = p.error("the value of the loop is missing");
    }
    group = p.take("...");
  } else if (p.at("=>")) {
    p.problem("A loop that makes keys stands in braces.", p.lexer.start, p.lexer.end);
    p.next();
    value = parseExpression(p);
  }
  const condition = p.at("name") && p.word === "if" ? forCondition(p) : undefined;
  return {
    kind: "for",
    result,
    ...(second !== undefined && { keyName: first }),
    valueName: second ?? first,
    collection,
    ...(key && { key }),
    value,
    group,
    ...(condition && { condition }),
    span: p.since(start),
  };
}

function forCondition(p: Parsing): Expression {
  p.next();
  return parseExpression(p);
}

function quotedTemplate(p: Parsing): TemplateNode {
  const { start } = p.lexer;
  const { parts, end } = templateParts(
    p,
    { start: start + 1, limit: p.lexer.limit, inQuotes: true, flush: false },
    parseExpression,
  );
  const closed = end < p.lexer.limit && p.text.charCodeAt(end) === 34;
  if (!closed) p.problem(`The string is not closed: '"' is missing.`, start, end);
  p.lexer.jump(closed ? end + 1 : end, p.lines);
  return { kind: "template", form: "quoted", parts, span: p.since(start) };
}

function heredoc(p: Parsing): TemplateNode {
  const { start, limit } = p.lexer;
  const { marker, bodyStart } = heredocOpening(p.text, start)!;
  const found = p.heredocs.find(marker, bodyStart);
  const bodyEnd = Math.min(found.bodyEnd, limit);
  const end = Math.min(found.end, limit);
  const { parts } = templateParts(
    p,
    { start: bodyStart, limit: bodyEnd, inQuotes: false, flush: p.text.charCodeAt(start + 2) === 45 },
    parseExpression,
  );
  if (!found.closed) {
    p.unclosed = true;
    p.problem(`The heredoc is not closed: a line ${quoted(marker)} is missing.`, start, p.lexer.limit);
  }
  p.lexer.jump(end, p.lines);
  return { kind: "template", form: "heredoc", parts, span: p.since(start) };
}
