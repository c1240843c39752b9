/** Which files are CloudFormation templates, judged without parsing them. */

const NAME = /\.(ya?ml|json|template|cfn|cform|sam)$/i;
const NEVER =
  /(^|\/)(package(-lock)?|composer|tsconfig[^/]*|jsconfig|cdk|cdk\.context|manifest|tree|renovate)\.json$|(^|\/)(pnpm-lock|docker-compose[^/]*|mkdocs|\.pre-commit-config|\.gitlab-ci)\.ya?ml$/;
const YAML_RESOURCES = /^([ \t]*)(["']?)Resources\2[ \t]*:/gm;
const YAML_CONTENT = /^(?:\uFEFF)?([ \t]*)(?!---)[^\s#\uFEFF]/m;
const YAML_TYPE = /^[ \t]+(?:- )?(["']?)Type\1[ \t]*:[ \t]*["']?(AWS|Custom|Alexa)::/m;
const FLOW_TYPE = /[{,]\s*(["']?)Type\1[ \t]*:[ \t]*["']?(AWS|Custom|Alexa)::/;
const JSON_TYPE = /"Type"\s*:\s*"(AWS|Custom|Alexa)::/;
/** Text that another program turns into a template: what it says here is not what is deployed. */
const GENERATED = /\{\{-?[ \t]*cookiecutter|^[ \t]*\{%-?\s/m;
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
  if (/^\s*\{/.test(text)) return JSON_TYPE.test(text) && hasTopLevelKey(text, "Resources");
  if (!YAML_TYPE.test(text) && !FLOW_TYPE.test(text) && !JSON_TYPE.test(text)) return false;
  return hasTopLevelResources(text) && !(API_VERSION.test(text) && KIND.test(text));
}

/** Whether the key stands as far to the right as the first one of the text: a whole template may be indented. */
function hasTopLevelResources(text: string): boolean {
  const indent = YAML_CONTENT.exec(text)?.[1] ?? "";
  for (const [, own] of text.matchAll(YAML_RESOURCES)) if (own === indent || own === "") return true;
  return false;
}

/** Whether JSON text has a key at its top level; half-typed text too. */
function hasTopLevelKey(text: string, key: string): boolean {
  const quoted = `"${key}"`;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') {
      const end = endOfString(text, i);
      if (
        depth === 1 &&
        end - i === quoted.length &&
        text.startsWith(quoted, i) &&
        /^\s*:/.test(text.slice(end, end + 40))
      )
        return true;
      i = end - 1;
    } else if (c === "{" || c === "[") depth++;
    else if (c === "}" || c === "]") depth--;
  }
  return false;
}

/** Past the closing quote, or at the end of the line where there is none. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text[i];
    if (c === "\\") i++;
    else if (c === '"') return i + 1;
    else if (c === "\n") return i;
  }
  return text.length;
}
