/** Wires the handlers to a connection. */
import { type Connection, type InitializeParams, TextDocuments } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { codeActions } from "./code-action.ts";
import { DiagnosticsPusher, pullDiagnostics } from "./diagnostics.ts";
import { hover } from "./hover.ts";
import { canPull, initialize, settingsFrom } from "./initialize.ts";
import { type Knowledge, Session, type SessionOptions } from "./session.ts";
import { pathOf } from "./uris.ts";
import { watchFiles } from "./watched-files.ts";

/** Serves a connection until the client ends it. */
export function serve(connection: Connection, makeLinter: SessionOptions["makeLinter"], knowledge: Knowledge): void {
  const documents = new TextDocuments(TextDocument);
  const session = new Session({ connection, documents, makeLinter, knowledge });
  const pusher = new DiagnosticsPusher(session);
  let client: InitializeParams | undefined;
  const pulls = () => client !== undefined && canPull(client);

  /** Something that may change what is said of any open document. */
  const refresh = () => {
    if (!pulls()) pusher.scheduleAll();
    else if (client?.capabilities.workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
  };

  connection.onInitialize((params) => {
    client = params;
    return initialize(session)(params);
  });
  connection.onInitialized(async () => {
    if (client?.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) await watchFiles(connection);
    if (client?.capabilities.workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((f) => pathOf(f.uri)));
        const stay = session.folders.filter((f) => !gone.has(f));
        session.configure([...stay, ...added.map((f) => pathOf(f.uri))], session.settings);
        refresh();
      });
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    session.configure(session.folders, settingsFrom((settings as { groundrule?: unknown } | null)?.groundrule));
    refresh();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    session.linter.invalidate(changes.map((c) => pathOf(c.uri)));
    refresh();
  });

  documents.onDidOpen(({ document }) => {
    session.remember(document);
    session.linter.open(pathOf(document.uri), document.getText());
    if (!pulls()) pusher.schedule(document.uri);
  });
  documents.onDidChangeContent(({ document }) => {
    session.linter.change(pathOf(document.uri), document.getText());
    if (!pulls() && session.settings.run === "onType") pusher.schedule(document.uri);
  });
  documents.onDidSave(({ document }) => {
    if (!pulls() && session.settings.run === "onSave") pusher.schedule(document.uri);
  });
  documents.onDidClose(({ document }) => {
    session.linter.close(pathOf(document.uri));
    if (!pulls()) pusher.clear(document.uri);
    // What was typed and not saved is gone, also for the files that read it.
    refresh();
  });

  connection.languages.diagnostics.on(pullDiagnostics(session));
  connection.onCodeAction(codeActions(session));
  connection.onHover(hover(session));
  documents.listen(connection);
  connection.listen();
}
