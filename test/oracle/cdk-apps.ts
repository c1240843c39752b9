/**
 * Synthesizes CDK apps of real repositories with the aws-cdk-lib that is installed here, each in a process of its own:
 * no network, no credentials, no installation. Apps of CDK v1 run against the same library. Files are only written to
 * a copy of the app.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { build, type Plugin } from "esbuild";

const require = createRequire(import.meta.url);
const libraries = join(dirname(require.resolve("aws-cdk-lib/package.json")), "..");

/** A folder with a `cdk.json` whose app is TypeScript or JavaScript. */
export interface App {
  readonly folder: string;
  readonly entry: string;
  readonly context: Readonly<Record<string, unknown>>;
}

const SKIPPED = new Set(["node_modules", "cdk.out", ".git", "dist"]);
/** Missing folders of assets that are made, one a run. */
const MOST_RUNS = 8;

/** The apps below a folder. */
export function appsBelow(folder: string): App[] {
  const found: App[] = [];
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.some((e) => e.name === "cdk.json")) {
    const app = appIn(folder);
    if (app) found.push(app);
  }
  for (const e of entries) if (e.isDirectory() && !SKIPPED.has(e.name)) found.push(...appsBelow(join(folder, e.name)));
  return found;
}

function appIn(folder: string): App | undefined {
  const manifest = JSON.parse(readFileSync(join(folder, "cdk.json"), "utf8")) as {
    app?: string;
    context?: Record<string, unknown>;
  };
  const named = (manifest.app ?? "").split(/\s+/).filter((w) => /^[\w./-]*\/?[\w.-]+$/.test(w) && !w.startsWith("-"));
  const last = named[named.length - 1]?.replace(/\.[jt]s$/, "") ?? "";
  const entry = [`${last}.ts`, `${last}.js`, `${last}/index.ts`].find((path) => existsSync(join(folder, path)));
  return entry === undefined ? undefined : { folder, entry, context: manifest.context ?? {} };
}

/** What an import of CDK v1 is called today. */
const v1: Plugin = {
  name: "cdk-v1",
  setup(building) {
    building.onResolve({ filter: /^@aws-cdk\/[\w-]+$/ }, ({ path }) => {
      const name = path.slice("@aws-cdk/".length);
      if (/-alpha$/.test(name)) return undefined;
      return name === "core" ? { path, namespace: "core" } : { path: `aws-cdk-lib/${name}`, external: true };
    });
    building.onLoad({ filter: /.*/, namespace: "core" }, () => ({
      contents:
        'const all = require("aws-cdk-lib"); module.exports = Object.create(all, { Construct: { value: require("constructs").Construct } });',
      loader: "js",
    }));
  },
};

/** What makes no difference to templates, and need not be installed. */
const IDLE = /^(source-map-support(\/.*)?|dotenv(\/.*)?)$/;
const idle: Plugin = {
  name: "idle",
  setup(building) {
    building.onResolve({ filter: IDLE }, ({ path }) => ({ path, namespace: "idle" }));
    building.onLoad({ filter: /.*/, namespace: "idle" }, () => ({
      contents: "exports.install = exports.config = () => ({});",
      loader: "js",
    }));
  },
};

/**
 * The folder of its templates; or why there is none.
 *
 * @param packages a `node_modules` with what apps need beside CDK
 */
export async function synthesizeApp(
  app: App,
  target: string,
  packages?: string,
): Promise<{ out: string } | { failed: string }> {
  const copy = join(target, "app");
  const out = join(target, "cdk.out");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  // What is beside the app may be an asset of it.
  cpSync(app.folder, copy, { recursive: true, filter: (path) => !/\/(node_modules|cdk\.out)$/.test(path) });
  const entry = join(copy, app.entry);
  const bundle = join(dirname(entry), "groundrule-bundle.cjs");
  try {
    await build({
      entryPoints: [entry],
      outfile: bundle,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      packages: "bundle",
      external: ["aws-cdk-lib", "aws-cdk-lib/*", "constructs"],
      plugins: [v1, idle, paths],
      ...(packages !== undefined && { nodePaths: [packages] }),
      tsconfigRaw: "{}",
      logLevel: "silent",
      absWorkingDir: copy,
    });
  } catch (error) {
    return { failed: `not bundled: ${firstLine((error as Error).message.split("\n")[1] ?? String(error))}` };
  }
  const context: Record<string, unknown> = {
    ...app.context,
    "aws:cdk:enable-path-metadata": true,
    "aws:cdk:bundling-stacks": [],
    "aws:cdk:version-reporting": false,
  };
  for (let run = 0; run < MOST_RUNS; run++) {
    const { status, stderr } = spawnSync(process.execPath, ["--no-warnings", bundle], {
      cwd: copy,
      encoding: "utf8",
      timeout: 120_000,
      env: {
        PATH: process.env.PATH ?? "",
        HOME: target,
        NODE_PATH: libraries,
        CDK_OUTDIR: out,
        CDK_CONTEXT_JSON: JSON.stringify(context),
        CDK_DEFAULT_ACCOUNT: "123456789012",
        CDK_DEFAULT_REGION: "us-east-1",
      },
    });
    // Flags of CDK v1 are refused today: what they turned on is how it is.
    const flag = /Unsupported feature flag '([@\w:/.-]+)'/.exec(stderr)?.[1];
    if (flag !== undefined && Object.hasOwn(context, flag)) {
      delete context[flag];
      continue;
    }
    if (status === 0) return existsSync(out) ? { out } : { failed: "it synthesizes nothing" };
    const asset =
      /(?:Cannot find asset at|Cannot find image directory at|no such file or directory, \w+) '?([^'\n]+?)'?(?:\n|$)/.exec(
        stderr,
      )?.[1];
    if (asset === undefined || relative(target, asset).startsWith("..") || existsSync(asset))
      return { failed: firstLine(/(?:«\w+»|^\w*Error:) (.*)$/m.exec(stderr)?.[1] ?? stderr) };
    make(asset);
  }
  return { failed: "too many of its assets are missing" };
}

/** Makes an asset that the app would have built: a folder, or a file where the name has an ending. */
function make(path: string): void {
  const isFile = /\.\w+$/.test(path);
  mkdirSync(isFile ? dirname(path) : path, { recursive: true });
  writeFileSync(isFile ? path : join(path, "Dockerfile"), isFile ? "" : "FROM scratch\n");
}

/** Each file keeps its own place: assets are found beside it. */
const paths: Plugin = {
  name: "own-place",
  setup(building) {
    building.onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8").replace(/^#!.*/, "");
      const head = `const __filename = ${JSON.stringify(path)}, __dirname = ${JSON.stringify(dirname(path))};`;
      return {
        contents: /__(file|dir)name/.test(text) ? head + text : text,
        loader: /ts$/.test(path) ? "ts" : "js",
      };
    });
  },
};

function firstLine(text: string): string {
  return (text.trim().split("\n")[0] ?? "").slice(0, 160);
}
