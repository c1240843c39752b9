/** The TypeScript parser, loaded when the first CDK file is met. The bundle replaces the package by its parser alone. */
import type ts from "typescript";

/** What is used of the `typescript` package: see scripts/build-typescript-parser.ts. */
export type TypeScript = Pick<
  typeof ts,
  | "createSourceFile"
  | "updateSourceFile"
  | "forEachChild"
  | "idText"
  | "SyntaxKind"
  | "ScriptKind"
  | "ScriptTarget"
  | "NodeFlags"
> & {
  /** Not in the published types: where a node begins, behind the comments before it. */
  getTokenPosOfNode(node: ts.Node, file: ts.SourceFile): number;
};

/** A syntax tree with what the published types leave out. */
export type ParsedFile = ts.SourceFile & {
  readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[];
};

let loading: Promise<TypeScript> | undefined;

/** Loads the parser once. */
export function loadTypeScript(): Promise<TypeScript> {
  loading ??= import("typescript").then((module) => {
    const loaded = module as unknown as TypeScript & { default?: TypeScript };
    return loaded.default ?? loaded;
  });
  return loading;
}
