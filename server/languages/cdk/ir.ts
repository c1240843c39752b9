/**
 * The expression IR that every CDK language is turned into: what a program says, without how its language says it.
 *
 * A front end makes it from a syntax tree, once per version of a file; the evaluator walks it. Casts, `await`, type
 * annotations and parentheses are dropped. What a front end does not understand becomes `opaque`. Names stay as the
 * file spells them; where they meet CDK, the evaluator asks the file's dialect for CDK's own.
 *
 * One construct is one shape in every language: a `new` whose first arguments are the scope and the id, and whose
 * props are an object (TypeScript) or named arguments (all others: see `Argument.name`).
 */
import type { Comment, Problem } from "../../core/resources.ts";
import type { Chunk, Span } from "../../core/span.ts";

export type Expression =
  | Literal
  | Template
  | Name
  | This
  | Super
  | Member
  | Index
  | Call
  | New
  | ObjectExpression
  | ListExpression
  | Conditional
  | Binary
  | Unary
  | Assign
  | FunctionExpression
  | ClassExpression
  | Opaque;

interface Node {
  readonly span: Span;
}

/** A string, number, boolean, or nothing (`null`, `undefined`, `None`). */
export interface Literal extends Node {
  readonly kind: "literal";
  readonly value: string | number | boolean | undefined;
  /** For a string whose characters do not stand verbatim between two quotes: one run each. */
  readonly pieces?: readonly TextPiece[];
}

/** A run of literal characters. When `span` is as long as `text` they are the same characters; else it maps whole. */
export interface TextPiece extends Node {
  readonly kind: "piece";
  readonly text: string;
}

/** A string with expressions in it. */
export interface Template extends Node {
  readonly kind: "template";
  readonly parts: readonly (TextPiece | Expression)[];
}

export interface Name extends Node {
  readonly kind: "name";
  readonly name: string;
}

/** Also the callee of a call: a constructor that hands over to another one of its class. */
export interface This extends Node {
  readonly kind: "this";
}

/** `super`, as the object of a member or the callee of a call. */
export interface Super extends Node {
  readonly kind: "super";
}

/** `object.name`. `optional` for `object?.name`. */
export interface Member extends Node {
  readonly kind: "member";
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
  readonly optional: boolean;
}

/** `object[index]`. */
export interface Index extends Node {
  readonly kind: "index";
  readonly object: Expression;
  readonly index: Expression;
  readonly optional: boolean;
}

export interface Argument extends Node {
  readonly value: Expression;
  /** `...value`; with `keywords` the entries of `**value`. */
  readonly spread: boolean;
  readonly keywords?: boolean;
  /**
   * What the value is for, as the language spells it: a keyword argument (`timeout=x`), a member of an object
   * initialiser (`Timeout = x`), a field of a composite literal (`Timeout: x`), a setter of a builder (`.timeout(x)`).
   * Handed to CDK they become its props; handed to the program's own they are bound by name.
   */
  readonly name?: string;
  readonly nameSpan?: Span;
  /** `&x`: whoever is handed it may write to it. */
  readonly address?: boolean;
  /** `ref x`, `out x`: whoever is handed it writes to it. */
  readonly writes?: boolean;
}

export interface Call extends Node {
  readonly kind: "call";
  readonly callee: Expression;
  /** The last name of the callee: `addIngressRule` in `sg.addIngressRule()`. */
  readonly nameSpan: Span;
  readonly args: readonly Argument[];
  /** The argument list with its parentheses. */
  readonly argsSpan: Span;
  readonly optional: boolean;
}

export interface New extends Node {
  readonly kind: "new";
  readonly callee: Expression;
  /** The last name of the class: `Function` in `new lambda.Function()`. */
  readonly nameSpan: Span;
  readonly args: readonly Argument[];
  /** The argument list with its parentheses; empty, behind the class, when there is none. */
  readonly argsSpan: Span;
  /** True where it can be nothing but plain data, whatever is known of its class: a composite literal of Go. */
  readonly isData?: boolean;
}

export type ObjectMember =
  | {
      readonly kind: "property";
      /** A computed key is an expression. */
      readonly key: string | Expression;
      readonly keySpan: Span;
      /** For shorthand (`{ vpc }`) a name at the place of the key. */
      readonly value: Expression;
      readonly shorthand: boolean;
      readonly span: Span;
    }
  | { readonly kind: "spread"; readonly value: Expression; readonly span: Span };

export interface ObjectExpression extends Node {
  readonly kind: "object";
  readonly members: readonly ObjectMember[];
}

export interface ListItem extends Node {
  readonly value: Expression;
  readonly spread: boolean;
}

export interface ListExpression extends Node {
  readonly kind: "list";
  readonly items: readonly ListItem[];
}

export interface Conditional extends Node {
  readonly kind: "conditional";
  readonly test: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

/** `===` and `==` are both "==", `!==` and `!=` are both "!=". */
export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "**"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "&&"
  | "||"
  | "??"
  | "in"
  | "instanceof"
  | ",";

export interface Binary extends Node {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary extends Node {
  readonly kind: "unary";
  readonly operator: "!" | "-" | "+" | "typeof" | "void" | "delete";
  readonly operand: Expression;
}

/** `target = value`, `target += value`. `x++` is `x += 1` (its own value, the one before, is not kept). */
export interface Assign extends Node {
  readonly kind: "assign";
  readonly target: Pattern;
  readonly operator: "=" | "+=" | "-=" | "*=" | "/=" | "??=" | "||=" | "&&=";
  readonly value: Expression;
}

/** What a value is bound to. */
export type Pattern =
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | Member
  | Index
  | {
      readonly kind: "objectPattern";
      readonly span: Span;
      readonly properties: readonly {
        readonly key: string | Expression;
        readonly keySpan: Span;
        readonly target: Pattern;
        readonly fallback?: Expression;
      }[];
      readonly rest?: Pattern;
    }
  | {
      readonly kind: "listPattern";
      readonly span: Span;
      readonly items: readonly ({ readonly target: Pattern; readonly fallback?: Expression } | undefined)[];
      readonly rest?: Pattern;
    };

export interface Parameter extends Node {
  readonly target: Pattern;
  readonly fallback?: Expression;
  readonly rest: boolean;
  /** True for `constructor(private readonly x: X)`: it is also a field. */
  readonly field: boolean;
  /** `**kwargs`: an object of the named arguments that no other parameter takes. */
  readonly keywords?: boolean;
  /** The name of its type as written, where functions of one name differ by it. */
  readonly type?: string;
  /** With `rest`: a list in the place of all the rest is them (`String...` in Java, `params` in C#). */
  readonly takesList?: boolean;
}

export interface FunctionExpression extends Node {
  readonly kind: "function";
  readonly name?: string;
  readonly parameters: readonly Parameter[];
  /** A single expression is a body of one `return`. */
  readonly body: readonly Statement[];
  /** False for a function that has a `this` of its own. */
  readonly arrow: boolean;
  readonly async: boolean;
  readonly generator: boolean;
  /** Names that are its own from its begin to its end, in languages that declare by assigning. */
  readonly locals?: readonly string[];
  /** Its first parameter is a scope, by its type. Where nobody calls it, it is evaluated with inputs that are not known. */
  readonly takesScope?: boolean;
}

export interface ClassExpression extends Node {
  readonly kind: "class";
  readonly name?: string;
  readonly nameSpan: Span;
  readonly superclass?: Expression;
  readonly fields: readonly {
    readonly name: string | Expression;
    readonly span: Span;
    readonly nameSpan: Span;
    readonly value?: Expression;
    readonly static: boolean;
  }[];
  readonly constructorFunction?: FunctionExpression;
  /** Its other constructors, in languages that tell them apart by their parameters. */
  readonly overloads?: readonly FunctionExpression[];
  /** Several may have one name, in the same languages. */
  readonly methods: readonly {
    readonly name: string;
    readonly span: Span;
    readonly static: boolean;
    readonly kind: "method" | "get" | "set";
    readonly body: FunctionExpression;
  }[];
  readonly abstract: boolean;
  /** True where its static fields see those before them by their bare names. */
  readonly scoped?: boolean;
  /** Fields whose members are members of the object, too: structs that are embedded in Go. */
  readonly embeds?: readonly string[];
}

/** Something that is not understood; its parts are still looked at, because constructs may be handed into them. */
export interface Opaque extends Node {
  readonly kind: "opaque";
  readonly what: string;
  readonly parts: readonly Expression[];
}

export type Statement =
  | { readonly kind: "expression"; readonly value: Expression; readonly span: Span }
  | {
      readonly kind: "declare";
      readonly span: Span;
      readonly target: Pattern;
      readonly value?: Expression;
      readonly constant: boolean;
      readonly exported: boolean;
    }
  | {
      readonly kind: "function";
      readonly span: Span;
      readonly name: string;
      readonly value: FunctionExpression;
      readonly exported: boolean;
      readonly isDefault: boolean;
    }
  | {
      readonly kind: "class";
      readonly span: Span;
      readonly name: string;
      readonly value: ClassExpression;
      readonly exported: boolean;
      readonly isDefault: boolean;
    }
  | {
      readonly kind: "enum";
      readonly span: Span;
      readonly name: string;
      readonly value: ObjectExpression;
      readonly exported: boolean;
    }
  | {
      readonly kind: "if";
      readonly span: Span;
      readonly test: Expression;
      readonly whenTrue: readonly Statement[];
      readonly whenFalse: readonly Statement[];
    }
  | {
      readonly kind: "switch";
      readonly span: Span;
      readonly subject: Expression;
      readonly cases: readonly { readonly test?: Expression; readonly body: readonly Statement[] }[];
    }
  /**
   * `for (const target of list)`; `over` is "keys" for `for … in`, "elements" where an object goes
   * through its keys, "pairs" where it goes through its keys with their values.
   */
  | {
      readonly kind: "forEach";
      readonly span: Span;
      readonly target: Pattern;
      readonly over: "values" | "keys" | "elements" | "pairs";
      readonly list: Expression;
      readonly body: readonly Statement[];
    }
  /** `for (start; test; step)` and `while (test)`. */
  | {
      readonly kind: "loop";
      readonly span: Span;
      readonly start: readonly Statement[];
      readonly test?: Expression;
      readonly step?: Expression;
      readonly body: readonly Statement[];
      readonly testFirst: boolean;
    }
  | { readonly kind: "block"; readonly span: Span; readonly body: readonly Statement[] }
  | {
      readonly kind: "try";
      readonly span: Span;
      readonly body: readonly Statement[];
      readonly handler: readonly Statement[];
      readonly handlerName?: Pattern;
      readonly finalizer: readonly Statement[];
    }
  | { readonly kind: "return"; readonly span: Span; readonly value?: Expression }
  | { readonly kind: "throw"; readonly span: Span; readonly value?: Expression }
  | { readonly kind: "break"; readonly span: Span; readonly label?: string }
  | { readonly kind: "continue"; readonly span: Span; readonly label?: string }
  /** `import … from "module"`; `require` stays a call. */
  | {
      readonly kind: "import";
      readonly span: Span;
      readonly module: string;
      readonly moduleSpan: Span;
      /** `imported` is a name, "default", or "*" for the module itself. */
      readonly names: readonly { readonly imported: string; readonly local: string; readonly span: Span }[];
      /** Every name of the module comes in: `from x import *`, `using X;`. */
      readonly all?: boolean;
    }
  /** `export { a as b }`, `export { a } from "module"`, `export * from "module"` (names undefined). */
  | {
      readonly kind: "export";
      readonly span: Span;
      readonly module?: string;
      readonly names?: readonly { readonly local: string; readonly exported: string }[];
      /** `export * as name from`. */
      readonly namespace?: string;
    }
  /** `export default expression`, `export = expression`. */
  | { readonly kind: "exportDefault"; readonly span: Span; readonly value: Expression; readonly whole: boolean };

/** One file, ready to be evaluated. */
export interface Module {
  readonly path: string;
  readonly chunk: Chunk;
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
  /** Every module that it names, for finding roots without evaluating. */
  readonly imports: readonly string[];
  /** Names that it uses and does not declare, in languages where files see each other's declarations without imports. */
  readonly mentions?: readonly string[];
  /** What is executed last, where the program starts with this file: the call of its `main`. */
  readonly main?: readonly Statement[];
  /** Names that the file declares by assigning to them. */
  readonly locals?: readonly string[];
}
