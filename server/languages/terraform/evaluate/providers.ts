/** Which provider configuration a resource has, and its region. */
import { scalar, unknown, type Value } from "../../../core/values.ts";
import { attributeOf, type Block, constantText, type Expression } from "../syntax.ts";
import { evaluate } from "./expressions.ts";
import type { ModuleInstance } from "./module-instance.ts";
import type { ModuleResource } from "./resource.ts";
import { Scope } from "./scope.ts";

/** The region that a resource is deployed to. Where it is not written it equals itself for one provider. */
export function regionOf(resource: ModuleResource): Value | undefined {
  if (!resource.type.startsWith("aws_")) return undefined;
  const own = resource.properties.entries.get("region")?.value;
  if (own && own.kind !== "absent") return own;
  const { body } = resource.native.block;
  const provider = attributeOf(body, "provider")?.value;
  return regionOfProvider(resource.in, provider ? aliasIn(provider) : undefined, resource);
}

function regionOfProvider(module: ModuleInstance, alias: string | undefined, resource: ModuleResource): Value {
  let at = module;
  let wanted = alias;
  for (let hops = 0; hops < 20; hops++) {
    resource.cell.read(at.cell("providers", ""));
    const found = at.source.providers.find(({ block }) => block.labels[0]?.text === "aws" && aliasOf(block) === wanted);
    const region = found && attributeOf(found.block.body, "region");
    if (region) return evaluate(region.value, new Scope(at, resource.cell));
    if (found || !at.call) break;
    const handed = handedProvider(at.call.block, wanted);
    if (handed !== undefined) wanted = handed.alias;
    else if (wanted !== undefined) break;
    at = at.call.scope.module;
  }
  const { inputs } = module.evaluation;
  if (wanted === undefined && inputs.region !== undefined) return scalar(inputs.region, { span: resource.nameSpan });
  return unknown(
    "the region of the provider is not written",
    { span: resource.nameSpan },
    at.qualified(`region of provider aws${wanted === undefined ? "" : `.${wanted}`}`),
  );
}

/** What a module call's `providers` hands in for a provider. */
function handedProvider(block: Block, wanted: string | undefined): { alias: string | undefined } | undefined {
  const providers = attributeOf(block.body, "providers")?.value;
  if (providers?.kind !== "object") return undefined;
  for (const item of providers.items) {
    const key =
      item.name ??
      (item.key.kind === "access"
        ? `${item.key.of.kind === "variable" ? item.key.of.name : ""}.${item.key.name}`
        : undefined);
    if (key === (wanted === undefined ? "aws" : `aws.${wanted}`)) return { alias: aliasIn(item.value) };
  }
  return undefined;
}

function aliasOf(block: Block): string | undefined {
  const alias = attributeOf(block.body, "alias");
  return alias && (constantText(alias.value) ?? "?");
}

/** `aws.east`, or `"aws.east"` as 0.11 had it. */
function aliasIn(node: Expression): string | undefined {
  if (node.kind === "access") return node.name;
  const text = constantText(node);
  return text?.includes(".") ? text.slice(text.indexOf(".") + 1) : undefined;
}
