/** Which provider configuration a resource has, and what follows from it: its region, its default tags. */
import { scalar, unknown, type Value } from "../../../core/values.ts";
import { attributeOf, type Block, blocksOf, constantText, type Expression } from "../syntax.ts";
import { expand } from "./expansion.ts";
import { evaluate } from "./expressions.ts";
import type { ModuleInstance } from "./module-instance.ts";
import type { ModuleResource } from "./resource.ts";
import { Scope } from "./scope.ts";

/** How many modules hand a provider on. */
const MOST_HOPS = 20;

/** Resources whose own `region` was, before version 6 of the provider, another one than that which they are in. */
const OTHER_REGION = new Set(["aws_config_aggregate_authorization", "aws_cloudformation_stack_set_instance"]);

/** A provider configuration. */
interface Provider {
  /** The module that it is written in, or that expects it from its caller. */
  readonly module: ModuleInstance;
  /** Its name there: `aws`, `aws.west`. */
  readonly name: string;
  /** Undefined when it is written nowhere: then it is configured by the environment. */
  readonly block: Block | undefined;
  /** Which one it is of a block with `for_each`. */
  readonly key: Key | undefined;
}

interface Key {
  readonly node: Expression;
  readonly scope: Scope;
}

/** How an expression names a provider. */
interface Named {
  readonly name: string;
  readonly key: Key | undefined;
}

/** The region that a resource is deployed to. Where it is not written it equals itself for one provider. */
export function regionOf(resource: ModuleResource): Value | undefined {
  if (!resource.type.startsWith("aws_")) return undefined;
  const origin = { span: resource.nameSpan };
  const own = resource.properties.entries.get("region")?.value;
  if (own && own.kind !== "absent")
    return OTHER_REGION.has(resource.type) ? unknown("which region it is in is not known", origin) : own;
  const provider = providerOf(resource);
  if (!provider) return unknown("which provider it has is not known", origin);
  const { block, name, module } = provider;
  const region = block && attributeOf(block.body, "region");
  const written = region && evaluate(region.value, scopeOf(provider, block, resource));
  if (written && written.kind !== "absent") return written;
  const { inputs } = module.evaluation;
  if (name === "aws" && inputs.region !== undefined) return scalar(inputs.region, origin);
  return unknown("the region of the provider is not written", origin, nameOfProvider(provider, "region"));
}

/** A name for what only the provider's own configuration tells: two resources of one provider share it. */
export function identityByProvider(resource: ModuleResource, what: string): string {
  const provider = providerOf(resource);
  return provider ? nameOfProvider(provider, what) : `${resource.address}.${what}`;
}

/** The tags that a resource's provider gives to everything; undefined where that is not known. */
export function defaultTags(resource: ModuleResource): Value | undefined {
  const provider = providerOf(resource);
  const block = provider?.block;
  if (!block) return undefined;
  const [tags, ...more] = blocksOf(block.body, "default_tags");
  if (more.length > 0 || blocksOf(block.body, "dynamic").some((b) => b.labels[0]?.text === "default_tags"))
    return undefined;
  const written = tags && attributeOf(tags.body, "tags");
  return written && evaluate(written.value, scopeOf(provider, block, resource));
}

function nameOfProvider({ module, name, key }: Provider, what: string): string {
  const which = key ? `[${key.scope.owner.name} ${key.node.span.start}]` : "";
  return module.qualified(`${what} of provider ${name}${which}`);
}

/** The provider of a resource; undefined where the expression that names it is not understood. */
function providerOf(resource: ModuleResource): Provider | undefined {
  const written = attributeOf(resource.native.block.body, "provider")?.value;
  let named = written ? nameIn(written, resource.scope) : { name: "aws", key: undefined };
  let module = resource.in;
  for (let hops = 0; named && hops < MOST_HOPS; hops++) {
    const { name, key }: Named = named;
    resource.cell.read(module.cell("providers", ""));
    const found = module.source.providers.find(({ block }) => nameOfBlock(block) === name);
    if (found || !module.call) return { module, name, block: found?.block, key };
    const { block, scope } = module.call;
    const handed = handedProvider(block, name);
    // Only a provider without an alias is inherited without a word.
    if (!handed && name.includes(".")) return { module, name, block: undefined, key };
    if (handed) named = nameIn(handed, scope.ownedBy(resource.cell));
    module = scope.module;
  }
  return undefined;
}

/** What `each` means in a provider's block. */
function scopeOf(provider: Provider, block: Block, resource: ModuleResource): Scope {
  const scope = new Scope(provider.module, resource.cell);
  if (!attributeOf(block.body, "for_each")) return scope;
  const { instances } = expand(block.body, scope, provider.module.qualified(`provider.${provider.name}`));
  const key = provider.key && evaluate(provider.key.node, provider.key.scope);
  const found = key?.kind === "scalar" ? instances.find((i) => i.key === String(key.value)) : undefined;
  return found ? new Scope(provider.module, resource.cell, found.repetition) : scope;
}

/** What a module call's `providers` hands in for a provider. */
function handedProvider(block: Block, wanted: string): Expression | undefined {
  const providers = attributeOf(block.body, "providers")?.value;
  if (providers?.kind !== "object") return undefined;
  return providers.items.find((item) => (item.name ?? dotted(item.key)) === wanted)?.value;
}

function nameOfBlock(block: Block): string {
  const alias = attributeOf(block.body, "alias");
  const name = block.labels[0]?.text ?? "";
  return alias ? `${name}.${constantText(alias.value) ?? "?"}` : name;
}

/** `aws`, `aws.east`, `aws.by_region["east"]`, or `"aws.east"` as 0.11 had it. */
function nameIn(node: Expression, scope: Scope): Named | undefined {
  if (node.kind === "index") {
    const name = dotted(node.of);
    return name === undefined ? undefined : { name, key: { node: node.key, scope } };
  }
  const name = dotted(node) ?? constantText(node);
  return name === undefined ? undefined : { name, key: undefined };
}

function dotted(node: Expression): string | undefined {
  if (node.kind === "variable") return node.name;
  return node.kind === "access" && node.of.kind === "variable" ? `${node.of.name}.${node.name}` : undefined;
}
