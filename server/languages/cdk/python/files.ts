/** Which files are CDK source in Python, judged without parsing them. */
import type { SourceFiles } from "../source-language.ts";

/** Folders of installed packages and of what is built. */
const NOT_OURS = /(^|\/)(node_modules|cdk\.out|\.git|\.?venv|\.?env|\.tox|\.nox|site-packages|__pycache__)\//;
const TESTS = /(^|\/)tests?\/|(^|\/)(test_[^/]*|[^/]*_test|conftest|setup|noxfile)\.py$/;
const IMPORT = /^[ \t]*(?:from|import)[ \t]+aws_cdk\b/m;

/** A command that runs a Python program: the interpreter, whatever starts it, or a file of Python. */
const COMMAND = /(^|[\s/\\"'&;])(python[\d.]*|py)(\.exe)?["']?(\s|$)|\.py(\s|["']|$)/;

export const pythonFiles: SourceFiles = {
  isSource: (path) => path.endsWith(".py") && !NOT_OURS.test(path),
  isTest: (path) => TESTS.test(path),
  importsCdk: (text) => text.includes("aws_cdk") && IMPORT.test(text),
  runs: (app) => COMMAND.test(app),
};

/**
 * The files that a command line may start from: `python3 app.py`, `python -m pkg.app`, `uv run app.py`. What stands
 * behind the file are its arguments.
 */
export function entriesOf(app: string): readonly string[] {
  const words = app.split(/\s+/).map((w) => w.replace(/^["']|["']$/g, ""));
  const module = words.indexOf("-m");
  const named = module >= 0 && /python[\d.]*$/.test(words[module - 1] ?? "") ? words[module + 1] : undefined;
  if (named !== undefined && /^[\w.]+$/.test(named)) {
    const path = named.replaceAll(".", "/");
    return [`${path}.py`, `${path}/__main__.py`];
  }
  const file = words.find((w) => w.endsWith(".py") && !w.startsWith("-"));
  if (file !== undefined) return [file.replaceAll("\\", "/")];
  // `python bin/app`, a file without an ending; `python cdk`, a folder with a `__main__.py`.
  const python = words.findIndex((w) => /(^|[/\\])python[\d.]*(\.exe)?$/.test(w));
  const next = python >= 0 ? words.slice(python + 1).find((w) => !w.startsWith("-")) : undefined;
  return next === undefined ? [] : [`${next}.py`, `${next}/__main__.py`];
}
