/** The usage plan and the key of a REST API. */
import type { ObjectValue } from "../../../core/values.ts";
import { restStageId } from "./api-stages.ts";
import { madeList, madeObject, refTo, valueAt } from "./build.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";
import type { Generated, Written } from "./lowering.ts";
import { propagatedTags } from "./tags.ts";
import { resolvedText } from "./versions.ts";

export interface UsagePlan {
  readonly resources: readonly Generated[];
  readonly unsaid?: string;
}

/** What `Auth.UsagePlan` comes to: a plan of its own, or one that all APIs share that ask for it. */
export function usagePlanOf(written: Written, auth: ObjectValue): UsagePlan {
  const plan = given(auth, "UsagePlan");
  if (!plan) return { resources: [] };
  const unsaid = `the usage plan of ${written.id} is not modelled`;
  const { value } = plan;
  const kind = valueAt(value, "CreateUsagePlan");
  const wish = resolvedText(kind);
  if (value.kind !== "object" || wish === undefined) return { resources: [], unsaid };
  if (wish === "NONE") return { resources: [] };
  if (wish !== "PER_API" && wish !== "SHARED") return { resources: [], unsaid };
  const { context, id } = written;
  const place = plan.keySpan ?? written.nameSpan;
  const [api, stage] = [() => refTo(id, context, place), () => refTo(restStageId(written), context, place)];
  const tags = propagatedTags(written);
  const tagged = tags ? { Tags: tags } : {};
  const isShared = wish === "SHARED";
  const owner = isShared ? "Serverless" : id;
  const joins = (property: string) => (isShared ? { sharing: { joins: property } } : {});
  return {
    resources: [
      {
        id: `${owner}UsagePlan`,
        ...joins("ApiStages"),
        dependsOn: [id],
        type: "AWS::ApiGateway::UsagePlan",
        place,
        names: [`${id}.UsagePlan`],
        properties: () =>
          propertiesOf(
            { ApiStages: madeList([madeObject({ ApiId: api, Stage: stage }, place)], place) },
            [
              ...passed(value, ["UsagePlanName", "Description", "Quota", "Tags", "Throttle"]),
              ...madeObject(tagged, place).entries.values(),
            ],
            place,
            value.closed,
          ),
      },
      {
        id: `${owner}ApiKey`,
        ...joins("StageKeys"),
        dependsOn: [`${owner}UsagePlan`],
        type: "AWS::ApiGateway::ApiKey",
        place,
        names: [`${id}.ApiKey`],
        properties: () =>
          madeObject(
            {
              Enabled: true,
              StageKeys: madeList([madeObject({ RestApiId: api, StageName: stage }, place)], place),
              ...tagged,
            },
            place,
          ),
      },
      {
        id: `${owner}UsagePlanKey`,
        ...(isShared && { sharing: "last" as const }),
        dependsOn: [`${owner}ApiKey`],
        type: "AWS::ApiGateway::UsagePlanKey",
        place,
        names: [`${id}.UsagePlanKey`],
        properties: () =>
          madeObject(
            {
              KeyId: () => refTo(`${owner}ApiKey`, context, place),
              KeyType: "API_KEY",
              UsagePlanId: () => refTo(`${owner}UsagePlan`, context, place),
            },
            place,
          ),
      },
    ],
  };
}
