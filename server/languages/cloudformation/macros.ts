/** The transforms of a template that may change anything. */
import { isIncluded } from "./includes.ts";
import { child, scalarText, type Template } from "./syntax.ts";

/** Transforms that leave what is written here as it is. */
const harmless = /^AWS::(?:Serverless|LanguageExtensions|SecretsManager|CodeDeployBlueGreen|ServiceCatalog)/;

/** The names of the macros that a template is put through. */
export function macrosOf(template: Template): string[] {
  const node = template.top.get("Transform")?.value;
  const macros: string[] = [];
  for (const item of node?.kind === "sequence" ? node.items : node ? [node] : []) {
    const name = scalarText(item) ?? scalarText(child(item, "Name"));
    if (name === undefined && item.kind === "scalar") continue;
    if (name === undefined || !harmless.test(name)) macros.push(name ?? "of the section Transform");
  }
  const own = template.top.get("Fn::Transform");
  if (own && !isIncluded(own)) macros.push("AWS::Include");
  return macros;
}
