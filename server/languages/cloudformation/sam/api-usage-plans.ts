/** The usage plan and the key of a REST API. */
import type { ObjectValue } from "../../../core/values.ts";
import { restStageId } from "./api-stages.ts";
import { madeList, madeObject, refTo, valueAt } from "./build.ts";
import { literalString } from "./events/literals.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";
import type { Generated, Written } from "./lowering.ts";
import { propagatedTags } from "./tags.ts";

export interface UsagePlan {
  readonly resources: readonly Generated[];
  readonly unsaid?: string;
}

/** What `Auth.UsagePlan` comes to. A plan that several APIs share is not modelled. */
export function usagePlanOf(written: Written, auth: ObjectValue): UsagePlan {
  const plan = given(auth, "UsagePlan");
  if (!plan) return { resources: [] };
  const unsaid = `the usage plan of ${written.id} is not modelled`;
  const { value } = plan;
  const kind = valueAt(value, "CreateUsagePlan");
  const literal = kind ? literalString(kind) : "function";
  if (value.kind !== "object" || literal === "function") return { resources: [], unsaid };
  if (literal.is === "NONE") return { resources: [] };
  if (literal.is !== "PER_API") return { resources: [], unsaid };
  const { context, id } = written;
  const place = plan.keySpan ?? written.nameSpan;
  const [api, stage] = [() => refTo(id, context, place), () => refTo(restStageId(written), context, place)];
  const tags = propagatedTags(written);
  const tagged = tags ? { Tags: tags } : {};
  return {
    resources: [
      {
        id: `${id}UsagePlan`,
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
        id: `${id}ApiKey`,
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
        id: `${id}UsagePlanKey`,
        type: "AWS::ApiGateway::UsagePlanKey",
        place,
        names: [`${id}.UsagePlanKey`],
        properties: () =>
          madeObject(
            {
              KeyId: () => refTo(`${id}ApiKey`, context, place),
              KeyType: "API_KEY",
              UsagePlanId: () => refTo(`${id}UsagePlan`, context, place),
            },
            place,
          ),
      },
    ],
  };
}
