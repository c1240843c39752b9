/** `initialize`: what the server can do, and what the client wants. */
import {
  CodeActionKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { type Profile, profiles } from "../core/rules.ts";
import { FIX_ALL } from "./code-action.ts";
import type { ClientSettings, Session } from "./session.ts";
import { pathOf } from "./uris.ts";

/** Answers `initialize`; the linter itself waits for the first document. */
export function initialize(session: Session) {
  return (params: InitializeParams): InitializeResult => {
    const folders = params.workspaceFolders?.map((f) => f.uri) ?? (params.rootUri ? [params.rootUri] : []);
    session.configure(folders.map(pathOf), settingsFrom(params.initializationOptions));
    return {
      serverInfo: { name: "groundrule" },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
        hoverProvider: true,
        ...(canPull(params) && {
          diagnosticProvider: {
            identifier: "groundrule",
            interFileDependencies: true,
            workspaceDiagnostics: false,
          },
        }),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  };
}

/** True for a client that asks for diagnostics itself. */
export function canPull(params: InitializeParams): boolean {
  return params.capabilities.textDocument?.diagnostic !== undefined;
}

/** The client's settings; what is not understood is as if it were not set. */
export function settingsFrom(options: unknown): ClientSettings {
  const { profile, run } = (options ?? {}) as { profile?: unknown; run?: unknown };
  return {
    ...(profiles.includes(profile as Profile) && { profile: profile as Profile }),
    run: run === "onSave" ? "onSave" : "onType",
  };
}
