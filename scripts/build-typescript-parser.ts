/**
 * Cuts the TypeScript package down to its parser.
 *
 * The package is one CommonJS file of 9 MB, section after section: scanner, factory, parser, and then the checker and
 * the rest, which are left out. Without the wrapper, with only the parser exported and with every top-level initialiser
 * marked as pure, esbuild drops what is not used of the rest.
 * Used as an esbuild plugin, so that the sources can simply `import("typescript")`.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

/** What the front end uses; nothing else of the package is kept. */
const EXPORTS = [
  "getTokenPosOfNode",
  "createSourceFile",
  "updateSourceFile",
  "forEachChild",
  "idText",
  "SyntaxKind",
  "ScriptKind",
  "ScriptTarget",
  "NodeFlags",
];

/** The parser as the text of an ES module, before tree shaking. */
export async function typescriptParserModule(): Promise<string> {
  const file = createRequire(import.meta.url).resolve("typescript");
  const text = await readFile(file, "utf8");
  const start = text.indexOf("(module) => {");
  const section = (name: string) => {
    const at = text.indexOf(`\n// src/${name}.ts\n`);
    if (at < 0) throw new Error(`${file} has no section ${name}: look at scripts/build-typescript-parser.ts`);
    return at;
  };
  const prelude = text
    .slice(start + "(module) => {".length, section("typescript/typescript"))
    .replace('"use strict";', "");
  const before = text.slice(section("compiler/corePublic"), section("compiler/sys"));
  const after = text.slice(section("compiler/path"), section("compiler/commandLineParser"));
  // The parser needs no file system: `sys` is undefined, as it is in a browser.
  const body = `${before}\nvar sys;\n${after}`
    // An initialiser at the top level that is a call: nothing but the variable comes of it.
    .replace(/^(var [\w$]+ = )(?=(?:[\w$.]+\(|\(\(|\(\) =>|new |\/\*))/gm, "$1/* @__PURE__ */ ")
    .replace(/^__export\(/gm, "/* @__PURE__ */ __export(");
  return `${prelude}\n${body}\nexport { ${EXPORTS.join(", ")} };\n`;
}

/** Makes `import("typescript")` mean the parser alone. */
export function typescriptParser(): Plugin {
  return {
    name: "typescript-parser",
    setup(pluginBuild) {
      pluginBuild.onResolve({ filter: /^typescript$/ }, () => ({
        path: "typescript-parser",
        namespace: "typescript-parser",
        sideEffects: false,
      }));
      pluginBuild.onLoad({ filter: /.*/, namespace: "typescript-parser" }, async () => ({
        contents: await typescriptParserModule(),
        loader: "js",
        resolveDir: fileURLToPath(new URL("..", import.meta.url)),
      }));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outfile = process.argv[2] ?? "dist/typescript-parser.js";
  await build({
    stdin: { contents: 'export * from "typescript";', resolveDir: "." },
    plugins: [typescriptParser()],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node20",
    outfile,
    logLevel: "warning",
  });
}
