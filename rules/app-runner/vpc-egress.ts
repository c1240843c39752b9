import { AppRunnerService } from "../../server/aws/app-runner.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "apprunner-vpc-egress",
  title: "App Runner service that leaves through a VPC without a connector",
  category: "correctness",
  variants: {
    missing: { severity: "warning", profile: "recommended" },
    unused: { severity: "warning", profile: "recommended" },
  },
  notes: "Containers › App Runner",
  docs: "https://docs.aws.amazon.com/apprunner/latest/api/API_EgressConfiguration.html",
  alone: [AppRunnerService],
  check({ every, report }) {
    for (const service of every(AppRunnerService))
      for (const { egress, connector } of together({ egress: service.egress, connector: service.connector })) {
        if (!egress.isKnown) continue;
        if (egress.value === "VPC" && connector.isAbsent && service.resource.closed)
          report(
            "missing",
            egress,
            `${service.name} sends its traffic through a VPC and names no VPC connector, which is what leads there.`,
          );
        else if (egress.value === "DEFAULT" && connector.isKnown)
          report(
            "unused",
            connector,
            `${service.name} names a VPC connector, but sends its traffic straight to the internet. Set the egress type to VPC.`,
          ).fix("Set the egress type to VPC", (edit) => edit.replace(egress, "VPC"));
      }
  },
});
