/** The grammars of tree-sitter as they are shipped, or from their package when run from the sources. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";

const decompress = promisify(brotliDecompress);

/** Beside the program, or above it when this code was bundled into a chunk of its own. */
const bundled = ["./", "../"];

/**
 * A file of WebAssembly by its name ("tree-sitter-python").
 *
 * @throws where it is neither shipped nor installed
 */
export async function readGrammar(name: string): Promise<Uint8Array> {
  for (const place of bundled) {
    try {
      return await decompress(await readFile(new URL(`${place}${name}.wasm.br`, import.meta.url)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return readFile(createRequire(import.meta.url).resolve(`@vscode/tree-sitter-wasm/wasm/${name}.wasm`));
}
