/** Import paths of Go: the names they are known by in a file, and what CDK's assembly calls what they lead to. */
import { moduleNames } from "../declared.ts";

export const JSII = "github.com/aws/jsii-runtime-go";
const CDK = /^github\.com\/aws\/aws-cdk-go\/([a-z][a-z0-9]*)(?:\/v\d+)?(?:\/([a-z][a-z0-9]*))?$/;
const CONSTRUCTS = /^github\.com\/aws\/constructs-go\/constructs(\/v\d+)?$/;
/** Packages of constructs that are published apart, by their names in Go without "awscdk" and in CDK's assembly. */
const APART =
  "aws_amplify_alpha aws_apigatewayv2_alpha aws_apigatewayv2_authorizers_alpha aws_apigatewayv2_integrations_alpha aws_applicationsignals_alpha aws_apprunner_alpha aws_bedrock_alpha aws_cloud9_alpha aws_codestar_alpha aws_cognito_identitypool_alpha aws_ec2_alpha aws_eks_v2_alpha aws_elasticache_alpha aws_gamelift_alpha aws_glue_alpha aws_iot_actions_alpha aws_iot_alpha aws_iotevents_actions_alpha aws_iotevents_alpha aws_ivs_alpha aws_kinesisanalytics_flink_alpha aws_kinesisfirehose_alpha aws_kinesisfirehose_destinations_alpha aws_lambda_go_alpha aws_lambda_python_alpha aws_location_alpha aws_msk_alpha aws_neptune_alpha aws_pipes_alpha aws_redshift_alpha aws_route53resolver_alpha aws_s3objectlambda_alpha aws_s3tables_alpha aws_sagemaker_alpha aws_scheduler_alpha aws_scheduler_targets_alpha aws_servicecatalogappregistry_alpha aws_synthetics_alpha".split(
    " ",
  );

let modules: ReadonlyMap<string, string> | undefined;

/** A module of CDK by its name in Go, which has no underscores: "aws_lambda_event_sources". */
function moduleOf(name: string): string {
  modules ??= new Map(moduleNames().map((m) => [m.replace(/_/g, ""), m]));
  return modules.get(name) ?? name;
}

/** True for a package that is made from CDK's assembly: its functions `NewX` are constructors. */
export function isMadeByJsii(path: string): boolean {
  return CDK.test(path) || CONSTRUCTS.test(path) || /^github\.com\/cdklabs\/[\w.-]+-go\//.test(path);
}

/** What an import path is to CDK: "aws-cdk-lib.aws_lambda", "aws-cdk-lib", "constructs", or the path itself. */
export function packageName(path: string): string {
  if (CONSTRUCTS.test(path)) return "constructs";
  if (path.startsWith("github.com/cdklabs/cdk-nag-go/")) return "cdk-nag";
  const [, root, inside] = CDK.exec(path) ?? [];
  if (root === undefined) return path;
  if (root !== "awscdk") {
    const name = `aws${root.replace(/^awscdk/, "")}`;
    return `aws-cdk-lib.${APART.find((m) => m.replace(/_/g, "") === name) ?? name}`;
  }
  return inside === undefined ? "aws-cdk-lib" : `aws-cdk-lib.${moduleOf(inside)}`;
}

/** The name that a package has in a file that gives it none: usually the last part of its path. */
export function defaultName(path: string): string {
  if (path === JSII) return "jsii";
  const parts = path.split("/").filter((p) => p !== "");
  let last = parts[parts.length - 1] ?? path;
  if (/^v\d+$/.test(last) && parts.length > 1) last = parts[parts.length - 2]!;
  return last
    .replace(/\.v\d+$/, "")
    .replace(/^go-|[.-]go$/g, "")
    .replace(/-/g, "_");
}
