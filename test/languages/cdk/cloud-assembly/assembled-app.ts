/** An app, really synthesized by aws-cdk-lib, as files in memory. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { type Files, memoryFiles } from "../../../../server/core/files.ts";

const root = path.join(import.meta.dirname, "../../../..");

/** The text of each file of the assembly that a program is synthesized to, by path below `cdk.out`. */
export async function synthesized(
  text: string,
  environment: Readonly<Record<string, string>>,
): Promise<Map<string, string>> {
  // Below the project, so that aws-cdk-lib is found.
  mkdirSync(path.join(root, "out"), { recursive: true });
  const folder = mkdtempSync(path.join(root, "out/assembly-"));
  const output = mkdtempSync(path.join(tmpdir(), "groundrule-assembly-"));
  try {
    writeFileSync(path.join(folder, "app.ts"), text);
    const bundle = path.join(folder, "app.cjs");
    await build({
      entryPoints: [path.join(folder, "app.ts")],
      outfile: bundle,
      platform: "node",
      format: "cjs",
      bundle: true,
      packages: "external",
      sourcemap: "inline",
    });
    execFileSync(process.execPath, ["--enable-source-maps", bundle], {
      env: { ...process.env, ...environment, CDK_OUTDIR: output },
      stdio: "pipe",
    });
    const files = new Map<string, string>();
    for (const name of readdirSync(output, { recursive: true, encoding: "utf8" }))
      if (name.endsWith(".json") && !name.includes("asset."))
        files.set(
          name.replaceAll("\\", "/"),
          readFileSync(path.join(output, name), "utf8").replaceAll(`${folder}/`, "/app/"),
        );
    return files;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(output, { recursive: true, force: true });
  }
}

/** The app with its assembly, which was written at time 2; `newer` files were written after it. */
export function appFiles(
  text: string,
  assembly: ReadonlyMap<string, string>,
  newer: readonly string[] = [],
  after = 3,
): Files {
  const files = new Map([
    ["/app/app.ts", text],
    ["/app/cdk.json", '{ "app": "npx tsx app.ts" }\n'],
    ...[...assembly].map(([name, content]) => [`/app/cdk.out/${name}`, content] as const),
  ]);
  return memoryFiles(files, (file) => (file.startsWith("/app/cdk.out/") ? 2 : newer.includes(file) ? after : 1));
}
