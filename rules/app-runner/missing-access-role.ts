import { AppRunnerService } from "../../server/aws/app-runner.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "apprunner-missing-access-role",
  title: "App Runner service that may not read its source",
  category: "correctness",
  variants: {
    role: { severity: "error", profile: "errors" },
    connection: { severity: "error", profile: "errors" },
  },
  notes: "Containers › App Runner",
  docs: "https://docs.aws.amazon.com/apprunner/latest/api/API_AuthenticationConfiguration.html",
  alone: [AppRunnerService],
  check({ every, report }) {
    for (const service of every(AppRunnerService)) {
      if (!service.resource.closed) continue;
      for (const { repositoryType, accessRole } of together({
        repositoryType: service.repositoryType,
        accessRole: service.accessRole,
      }))
        if (repositoryType.isKnown && repositoryType.value === "ECR" && accessRole.isAbsent)
          report(
            "role",
            repositoryType,
            `${service.name} runs an image of a private repository and has no access role, so that App Runner is not allowed to pull it. Name a role that build.apprunner.amazonaws.com may take.`,
          );
      for (const { codeRepository, connection } of together({
        codeRepository: service.codeRepository,
        connection: service.connection,
      }))
        if (codeRepository.isKnown && connection.isAbsent)
          report(
            "connection",
            codeRepository,
            `${service.name} is built from source code and names no connection to where the code is. Name the connection.`,
          );
    }
  },
});
