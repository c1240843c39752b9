/** Runs in the extension host: mocha over the suite that the workspace is for. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";

/** Called by VS Code. Rejects when a test failed. */
export async function run(): Promise<void> {
  const { GROUNDRULE_SUITE: suite, GROUNDRULE_RESULTS: results } = process.env;
  if (!suite || !results) throw new Error("GROUNDRULE_SUITE and GROUNDRULE_RESULTS say what to run, and where it goes");
  // VS Code keeps standard output for itself: the report is a file, read by the one that started the editor.
  const mocha = new Mocha({
    timeout: 30_000,
    failZero: true,
    reporter: "json",
    reporterOptions: { output: results },
  });
  mocha.addFile(path.join(__dirname, `${suite}.cjs`));
  try {
    const failures = await new Promise<number>((resolve) => mocha.run(resolve));
    if (failures > 0) throw new Error(`${failures} tests failed`);
  } catch (error) {
    writeFileSync(`${results}.log`, String(error));
    throw error;
  }
}
