/** AWS App Runner. */
import { anything, kind, string } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";

export const AppRunnerService = kind(
  "App Runner service",
  {
    cpu: string,
    memory: string,
    egress: string,
    connector: anything,
    /** "ECR", "ECR_PUBLIC". */
    repositoryType: string,
    accessRole: anything,
    codeRepository: anything,
    /** The connection to the account that the code is in. */
    connection: anything,
    /** Variables of an image: a list in CloudFormation, an object in Terraform. */
    imageVariables: anything,
    codeVariables: anything,
  },
  {
    type: "AWS::AppRunner::Service",
    read: {
      cpu: property("InstanceConfiguration.Cpu"),
      memory: property("InstanceConfiguration.Memory"),
      egress: property("NetworkConfiguration.EgressConfiguration.EgressType"),
      connector: property("NetworkConfiguration.EgressConfiguration.VpcConnectorArn"),
      repositoryType: property("SourceConfiguration.ImageRepository.ImageRepositoryType"),
      accessRole: property("SourceConfiguration.AuthenticationConfiguration.AccessRoleArn"),
      codeRepository: property("SourceConfiguration.CodeRepository"),
      connection: property("SourceConfiguration.AuthenticationConfiguration.ConnectionArn"),
      imageVariables: property("SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables"),
      codeVariables: property(
        "SourceConfiguration.CodeRepository.CodeConfiguration.CodeConfigurationValues.RuntimeEnvironmentVariables",
      ),
    },
  },
  {
    type: "aws_apprunner_service",
    read: {
      cpu: property("instance_configuration.cpu"),
      memory: property("instance_configuration.memory"),
      egress: property("network_configuration.egress_configuration.egress_type"),
      connector: property("network_configuration.egress_configuration.vpc_connector_arn"),
      repositoryType: property("source_configuration.image_repository.image_repository_type"),
      accessRole: property("source_configuration.authentication_configuration.access_role_arn"),
      codeRepository: property("source_configuration.code_repository"),
      connection: property("source_configuration.authentication_configuration.connection_arn"),
      imageVariables: property(
        "source_configuration.image_repository.image_configuration.runtime_environment_variables",
      ),
      codeVariables: property(
        "source_configuration.code_repository.code_configuration.code_configuration_values.runtime_environment_variables",
      ),
    },
  },
);
