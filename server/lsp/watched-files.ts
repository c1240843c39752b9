/** Which files on disk the server wants to hear about. */
import { type Connection, DidChangeWatchedFilesNotification } from "vscode-languageserver/node";

const GLOBS = [
  "**/*.{tf,tofu,tfvars,tf.json,tfvars.json}",
  "**/*.{yaml,yml,json,template}",
  "**/*.{ts,js,mts,cts,mjs,cjs}",
  "**/*.{sh,tpl,tftpl}",
  "**/.groundrule.{yaml,yml,json}",
  "**/.terraform/modules/modules.json",
];

/** Asks a client that can to tell of changes. */
export async function watchFiles(connection: Connection): Promise<void> {
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: GLOBS.map((globPattern) => ({ globPattern })),
  });
}
