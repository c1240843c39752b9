/** AWS::Serverless::CapacityProvider: a capacity provider and the role that it works with. */
import type { Value } from "../../../core/values.ts";
import { attributeTo, made, madeList, madeObject, valueAt } from "./build.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";
import { trust } from "./events/policies.ts";
import type { Generated, Lowered, Written } from "./lowering.ts";
import { madeManagedArn } from "./role-policies.ts";
import { propagatedTags, tagList } from "./tags.ts";

const handedOn = ["CapacityProviderName", "VpcConfig", "KmsKeyArn"];
const consumed = new Set([
  ...handedOn,
  "InstanceRequirements",
  "OperatorRole",
  "PropagateTags",
  "ScalingConfig",
  "Tags",
]);

/** Lowers a capacity provider. */
export function lowerCapacityProvider(written: Written): Lowered {
  const { properties, context, nameSpan, id } = written;
  const role = given(properties, "OperatorRole");
  const own = valueAt(properties, "Tags");
  const tags = () => tagList(own, nameSpan, [["lambda:createdBy", "SAM"]]);
  const generated: Generated[] = role
    ? []
    : [
        {
          id: `${id}OperatorRole`,
          type: "AWS::IAM::Role",
          place: nameSpan,
          properties: () =>
            madeObject(
              {
                AssumeRolePolicyDocument: trust("lambda.amazonaws.com", nameSpan),
                ManagedPolicyArns: madeList(
                  [madeManagedArn("AWSLambdaManagedEC2ResourceOperator", context, nameSpan)],
                  nameSpan,
                ),
                Tags: propagatedTags(written)
                  ? tags
                  : () => tagList(undefined, nameSpan, [["lambda:createdBy", "SAM"]]),
              },
              nameSpan,
            ),
        },
      ];
  return {
    type: "AWS::Lambda::CapacityProvider",
    open: [...properties.entries.keys()].some((key) => !consumed.has(key)),
    properties: () =>
      propertiesOf(
        {
          PermissionsConfig: madeObject(
            {
              CapacityProviderOperatorRoleArn:
                role?.value ?? attributeTo(`${id}OperatorRole`, "Arn", context, nameSpan),
            },
            role?.keySpan ?? nameSpan,
          ),
          InstanceRequirements: requirements(valueAt(properties, "InstanceRequirements"), nameSpan),
          CapacityProviderScalingConfig: scaling(valueAt(properties, "ScalingConfig"), nameSpan),
          Tags: tags,
        },
        passed(properties, handedOn),
        nameSpan,
      ),
    generated,
    changes: [],
    routes: [],
    unsaid: [],
  };
}

function requirements(written: Value | undefined, place: Written["nameSpan"]): Value | undefined {
  if (written?.kind !== "object") return written;
  const names = ["Architectures", ["AllowedTypes", "AllowedInstanceTypes"], ["ExcludedTypes", "ExcludedInstanceTypes"]];
  return propertiesOf({}, passed(written, names as never), place, written.closed);
}

function scaling(written: Value | undefined, place: Written["nameSpan"]): Value | undefined {
  if (written?.kind !== "object") return written;
  const usage = valueAt(written, "AverageCPUUtilization");
  const policy = usage && {
    PredefinedMetricType: made("LambdaCapacityProviderAverageCPUUtilization", place),
    TargetValue: usage,
  };
  return propertiesOf(
    {
      ScalingMode: usage ? "Manual" : "Auto",
      ScalingPolicies: policy && madeList([madeObject(policy, place)], place),
    },
    passed(written, ["MaxVCpuCount"]),
    place,
    written.closed,
  );
}
