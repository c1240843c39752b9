/** The command line: reads the arguments and hands over to one command. */
import { setFlagsFromString } from "node:v8";
import { nodeFiles, windowsPath } from "../workspace/node-files.ts";
import { readArguments, USAGE, UsageError } from "./arguments.ts";
import type { Terminal } from "./terminal.ts";

const terminal: Terminal = {
  folder: windowsPath(process.cwd()),
  colour: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb",
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
};

async function main(args: readonly string[]): Promise<number> {
  const request = readArguments(args, new Date());
  switch (request.command) {
    case "help":
      terminal.out(USAGE);
      return 0;
    case "version":
      terminal.out(`${(await import("../../package.json")).version}\n`);
      return 0;
    case "lsp":
      (await import("../lsp/main.ts")).startServer();
      return 0;
    case "lint": {
      // The optimising compiler of WebAssembly, which grammars run in, would hold a short process back when it exits.
      setFlagsFromString("--liftoff-only");
      const { product } = await import("../product.ts");
      return (await import("./lint-command.ts")).lintCommand(request, product, nodeFiles(), terminal);
    }
    case "plan": {
      const { product } = await import("../product.ts");
      return (await import("./plan-command.ts")).planCommand(request, product, nodeFiles(), terminal);
    }
    default: {
      const { product } = await import("../product.ts");
      const { unusedSuppression } = await import("../workspace/unused-suppressions.ts");
      const rules = [...(await product.rules()), unusedSuppression];
      if (request.command === "rules") return (await import("./rules-command.ts")).rulesCommand(rules, terminal);
      return (await import("./explain-command.ts")).explainCommand(request.id, rules, terminal);
    }
  }
}

// A reader that has seen enough (`| head`) closes the pipe: that is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const usage = error instanceof UsageError ? "\nSee `groundrule --help`." : "";
  terminal.error(`groundrule: ${error instanceof Error ? error.message : String(error)}${usage}\n`);
  process.exitCode = 2;
}
