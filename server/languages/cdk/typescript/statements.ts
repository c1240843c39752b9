/** Statements to IR. */
import type ts from "typescript";
import type { Expression, ObjectMember, Pattern, Statement } from "../ir.ts";
import { readExpression } from "./expressions.ts";
import { readClass, readFunction } from "./functions.ts";
import { propertyKey, readBinding, readTarget } from "./patterns.ts";
import type { Reader } from "./reader.ts";

export function readStatements(reader: Reader, nodes: readonly ts.Statement[]): Statement[] {
  const statements: Statement[] = [];
  for (const node of nodes)
    reader.deeper(
      () => read(reader, node, statements),
      () => {
        const value = reader.opaque(node, "a statement that is nested too deeply");
        statements.push({ kind: "expression", value, span: value.span });
      },
    );
  return statements;
}

function read(reader: Reader, node: ts.Statement, out: Statement[]): void {
  const K = reader.ts.SyntaxKind;
  const span = reader.span(node);
  const has = (kind: ts.SyntaxKind) =>
    ((node as { modifiers?: readonly ts.Node[] }).modifiers ?? []).some((m) => m.kind === kind);
  switch (node.kind) {
    case K.VariableStatement:
      if (!has(K.DeclareKeyword))
        declarations(reader, (node as ts.VariableStatement).declarationList, has(K.ExportKeyword), out);
      return;
    case K.FunctionDeclaration: {
      const f = node as ts.FunctionDeclaration;
      if (!f.body) return;
      const isDefault = has(K.DefaultKeyword);
      const exported = has(K.ExportKeyword);
      out.push({
        kind: "function",
        name: f.name ? reader.name(f.name) : "default",
        value: readFunction(reader, f),
        exported,
        isDefault,
        span,
      });
      return;
    }
    case K.ClassDeclaration: {
      const c = node as ts.ClassDeclaration;
      if (has(K.DeclareKeyword)) return;
      const isDefault = has(K.DefaultKeyword);
      const exported = has(K.ExportKeyword);
      out.push({
        kind: "class",
        name: c.name ? reader.name(c.name) : "default",
        value: readClass(reader, c),
        exported,
        isDefault,
        span,
      });
      return;
    }
    case K.EnumDeclaration: {
      const e = node as ts.EnumDeclaration;
      out.push({
        kind: "enum",
        name: reader.name(e.name),
        value: enumObject(reader, e),
        exported: has(K.ExportKeyword),
        span,
      });
      return;
    }
    case K.ExpressionStatement:
      out.push({
        kind: "expression",
        value: readExpression(reader, (node as ts.ExpressionStatement).expression),
        span,
      });
      return;
    case K.IfStatement: {
      const s = node as ts.IfStatement;
      out.push({
        kind: "if",
        test: readExpression(reader, s.expression),
        whenTrue: branch(reader, s.thenStatement),
        whenFalse: s.elseStatement ? branch(reader, s.elseStatement) : [],
        span,
      });
      return;
    }
    case K.SwitchStatement: {
      const s = node as ts.SwitchStatement;
      out.push({
        kind: "switch",
        subject: readExpression(reader, s.expression),
        cases: s.caseBlock.clauses.map((c) => ({
          body: readStatements(reader, c.statements),
          ...(c.kind === K.CaseClause && { test: readExpression(reader, (c as ts.CaseClause).expression) }),
        })),
        span,
      });
      return;
    }
    case K.ForOfStatement:
    case K.ForInStatement: {
      const s = node as ts.ForOfStatement;
      const target = loopTarget(reader, s.initializer);
      if (!target) return;
      out.push({
        kind: "forEach",
        target,
        over: node.kind === K.ForInStatement ? "keys" : "values",
        list: readExpression(reader, s.expression),
        body: branch(reader, s.statement),
        span,
      });
      return;
    }
    case K.ForStatement: {
      const s = node as ts.ForStatement;
      const start: Statement[] = [];
      if (s.initializer?.kind === K.VariableDeclarationList)
        declarations(reader, s.initializer as ts.VariableDeclarationList, false, start);
      else if (s.initializer) {
        const value = readExpression(reader, s.initializer as ts.Expression);
        start.push({ kind: "expression", value, span: value.span });
      }
      out.push({
        kind: "loop",
        start,
        body: branch(reader, s.statement),
        testFirst: true,
        span,
        ...(s.condition && { test: readExpression(reader, s.condition) }),
        ...(s.incrementor && { step: readExpression(reader, s.incrementor) }),
      });
      return;
    }
    case K.WhileStatement:
    case K.DoStatement: {
      const s = node as ts.WhileStatement;
      const test = readExpression(reader, s.expression);
      out.push({
        kind: "loop",
        start: [],
        test,
        body: branch(reader, s.statement),
        testFirst: node.kind === K.WhileStatement,
        span,
      });
      return;
    }
    case K.Block:
      out.push({ kind: "block", body: readStatements(reader, (node as ts.Block).statements), span });
      return;
    case K.ModuleBlock:
      out.push(...readStatements(reader, (node as ts.ModuleBlock).statements));
      return;
    case K.LabeledStatement:
      read(reader, (node as ts.LabeledStatement).statement, out);
      return;
    case K.TryStatement: {
      const s = node as ts.TryStatement;
      const caught = s.catchClause?.variableDeclaration;
      out.push({
        kind: "try",
        body: readStatements(reader, s.tryBlock.statements),
        handler: s.catchClause ? readStatements(reader, s.catchClause.block.statements) : [],
        finalizer: s.finallyBlock ? readStatements(reader, s.finallyBlock.statements) : [],
        span,
        ...(caught && { handlerName: readBinding(reader, caught.name) }),
      });
      return;
    }
    case K.ReturnStatement: {
      const { expression } = node as ts.ReturnStatement;
      out.push({ kind: "return", span, ...(expression && { value: readExpression(reader, expression) }) });
      return;
    }
    case K.ThrowStatement: {
      const { expression } = node as ts.ThrowStatement;
      out.push({ kind: "throw", span, ...(expression && { value: readExpression(reader, expression) }) });
      return;
    }
    case K.BreakStatement:
    case K.ContinueStatement: {
      const { label: at } = node as ts.BreakStatement;
      const label = at && reader.name(at);
      const kind = node.kind === K.BreakStatement ? "break" : "continue";
      out.push({ kind, span, ...(label !== undefined && { label }) });
      return;
    }
    case K.ImportDeclaration:
      importDeclaration(reader, node as ts.ImportDeclaration, out);
      return;
    case K.ImportEqualsDeclaration:
      importEquals(reader, node as ts.ImportEqualsDeclaration, out);
      return;
    case K.ExportDeclaration:
      exportDeclaration(reader, node as ts.ExportDeclaration, out);
      return;
    case K.ExportAssignment: {
      const e = node as ts.ExportAssignment;
      out.push({
        kind: "exportDefault",
        value: readExpression(reader, e.expression),
        whole: e.isExportEquals === true,
        span,
      });
      return;
    }
  }
}

function branch(reader: Reader, node: ts.Statement): Statement[] {
  return readStatements(reader, node.kind === reader.ts.SyntaxKind.Block ? (node as ts.Block).statements : [node]);
}

function declarations(reader: Reader, list: ts.VariableDeclarationList, exported: boolean, out: Statement[]): void {
  const constant = (list.flags & reader.ts.NodeFlags.Const) !== 0;
  for (const d of list.declarations)
    out.push({
      kind: "declare",
      target: readBinding(reader, d.name),
      constant,
      exported,
      span: reader.span(d),
      ...(d.initializer && { value: readExpression(reader, d.initializer) }),
    });
}

function loopTarget(reader: Reader, node: ts.ForInitializer): Pattern | undefined {
  if (node.kind !== reader.ts.SyntaxKind.VariableDeclarationList) return readTarget(reader, node as ts.Expression);
  const first = (node as ts.VariableDeclarationList).declarations[0];
  return first && readBinding(reader, first.name);
}

/** An enum as the object that it is at run time, without the way back from numbers to names. */
function enumObject(reader: Reader, node: ts.EnumDeclaration): Extract<Expression, { kind: "object" }> {
  let next: number | undefined = 0;
  const members: ObjectMember[] = [];
  for (const member of node.members) {
    const span = reader.span(member);
    const value: Expression = member.initializer
      ? readExpression(reader, member.initializer)
      : next === undefined
        ? reader.opaque(member, "an enum member after one that is computed")
        : { kind: "literal", value: next, span };
    next = value.kind === "literal" && typeof value.value === "number" ? value.value + 1 : undefined;
    const key = propertyKey(reader, member.name);
    members.push({ kind: "property", key, keySpan: reader.span(member.name), value, shorthand: false, span });
  }
  return { kind: "object", members, span: reader.span(node) };
}

function moduleName(reader: Reader, node: ts.Expression | undefined): string | undefined {
  if (node?.kind !== reader.ts.SyntaxKind.StringLiteral) return undefined;
  const name = (node as ts.StringLiteral).text;
  reader.imports.push(name);
  return name;
}

function importDeclaration(reader: Reader, node: ts.ImportDeclaration, out: Statement[]): void {
  const clause = node.importClause;
  if (clause?.isTypeOnly) return;
  const module = moduleName(reader, node.moduleSpecifier);
  if (module === undefined) return;
  const names: Extract<Statement, { kind: "import" }>["names"][number][] = [];
  if (clause?.name)
    names.push({ imported: "default", local: reader.name(clause.name), span: reader.span(clause.name) });
  const bindings = clause?.namedBindings;
  if (bindings?.kind === reader.ts.SyntaxKind.NamespaceImport)
    names.push({ imported: "*", local: reader.name(bindings.name), span: reader.span(bindings.name) });
  else if (bindings)
    for (const e of (bindings as ts.NamedImports).elements)
      if (!e.isTypeOnly)
        names.push({
          imported: reader.name(e.propertyName ?? e.name),
          local: reader.name(e.name),
          span: reader.span(e.name),
        });
  out.push({ kind: "import", module, moduleSpan: reader.span(node.moduleSpecifier), names, span: reader.span(node) });
}

/** `import cdk = require("aws-cdk-lib")`, `import Function = lambda.Function`. */
function importEquals(reader: Reader, node: ts.ImportEqualsDeclaration, out: Statement[]): void {
  const K = reader.ts.SyntaxKind;
  if (node.isTypeOnly) return;
  const span = reader.span(node);
  const nameSpan = reader.span(node.name);
  if (node.moduleReference.kind === K.ExternalModuleReference) {
    const { expression } = node.moduleReference as ts.ExternalModuleReference;
    const module = moduleName(reader, expression);
    if (module === undefined) return;
    const names = [{ imported: "=", local: reader.name(node.name), span: nameSpan }];
    out.push({ kind: "import", module, moduleSpan: reader.span(expression), names, span });
    return;
  }
  const target: Pattern = { kind: "name", name: reader.name(node.name), span: nameSpan };
  const value = entityName(reader, node.moduleReference as ts.EntityName);
  out.push({ kind: "declare", target, value, constant: true, exported: false, span });
}

function entityName(reader: Reader, node: ts.EntityName): Expression {
  const span = reader.span(node);
  if (node.kind === reader.ts.SyntaxKind.Identifier) return { kind: "name", name: reader.name(node), span };
  const { left, right } = node as ts.QualifiedName;
  const object = reader.deeper<Expression>(
    () => entityName(reader, left),
    () => reader.opaque(left, "a name that is too long"),
  );
  return { kind: "member", object, name: reader.name(right), nameSpan: reader.span(right), optional: false, span };
}

function exportDeclaration(reader: Reader, node: ts.ExportDeclaration, out: Statement[]): void {
  if (node.isTypeOnly) return;
  const module = moduleName(reader, node.moduleSpecifier);
  const clause = node.exportClause;
  const from = module === undefined ? {} : { module };
  const span = reader.span(node);
  if (!clause) out.push({ kind: "export", span, ...from });
  else if (clause.kind === reader.ts.SyntaxKind.NamespaceExport)
    out.push({ kind: "export", span, namespace: reader.name((clause as ts.NamespaceExport).name), ...from });
  else {
    const names = (clause as ts.NamedExports).elements
      .filter((e) => !e.isTypeOnly)
      .map((e) => ({ local: reader.name(e.propertyName ?? e.name), exported: reader.name(e.name) }));
    out.push({ kind: "export", span, names, ...from });
  }
}
