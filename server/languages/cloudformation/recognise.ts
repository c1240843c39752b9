/** Which files are CloudFormation templates, judged without parsing them. */

const NAME = /\.(ya?ml|json|template|cfn|cform|sam)$/i;
const NEVER =
  /(^|\/)(package(-lock)?|composer|tsconfig[^/]*|jsconfig|cdk|cdk\.context|manifest|tree|renovate)\.json$|(^|\/)(pnpm-lock|docker-compose[^/]*|mkdocs|\.pre-commit-config|\.gitlab-ci)\.ya?ml$/;
const YAML_RESOURCES = /^([ \t]*)(["']?)Resources\2[ \t]*:/gm;
/** A list of resources, as in an AppSpec file of CodeDeploy, deploys none. */
const LIST_BELOW = /^(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*[ \t]*(?:- |\[)/;
const YAML_CONTENT = /^(?:\uFEFF)?([ \t]*)(?!---)[^\s#\uFEFF]/m;
const YAML_TYPE = /^[ \t]+(?:- )?(["']?)Type\1[ \t]*:[ \t]*["']?(AWS|Custom|Alexa)::/m;
const FLOW_TYPE = /[{,]\s*(["']?)Type\1[ \t]*:[ \t]*["']?(AWS|Custom|Alexa)::/;
const JSON_TYPE = /"Type"\s*:\s*"(AWS|Custom|Alexa)::/;
/** Text that another program turns into a template: what it says here is not what is deployed. */
const GENERATED = /\{\{-?[ \t]*cookiecutter|^[ \t]*\{%-?\s|\$\{(?:self|opt|sls):[A-Za-z]|\$\{file\(/m;
/** What may stand above a template that is one flow mapping. */
const ABOVE_FLOW = /^\s*(?:#[^\n]*\n\s*|---\s*)*(?=\{)/;
const API_VERSION = /^apiVersion[ \t]*:/m;
const KIND = /^kind[ \t]*:/m;

/** Could this file be a template, judged by its name alone? */
export function mayBe(path: string): boolean {
  return NAME.test(path) && !NEVER.test(path);
}

/** A template has resources at its top level, one of them with an AWS type. */
export function recognise(_path: string, text: string): boolean {
  if (!text.includes("Resources") || !text.includes("::")) return false;
  if (GENERATED.test(text)) return false;
  const above = ABOVE_FLOW.exec(text);
  const isFlow = FLOW_TYPE.test(text) || JSON_TYPE.test(text);
  if (above) return isFlow && hasTopLevelMapping(text, above[0].length, "Resources");
  if (!YAML_TYPE.test(text) && !isFlow) return false;
  return hasTopLevelResources(text) && !(API_VERSION.test(text) && KIND.test(text));
}

/** Whether the key stands as far to the right as the first one of the text: a whole template may be indented. */
function hasTopLevelResources(text: string): boolean {
  const indent = YAML_CONTENT.exec(text)?.[1] ?? "";
  for (const { 0: key, 1: own, index } of text.matchAll(YAML_RESOURCES))
    if (own === indent || own === "")
      return !LIST_BELOW.test(text.slice(index + key.length, index + key.length + 4_000));
  return false;
}

/** Whether a flow mapping has a key at its top level, with a mapping below it; half-typed text too. */
function hasTopLevelMapping(text: string, start: number, key: string): boolean {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text[i]!;
    const isQuote = (c === '"' || c === "'") && startsToken(text, i);
    if (isQuote || (depth === 1 && c === key[0] && startsToken(text, i))) {
      const end = isQuote ? endOfString(text, i) : i + key.length;
      const name = isQuote ? text.slice(i + 1, end - 1) : text.slice(i, end);
      if (depth === 1 && name === key) {
        const below = /^\s*:\s*(.?)/.exec(text.slice(end, end + 400));
        if (below) return below[1] !== "[";
      }
      if (isQuote) i = end - 1;
    } else if (c === "#" && /\s/.test(text[i - 1] ?? " ")) i = endOfLine(text, i);
    else if (c === "{" || c === "[") depth++;
    else if (c === "}" || c === "]") depth--;
  }
  return false;
}

/** True behind a blank or a mark: an apostrophe inside a word opens nothing. */
function startsToken(text: string, at: number): boolean {
  return /[\s{}[\],:]/.test(text[at - 1] ?? " ");
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

/** Past the closing quote, or at the end of the line where there is none. */
function endOfString(text: string, start: number): number {
  const quote = text[start];
  for (let i = start + 1; i < text.length; i++) {
    const c = text[i];
    if (c === "\\" && quote === '"') i++;
    else if (c === quote) return i + 1;
    else if (c === "\n") return i;
  }
  return text.length;
}
