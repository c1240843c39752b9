import { AppRunnerService } from "../../server/aws/app-runner.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "apprunner-closed-to-new-customers",
  title: "App Runner takes no new customers",
  category: "reliability",
  variants: { closed: { severity: "info", profile: "recommended" } },
  notes: "Containers › App Runner",
  docs: "https://docs.aws.amazon.com/apprunner/latest/dg/apprunner-availability-change.html",
  check({ every, report }) {
    const told = new Set<string>();
    for (const service of every(AppRunnerService)) {
      const { path } = service.nameSpan.chunk;
      if (told.has(path)) continue;
      told.add(path);
      report(
        "closed",
        service,
        `${service.name} can only be made in an account that used App Runner before 30 April 2026; since then it takes no new customers. ECS on Fargate runs the same image.`,
      );
    }
  },
});
