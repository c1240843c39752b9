import { LaunchConfiguration } from "../../server/aws/purchasing.ts";
import { rule } from "../../server/core/rules.ts";
import { launchConfigurations } from "../facts/ec2.ts";

export default rule({
  id: "ec2-launch-configuration",
  title: "Launch configurations are closed to new accounts",
  category: "reliability",
  variants: { closed: { severity: "warning", profile: "recommended" } },
  notes: launchConfigurations.notes,
  docs: launchConfigurations.source,
  alone: [LaunchConfiguration],
  check({ every, report }) {
    for (const configuration of every(LaunchConfiguration)) {
      if (configuration.configurationName.readings.some((r) => r.isUnknown)) continue;
      report(
        "closed",
        configuration,
        `${configuration.name} is a launch configuration. Accounts made since ${launchConfigurations.closed} cannot have any, and none takes an instance type that came after ${launchConfigurations.lastTypes}. Make it a launch template.`,
      );
    }
  },
});
