/** The extension's entry: wires the parts together and decides when the server runs. */
import * as vscode from "vscode";
import { registerExplain } from "./explain.ts";
import { watchForInfrastructure } from "./relevance.ts";
import { Server } from "./server.ts";
import { registerStatus } from "./status.ts";

/** What other extensions, and the tests, can ask. */
export interface Groundrule {
  /** True while the language server runs. It does not before there is something to lint. */
  readonly running: boolean;
}

/** Called by VS Code when something that could be infrastructure code is there. */
export async function activate(context: vscode.ExtensionContext): Promise<Groundrule> {
  const output = vscode.window.createOutputChannel("Groundrule", { log: true });
  const status = registerStatus();
  const server = new Server(context.asAbsolutePath("dist/server.js"), output, status);
  let wanted = false;

  const follow = async () => {
    const enabled = vscode.workspace.getConfiguration("groundrule").get<boolean>("enable", true);
    if (wanted && enabled) await server.start();
    else await server.stop();
  };

  context.subscriptions.push(
    output,
    status,
    server,
    vscode.commands.registerCommand("groundrule.restart", async () => {
      wanted = true;
      await server.stop();
      await follow();
    }),
    vscode.commands.registerCommand("groundrule.showOutput", () => output.show()),
    registerExplain(context.asAbsolutePath("dist/pages.json")),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("groundrule.enable")) await follow();
    }),
    watchForInfrastructure(output, async () => {
      wanted = true;
      await follow();
    }),
  );
  return {
    get running() {
      return server.running;
    },
  };
}
