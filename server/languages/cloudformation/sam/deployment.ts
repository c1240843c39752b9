/** `DeploymentPreference`: what CodeDeploy needs to shift traffic between versions of a function. */
import { always } from "../../../core/conditions.ts";
import type { Span } from "../../../core/span.ts";
import { list, type ObjectValue, unknown, type Value } from "../../../core/values.ts";
import { distribute } from "../distribute.ts";
import { attributeTo, made, madeList, madeObject, refTo, valueAt } from "./build.ts";
import { given } from "./events/passing.ts";
import { trust } from "./events/policies.ts";
import type { Generated, Written } from "./lowering.ts";
import { madeManagedArn } from "./role-policies.ts";
import { resolvedText } from "./versions.ts";

const predefined: ReadonlySet<string> = new Set([
  "Canary10Percent5Minutes",
  "Canary10Percent10Minutes",
  "Canary10Percent15Minutes",
  "Canary10Percent30Minutes",
  "Linear10PercentEvery1Minute",
  "Linear10PercentEvery2Minutes",
  "Linear10PercentEvery3Minutes",
  "Linear10PercentEvery10Minutes",
  "AllAtOnce",
]);
const application = "ServerlessDeploymentApplication";
const serviceRole = "CodeDeployServiceRole";

export interface Deployment {
  readonly resources: readonly Generated[];
  /** What the alias has beside its properties: how CodeDeploy moves it. */
  readonly ofAlias?: () => ObjectValue;
  readonly unsaid?: string;
}

/** The application and its role, which all functions of a template share, and the group of this one. */
export function deploymentOf(written: Written): Deployment {
  const entry = given(written.properties, "DeploymentPreference");
  if (!entry) return { resources: [] };
  const { value } = entry;
  const { context } = written;
  const unsaid = `the deployment preference of ${written.id} is not known`;
  if (value.kind !== "object" || !value.closed) return { resources: [], unsaid };
  const wish = valueAt(value, "Enabled");
  const enabled = wish === undefined ? "true" : resolvedText(wish)?.toLowerCase();
  if (enabled === "false") return { resources: [] };
  if (enabled !== "true") return { resources: [], unsaid };
  const place = entry.keySpan ?? written.nameSpan;
  const passes = resolvedText(valueAt(value, "PassthroughCondition"))?.toLowerCase() === "true";
  const condition = passes ? written.condition : always;
  const role = valueAt(value, "Role");
  const shared = { place, condition, lifecycle: {} };
  const resources: Generated[] = [
    {
      ...shared,
      id: application,
      type: "AWS::CodeDeploy::Application",
      properties: () => madeObject({ ComputePlatform: "Lambda" }, place),
    },
  ];
  if (!role)
    resources.push({
      ...shared,
      id: serviceRole,
      type: "AWS::IAM::Role",
      properties: () =>
        madeObject(
          {
            AssumeRolePolicyDocument: trust("codedeploy.amazonaws.com", place),
            ManagedPolicyArns: madeList(
              [madeManagedArn("service-role/AWSCodeDeployRoleForLambda", context, place)],
              place,
            ),
          },
          place,
        ),
    });
  resources.push({
    ...shared,
    id: `${written.id}DeploymentGroup`,
    type: "AWS::CodeDeploy::DeploymentGroup",
    properties: () =>
      madeObject(
        {
          AlarmConfiguration: alarms(valueAt(value, "Alarms"), place),
          ApplicationName: refTo(application, context, place),
          AutoRollbackConfiguration: madeObject(
            {
              Enabled: true,
              Events: madeList(["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"], place),
            },
            place,
          ),
          DeploymentConfigName: configuration(valueAt(value, "Type"), place),
          DeploymentStyle: madeObject(
            { DeploymentType: "BLUE_GREEN", DeploymentOption: "WITH_TRAFFIC_CONTROL" },
            place,
          ),
          ServiceRoleArn: role ?? attributeTo(serviceRole, "Arn", context, place),
          TriggerConfigurations: valueAt(value, "TriggerConfigurations"),
        },
        place,
      ),
  });
  return { resources, ofAlias: () => updatePolicy(value, `${written.id}DeploymentGroup`, written, place) };
}

function updatePolicy(preference: ObjectValue, group: string, { context }: Written, place: Span): ObjectValue {
  const hooks = valueAt(preference, "Hooks");
  const update = madeObject(
    {
      ApplicationName: refTo(application, context, place),
      DeploymentGroupName: refTo(group, context, place),
      BeforeAllowTrafficHook: valueAt(hooks, "PreTraffic"),
      AfterAllowTrafficHook: valueAt(hooks, "PostTraffic"),
    },
    place,
  );
  return madeObject({ UpdatePolicy: madeObject({ CodeDeployLambdaAliasUpdate: update }, place) }, place);
}

function configuration(type: Value | undefined, place: Written["nameSpan"]): Value | undefined {
  if (!type) return undefined;
  return distribute([type], type.origin, ([t]) =>
    t.kind === "scalar" && predefined.has(String(t.value))
      ? made(`CodeDeployDefault.Lambda${String(t.value)}`, place)
      : t,
  );
}

function alarms(written: Value | undefined, place: Written["nameSpan"]): Value | undefined {
  if (!written) return undefined;
  return distribute([written], { span: place }, ([value]) => {
    if (value.kind === "absent") return value;
    if (value.kind !== "list") return unknown("the alarms are not known", { span: place });
    if (value.items.length === 0) return madeObject({}, place);
    const items = value.items.map((item) => madeObject({ Name: item }, place));
    return madeObject({ Enabled: true, Alarms: list(items, { span: place }, value.closed) }, place);
  });
}
