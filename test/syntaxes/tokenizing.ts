/** Tokenises text with the contributed grammars, as an editor does. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar, type IRawGrammar } from "vscode-textmate";

const OURS: Readonly<Record<string, string>> = {
  "source.terraform": "terraform",
  "cloudformation.intrinsics.injection": "cloudformation-intrinsics",
  "shell.user-data.injection": "shell-in-user-data",
};

/**
 * Stand-ins for the grammars that an editor brings: only what ours are laid over. Their scopes are those that VS Code
 * uses.
 */
const BROUGHT: Readonly<Record<string, Partial<IRawGrammar>>> = {
  "source.yaml": {
    patterns: [
      { name: "comment.line.number-sign.yaml", match: "#.*$" },
      { name: "entity.name.tag.yaml", match: "[\\w:-]+(?=\\s*:(?:\\s|$))" },
      { name: "string.quoted.double.yaml", begin: '"', end: '"' },
      { name: "string.quoted.single.yaml", begin: "'", end: "'" },
      { name: "storage.type.tag-handle.yaml", match: "!\\w+" },
      { name: "string.unquoted.plain.out.yaml", match: "[^\\s:#\\-\\[\\]{},\"'!][^\\s#]*" },
    ],
  },
  "source.json": {
    patterns: [
      { name: "support.type.property-name.json", begin: '"(?=[^"]*"\\s*:)', end: '"' },
      { name: "string.quoted.double.json", begin: '"', end: '"' },
    ],
  },
  "source.shell": {
    patterns: [
      { name: "comment.line.shell", match: "#.*$" },
      { name: "string.quoted.double.shell", begin: '"', end: '"' },
      { name: "entity.name.command.shell", match: "\\b(?:aws|yum|echo)\\b" },
    ],
  },
};

const require = createRequire(import.meta.url);
const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));

const registry = new textmate.Registry({
  onigLib: oniguruma.loadWASM(wasm).then(() => ({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  })),
  async loadGrammar(scope) {
    const file = OURS[scope];
    if (file) {
      const url = new URL(`../../syntaxes/${file}.tmLanguage.json`, import.meta.url);
      return textmate.parseRawGrammar(readFileSync(url, "utf8"), `${file}.json`);
    }
    const brought = BROUGHT[scope];
    return brought ? ({ scopeName: scope, repository: {}, ...brought } as unknown as IRawGrammar) : null;
  },
  getInjections: (scope) =>
    scope.startsWith("source.") ? ["cloudformation.intrinsics.injection", "shell.user-data.injection"] : undefined,
});

/** The scopes of each piece of a text, line after line: [text, scopes without the grammar's own]. */
export async function tokens(scope: string, text: string): Promise<[string, string][]> {
  const grammar: IGrammar | null = await registry.loadGrammar(scope);
  if (!grammar) throw new Error(`there is no grammar ${scope}`);
  const found: [string, string][] = [];
  let state = textmate.INITIAL;
  for (const line of text.split("\n")) {
    const result = grammar.tokenizeLine(line, state);
    for (const token of result.tokens)
      found.push([line.slice(token.startIndex, token.endIndex), token.scopes.slice(1).join(" ")]);
    state = result.ruleStack;
  }
  return found;
}

/** The scopes of the first piece that is exactly this text (but for white space), from the n-th on. */
export async function scopesOf(scope: string, text: string, piece: string, n = 0): Promise<string> {
  const all = (await tokens(scope, text)).filter(([found]) => found.trim() === piece);
  const hit = all[n];
  if (!hit) throw new Error(`${JSON.stringify(piece)} is no token of ${JSON.stringify(text)}`);
  return hit[1];
}
