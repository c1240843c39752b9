/** The declared constructs, by the name of their class. */
import { aliasTargetModels } from "./alias-targets.ts";
import { ec2Models } from "./ec2.ts";
import { iamModels } from "./iam.ts";
import { lambdaModels } from "./lambda.ts";
import type { Model } from "./model.ts";
import { route53Models } from "./route53.ts";

const models = new Map<string, Model>();
for (const model of [...lambdaModels, ...ec2Models, ...iamModels, ...route53Models, ...aliasTargetModels])
  for (const name of model.classes) models.set(`aws-cdk-lib.${name}`, model);

/** The declaration of a class such as `aws-cdk-lib.aws_ec2.Volume`; undefined when there is none. */
export function modelOf(fqn: string): Model | undefined {
  return models.get(fqn);
}
