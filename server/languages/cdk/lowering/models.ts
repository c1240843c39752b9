/** The declared constructs, by the name of their class. */
import { aliasTargetModels } from "./alias-targets.ts";
import { ecrModels } from "./containers/ecr.ts";
import { ecsServiceModels } from "./containers/ecs-services.ts";
import { ecsTaskModels } from "./containers/ecs-tasks.ts";
import { efsModels } from "./containers/efs.ts";
import { eksModels } from "./containers/eks.ts";
import { ec2Models } from "./ec2/ec2.ts";
import { iamModels } from "./iam.ts";
import { lambdaModels } from "./lambda.ts";
import type { Model } from "./model.ts";
import { loadBalancerModels } from "./network/load-balancers.ts";
import { vpcModels } from "./network/vpc.ts";
import { route53Models } from "./route53.ts";

let models: ReadonlyMap<string, Model> | undefined;

/** The declaration of a class such as `aws-cdk-lib.aws_ec2.Volume`; undefined when there is none. */
export function modelOf(fqn: string): Model | undefined {
  // Made when it is first asked for: declarations and this file import each other.
  models ??= new Map(
    [
      ...lambdaModels,
      ...ec2Models,
      ...vpcModels,
      ...iamModels,
      ...ecrModels,
      ...ecsTaskModels,
      ...ecsServiceModels,
      ...efsModels,
      ...eksModels,
      ...route53Models,
      ...aliasTargetModels,
      ...loadBalancerModels,
    ].flatMap((model) => model.classes.map((name) => [`aws-cdk-lib.${name}`, model] as const)),
  );
  return models.get(fqn);
}
