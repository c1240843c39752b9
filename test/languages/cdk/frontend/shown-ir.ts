/** IR as one line of text, alike for every language. */
import type {
  Argument,
  Expression,
  FunctionExpression,
  Pattern,
  Statement,
} from "../../../../server/languages/cdk/ir.ts";

export function shown(node: Expression): string {
  switch (node.kind) {
    case "literal":
      return node.value === undefined ? "nothing" : JSON.stringify(node.value);
    case "template":
      return `\`${node.parts.map((p) => (p.kind === "piece" ? p.text : `\${${shown(p)}}`)).join("")}\``;
    case "name":
      return node.name;
    case "this":
    case "super":
      return node.kind;
    case "member":
      return `${shown(node.object)}${node.optional ? "?" : ""}.${node.name}`;
    case "index":
      return `${shown(node.object)}${node.optional ? "?." : ""}[${shown(node.index)}]`;
    case "call":
      return `${node.callee.kind === "function" ? `(${shown(node.callee)})` : shown(node.callee)}${args(node.args)}`;
    case "new":
      return `new ${node.callee.kind === "class" ? `(${shown(node.callee)})` : shown(node.callee)}${args(node.args)}`;
    case "object":
      return `{${node.members
        .map((m) =>
          m.kind === "spread"
            ? `...${shown(m.value)}`
            : `${typeof m.key === "string" ? m.key : `[${shown(m.key)}]`}: ${shown(m.value)}`,
        )
        .join(", ")}}`;
    case "list":
      return `[${node.items.map((i) => `${i.spread ? "..." : ""}${shown(i.value)}`).join(", ")}]`;
    case "conditional":
      return `(${shown(node.test)} ? ${shown(node.whenTrue)} : ${shown(node.whenFalse)})`;
    case "binary":
      return `(${shown(node.left)} ${node.operator} ${shown(node.right)})`;
    case "unary":
      return `${node.operator}${shown(node.operand)}`;
    case "assign":
      return `${pattern(node.target)} ${node.operator} ${shown(node.value)}`;
    case "function":
      return `${parameters(node)} => ${block(node.body)}`;
    case "class": {
      const members = [
        ...node.fields.map(
          (f) => `${f.static ? "static " : ""}${String(f.name)}${f.value ? ` = ${shown(f.value)}` : ""}`,
        ),
        ...[node.constructorFunction, ...(node.overloads ?? [])].map((c) =>
          c ? `constructor${parameters(c)} ${block(c.body)}` : "",
        ),
        ...node.methods.map(
          (m) =>
            `${m.static ? "static " : ""}${m.kind === "method" ? "" : `${m.kind} `}${m.name}${parameters(m.body)} ${block(m.body.body)}`,
        ),
      ];
      const extended = node.superclass ? ` extends ${shown(node.superclass)}` : "";
      return `class${node.name === undefined ? "" : ` ${node.name}`}${extended} {${members.filter((m) => m !== "").join("; ")}}`;
    }
    case "opaque":
      return `<${node.what}${node.parts.map((p) => ` ${shown(p)}`).join("")}>`;
  }
}

function args(given: readonly Argument[]): string {
  return `(${given
    .map((a) => {
      const mark = a.keywords ? "**" : a.spread ? "..." : "";
      return `${a.name === undefined ? "" : `${a.name}: `}${mark}${shown(a.value)}`;
    })
    .join(", ")})`;
}

function parameters(f: FunctionExpression): string {
  return `(${f.parameters
    .map((p) => `${p.rest ? "..." : ""}${pattern(p.target)}${p.fallback ? ` = ${shown(p.fallback)}` : ""}`)
    .join(", ")})`;
}

function pattern(p: Pattern): string {
  if (p.kind === "name") return p.name;
  if (p.kind === "member" || p.kind === "index") return shown(p);
  if (p.kind === "listPattern") return `[${p.items.map((i) => (i ? pattern(i.target) : "")).join(", ")}]`;
  return `{${p.properties.map((q) => pattern(q.target)).join(", ")}}`;
}

function block(body: readonly Statement[]): string {
  return `{ ${body.map(shownStatement).join("; ")} }`;
}

export function shownStatement(s: Statement): string {
  switch (s.kind) {
    case "expression":
      return shown(s.value);
    case "declare":
      return `${s.constant ? "const" : "let"} ${pattern(s.target)}${s.value ? ` = ${shown(s.value)}` : ""}`;
    case "function":
      return `function ${s.name}${parameters(s.value)} ${block(s.value.body)}`;
    case "class":
      return shown(s.value);
    case "enum":
      return `enum ${s.name} ${shown(s.value)}`;
    case "if":
      return `if ${shown(s.test)} ${block(s.whenTrue)}${s.whenFalse.length > 0 ? ` else ${block(s.whenFalse)}` : ""}`;
    case "switch":
      return `switch ${shown(s.subject)} { ${s.cases.map((c) => `${c.test ? shown(c.test) : "default"}: ${block(c.body)}`).join(" ")} }`;
    case "forEach":
      return `for ${pattern(s.target)} of ${shown(s.list)} ${block(s.body)}`;
    case "loop":
      return `${s.testFirst ? "loop" : "do"} ${s.start.map(shownStatement).join(", ")}; ${s.test ? shown(s.test) : ""}; ${s.step ? shown(s.step) : ""} ${block(s.body)}`;
    case "block":
      return block(s.body);
    case "try":
      return `try ${block(s.body)} catch ${block(s.handler)} finally ${block(s.finalizer)}`;
    case "return":
    case "throw":
      return `${s.kind}${s.value ? ` ${shown(s.value)}` : ""}`;
    case "break":
    case "continue":
      return `${s.kind}${s.label === undefined ? "" : ` ${s.label}`}`;
    case "import":
      return `import ${s.all ? "*" : s.names.map((n) => (n.imported === n.local ? n.local : `${n.imported} as ${n.local}`)).join(", ")} from ${s.module}`;
    case "export":
      return "export";
    case "exportDefault":
      return `export default ${shown(s.value)}`;
  }
}
