/**
 * Builds dist/: the extension, the server, the command line and the rule pages.
 *
 *     node --import tsx scripts/build.ts [--dev]
 */
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { type BuildOptions, build as bundle, type Metafile } from "esbuild";
import { readPages } from "../server/pages.ts";
import { typescriptParser } from "./build-typescript-parser.ts";
import { licencesOf } from "./licences.ts";

const root = path.join(import.meta.dirname, "..");
const GRAMMARS = ["python", "java", "c-sharp", "go"];
const compress = promisify(brotliCompress);
const PACKAGE_BUDGET = 10 * 1024 * 1024;

/** Builds everything. `dev` keeps names readable and writes source maps. Returns the size of each file in bytes. */
export async function build({ dev = false }: { dev?: boolean } = {}): Promise<Map<string, number>> {
  await rm(path.join(root, "dist"), { recursive: true, force: true });
  await mkdir(path.join(root, "dist"));
  const shared: BuildOptions = {
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    // The module build first: the other one of jsonc-parser cannot be bundled.
    mainFields: ["module", "main"],
    minify: !dev,
    sourcemap: dev,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  };
  const [programs, client] = await Promise.all([
    bundle({
      ...shared,
      entryPoints: { cli: "server/cli/main.ts", server: "server/lsp/start.ts" },
      outdir: "dist",
      format: "esm",
      splitting: true,
      // Beside the entries: code finds pages.json by its own place, whichever file it ends up in.
      chunkNames: "[name]-[hash]",
      // CommonJS dependencies ask for Node's modules with `require`, and tree-sitter where it is.
      banner: {
        js: 'import { createRequire as $createRequire } from "node:module"; import { fileURLToPath as $fileOf } from "node:url"; const require = $createRequire(import.meta.url), __filename = $fileOf(import.meta.url);',
      },
      plugins: [typescriptParser()],
    }),
    bundle({
      ...shared,
      entryPoints: ["client/extension.ts"],
      outfile: "dist/client.cjs",
      format: "cjs",
      external: ["vscode"],
    }),
    writePages(),
    writeGrammars(),
  ]);
  await makeExecutable("dist/cli.js");
  await writeFile(
    path.join(root, "dist/licences.txt"),
    await licencesOf(root, inputsOf(programs.metafile, client.metafile)),
  );
  return sizes();
}

function inputsOf(...metafiles: (Metafile | undefined)[]): string[] {
  return metafiles.flatMap((m) => Object.values(m?.outputs ?? {}).flatMap((o) => Object.keys(o.inputs)));
}

/** The text of every rule page by rule id. */
async function writePages(): Promise<void> {
  const pages = await readPages(pathToFileURL(path.join(root, "rules/")));
  await writeFile(path.join(root, "dist/pages.json"), JSON.stringify(pages));
}

/** The grammars of tree-sitter and tree-sitter itself, compressed: they are large, and few programs need one. */
async function writeGrammars(): Promise<void> {
  const folder = path.join(root, "node_modules/@vscode/tree-sitter-wasm/wasm");
  for (const name of ["tree-sitter", ...GRAMMARS.map((g) => `tree-sitter-${g}`)]) {
    const compressed = await compress(await readFile(path.join(folder, `${name}.wasm`)));
    await writeFile(path.join(root, `dist/${name}.wasm.br`), compressed);
  }
}

async function makeExecutable(file: string): Promise<void> {
  const full = path.join(root, file);
  const text = await readFile(full, "utf8");
  if (!text.startsWith("#!")) await writeFile(full, `#!/usr/bin/env node\n${text}`);
  await chmod(full, 0o755);
}

async function sizes(): Promise<Map<string, number>> {
  const result = new Map<string, number>();
  for (const file of await filesIn("dist")) result.set(file, (await stat(path.join(root, file))).size);
  return result;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries.filter((e) => e.isFile()).map((e) => path.relative(root, path.join(e.parentPath, e.name)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dev = process.argv.includes("--dev");
  const result = [...(await build({ dev }))].sort(([, a], [, b]) => b - a);
  const total = result.reduce((sum, [, size]) => sum + size, 0);
  for (const [file, size] of result) console.log(`${kilobytes(size).padStart(10)}  ${file}`);
  console.log(`${kilobytes(total).padStart(10)}  in all, of ${kilobytes(PACKAGE_BUDGET)} that a package may have`);
  if (!dev && total > PACKAGE_BUDGET) process.exitCode = 1;
}

function kilobytes(size: number): string {
  return `${(size / 1024).toFixed(1)} KB`;
}
