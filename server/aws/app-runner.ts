/** AWS App Runner. */
import { anything, kind, string } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";

export const AppRunnerService = kind(
  "App Runner service",
  { cpu: string, memory: string, egress: string, connector: anything },
  {
    type: "AWS::AppRunner::Service",
    read: {
      cpu: property("InstanceConfiguration.Cpu"),
      memory: property("InstanceConfiguration.Memory"),
      egress: property("NetworkConfiguration.EgressConfiguration.EgressType"),
      connector: property("NetworkConfiguration.EgressConfiguration.VpcConnectorArn"),
    },
  },
  {
    type: "aws_apprunner_service",
    read: {
      cpu: property("instance_configuration.cpu"),
      memory: property("instance_configuration.memory"),
      egress: property("network_configuration.egress_configuration.egress_type"),
      connector: property("network_configuration.egress_configuration.vpc_connector_arn"),
    },
  },
);
