/** Constructs to CloudFormation resources. */

import { lookup } from "../../../core/lookup.ts";
import type { Resource } from "../../../core/resources.ts";
import { type Entry, entry, lazyEntry, object, type Value } from "../../../core/values.ts";
import type { ConstructInstance, Evaluation } from "../constructs.ts";
import { escapedFrom } from "./escapes.ts";
import { imageId } from "./image-id.ts";
import { l1Properties, l1Type } from "./l1.ts";
import { metadataEntry } from "./metadata-options.ts";
import type { Model } from "./model.ts";
import { modelledEntries } from "./modelled.ts";
import { modelOf } from "./models.ts";
import { overridden } from "./overrides.ts";
import { read } from "./references.ts";
import { resourceOf } from "./resource.ts";
import { importedZoneEntries, isRecord, recordEntries } from "./route53.ts";
import { type Rules, rulesOf } from "./security-groups.ts";
import { userDataOf } from "./user-data.ts";

export { read } from "./references.ts";
export type { Native } from "./resource.ts";

export interface Lowered {
  readonly resources: readonly Resource[];
  readonly open: readonly string[];
  readonly escaped: ReadonlySet<string>;
}

/** The resources that the constructs of an app become. */
export function lower({ constructs }: Evaluation): Lowered {
  const rules = rulesOf(constructs);
  const resources: Resource[] = [...rules.resources];
  const open = new Set<string>(rules.open);
  for (const c of constructs) {
    const resource = lowered(c, rules);
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

function lowered(c: ConstructInstance, rules: Rules): Resource | undefined {
  const model = modelOf(c.fqn);
  if (model) return ofModel(c, model, rules);
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
  return resourceOf(c, { type, entries, native: { construct: c }, closed, complete });
}

function ofModel(c: ConstructInstance, model: Model, rules: Rules): Resource | undefined {
  const native = { construct: c, model };
  if (c.factory !== undefined) {
    const entries = [...modelledEntries(c, model), ...importedZoneEntries(c, read)];
    return resourceOf(c, { type: model.type, entries, native, closed: false });
  }
  // A group that is given a launch template, or several, makes no launch configuration.
  if (model.type === "AWS::AutoScaling::LaunchConfiguration" && has(c, "launchTemplate", "mixedInstancesPolicy"))
    return undefined;
  const declared = modelledEntries(c, model);
  if (model.type === "AWS::EC2::SecurityGroup")
    declared.push(lazyEntry("SecurityGroupIngress", () => rules.inlineOf(c)));
  if (/::(LaunchConfiguration|LaunchTemplate|Instance)$/.test(model.type)) declared.push(...startEntries(c, model));
  const { entries, understood } = overridden(c, model, declared);
  const known = c.props.kind === "object" ? c.props.closed : c.props.kind === "absent";
  return resourceOf(c, { type: model.type, entries, native, closed: c.opened.length === 0 && understood && known });
}

const has = (c: ConstructInstance, ...props: string[]) => props.some((p) => lookup(c.props, [p]).kind !== "absent");

/** The image that a machine starts from, where it is said. */
function imageEntry(c: ConstructInstance): Entry[] {
  if (!has(c, "machineImage")) return [];
  const keySpan = c.props.kind === "object" ? c.props.entries.get("machineImage")?.keySpan : undefined;
  return [lazyEntry("ImageId", () => imageId(lookup(c.props, ["machineImage"])), keySpan)];
}

/** What a machine runs when it starts, and as whom. */
function startEntries(c: ConstructInstance, model: Model): Entry[] {
  const keySpan = c.props.kind === "object" ? c.props.entries.get("userData")?.keySpan : undefined;
  const data = userDataOf(c);
  const entries = data ? [entry("UserData", data, keySpan)] : [];
  entries.push(...imageEntry(c));
  if (model.type === "AWS::EC2::Instance") entries.push(metadataEntry(c));
  if (model.type !== "AWS::EC2::LaunchTemplate") return entries;
  entries.push(metadataEntry(c));
  const profile: Value = has(c, "role", "instanceProfile")
    ? { kind: "unknown", reason: "CDK makes an instance profile", origin: { span: c.nameSpan } }
    : { kind: "absent", written: false, origin: { span: c.nameSpan } };
  return [
    entry(
      "LaunchTemplateData",
      object([...entries, entry("IamInstanceProfile", profile)], { span: c.nameSpan }, { closed: false }),
    ),
  ];
}
