/** Constructs to CloudFormation resources. */

import type { Lifecycle, Resource } from "../../../core/resources.ts";
import type { ConstructInstance, Evaluation } from "../constructs.ts";
import type { ManifestContext } from "../manifest-context.ts";
import { withDerived } from "./derived.ts";
import { escapedFrom } from "./escapes.ts";
import { type Flags, flagsOf } from "./feature-flags.ts";
import { l1Properties, l1Type } from "./l1.ts";
import type { Model } from "./model.ts";
import { modelledEntries } from "./modelled.ts";
import { modelOf } from "./models.ts";
import { type Rules, rulesOf } from "./network/security-groups.ts";
import { overridden } from "./overrides.ts";
import { read } from "./references.ts";
import { lifecycleOf } from "./removal-policy.ts";
import { resourceOf } from "./resource.ts";
import { importedZoneEntries, isRecord, recordEntries } from "./route53.ts";

export { read } from "./references.ts";
export type { Native } from "./resource.ts";

export interface Lowered {
  readonly resources: readonly Resource[];
  readonly open: readonly string[];
  readonly escaped: ReadonlySet<string>;
}

/**
 * The resources that the constructs of an app become.
 *
 * @param context what the app's `cdk.json` says; undefined where it has none
 */
export function lower({ constructs: written }: Evaluation, context?: ManifestContext): Lowered {
  const flags = flagsOf(written, context);
  const constructs = withDerived(written);
  const rules = rulesOf(constructs);
  const resources: Resource[] = [...rules.resources];
  const open = new Set<string>(rules.open);
  for (const c of constructs) {
    const resource = lowered(c, rules, flags);
    const model = c.factory === undefined ? modelOf(c.fqn) : undefined;
    if (model?.beside) resources.push(...model.beside(c, flags));
    const more = typeof model?.opens === "function" ? model.opens(c) : model?.opens;
    if (more !== undefined) open.add(more);
    if (resource) resources.push(resource);
    else if (mayMakeMore(c)) open.add(`${c.fqn} is not modelled`);
  }
  return { resources, open: [...open], escaped: escapedFrom(constructs) };
}

/** Modules of CDK whose constructs make machines, networks or whole stacks of their own. */
const MAKERS =
  /^aws-cdk-lib\.(aws_(ec2|ecs|ecs_patterns|eks|eks_v2|autoscaling|batch|emr\w*|route53|route53_patterns|cloud9\w*|imagebuilder\w*|gamelift\w*|servicecatalog|elasticbeanstalk)|cloudformation_include|pipelines|custom_resources|integ_tests\w*)\./;

/** Whether a construct that is not modelled may make resources that rules ask for. */
function mayMakeMore(c: ConstructInstance): boolean {
  if (c.factory !== undefined) return false;
  if (c.fqn.startsWith("constructs.")) return false;
  return c.fqn.startsWith("aws-cdk-lib.") ? MAKERS.test(c.fqn) && !l1Type(c.fqn) : true;
}

function lowered(c: ConstructInstance, rules: Rules, flags: Flags): Resource | undefined {
  const model = modelOf(c.fqn);
  if (model) return ofModel(c, model, rules, flags);
  const className = c.fqn.replace(/^aws-cdk-lib\./, "");
  if (isRecord(className) && c.factory === undefined) {
    const type = "AWS::Route53::RecordSet";
    const closed = c.opened.length === 0;
    return resourceOf(c, { type, entries: recordEntries(className, c, read), native: { construct: c }, closed });
  }
  const type = l1Type(c.fqn);
  if (!type || c.factory !== undefined) return undefined;
  const props = l1Properties(c.fqn, c.props, read);
  const { entries, understood } = overridden(c, undefined, props.kind === "object" ? [...props.entries.values()] : []);
  const complete = props.kind === "absent" || (props.kind === "object" && props.closed);
  const closed = c.opened.length === 0 && understood && complete;
  return withLifecycle(c, undefined, resourceOf(c, { type, entries, native: { construct: c }, closed, complete }));
}

function ofModel(c: ConstructInstance, model: Model, rules: Rules, flags: Flags): Resource {
  const native = { construct: c, model };
  if (c.factory !== undefined) {
    const entries = [...modelledEntries(c, model), ...importedZoneEntries(c, read)];
    return resourceOf(c, { type: model.type, entries, native, closed: false });
  }
  const declared = [...modelledEntries(c, model), ...(model.more?.(c, flags) ?? [])];
  if (model.type === "AWS::EC2::SecurityGroup") declared.push(...rules.entriesOf(c));
  const { entries, understood } = overridden(c, model, declared);
  const known = c.props.kind === "object" ? c.props.closed : c.props.kind === "absent";
  const closed = c.opened.length === 0 && understood && known;
  return withLifecycle(c, model.kept, resourceOf(c, { type: model.type, entries, native, closed }));
}

function withLifecycle(c: ConstructInstance, kept: Lifecycle["onDelete"], made: Resource): Resource {
  const lifecycle = lifecycleOf(c, kept);
  return lifecycle ? { ...made, lifecycle } : made;
}
