/** The language status item: what the server does, and where to look when it does not. */
import * as vscode from "vscode";

/** What the server tells with `groundrule/status`. */
export interface ServerStatus {
  /** How many files belong to the programs that are linted. */
  readonly files: number;
  /** What went wrong for one file or rule while everything else went on. */
  readonly fault?: string;
}

export interface Status extends vscode.Disposable {
  starting(): void;
  running(): void;
  report(status: ServerStatus): void;
  failed(message: string): void;
  stopped(): void;
}

const SHOW_OUTPUT: vscode.Command = { command: "groundrule.showOutput", title: "Show output" };
const RESTART: vscode.Command = { command: "groundrule.restart", title: "Restart" };

/** Adds the item to the languages that infrastructure code is written in. Shown from the server's first start on. */
export function registerStatus(): Status {
  let item: vscode.LanguageStatusItem | undefined;
  const show = (
    text: string,
    options: {
      busy?: boolean;
      detail?: string;
      severity?: vscode.LanguageStatusSeverity;
      command?: vscode.Command;
    } = {},
  ) => {
    item ??= vscode.languages.createLanguageStatusItem("groundrule", [
      { language: "yaml" },
      { language: "json" },
      { language: "terraform" },
      { language: "terraform-vars" },
      { language: "typescript" },
      { language: "javascript" },
      { language: "csharp" },
      { language: "go" },
      { language: "java" },
      { language: "python" },
      { language: "cloudformation" },
    ]);
    item.name = "Groundrule";
    item.text = text;
    item.detail = options.detail ?? "Groundrule";
    item.busy = options.busy ?? false;
    item.severity = options.severity ?? vscode.LanguageStatusSeverity.Information;
    item.command = options.command ?? SHOW_OUTPUT;
  };
  return {
    starting: () => show("Starting", { busy: true }),
    running: () => show("Ready"),
    report: ({ files, fault }) =>
      show(`${files} ${files === 1 ? "file" : "files"} linted`, {
        ...(fault !== undefined && { detail: fault, severity: vscode.LanguageStatusSeverity.Warning }),
      }),
    failed: (message) =>
      show("Not running", { detail: message, severity: vscode.LanguageStatusSeverity.Error, command: RESTART }),
    stopped() {
      if (item) show("Stopped", { command: RESTART });
    },
    dispose: () => item?.dispose(),
  };
}
