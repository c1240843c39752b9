import { AppRunnerService } from "../../server/aws/app-runner.ts";
import { exposedBy } from "../../server/aws/secrets.ts";
import type { Reading } from "../../server/core/kinds.ts";
import { lookup } from "../../server/core/lookup.ts";
import { rule } from "../../server/core/rules.ts";
import type { Value } from "../../server/core/values.ts";

export default rule({
  id: "apprunner-plaintext-secret",
  title: "A secret in the environment of an App Runner service",
  category: "security",
  variants: { secret: { severity: "warning", profile: "recommended" } },
  notes: "Containers › App Runner",
  docs: "https://docs.aws.amazon.com/apprunner/latest/dg/env-variable.html",
  check({ every, resource, report }) {
    const typeOf = (address: string) => resource(address)?.type;
    for (const service of every(AppRunnerService))
      for (const variables of [...service.imageVariables.readings, ...service.codeVariables.readings])
        for (const { name, value } of written(variables.raw))
          for (const { kind, at } of exposedBy(name, { ...(variables as Reading<Value>), raw: value }, typeOf))
            report(
              "secret",
              at,
              kind === "access key"
                ? `${name} gives an access key to ${service.name}. Give the service an instance role instead: its credentials come by themselves, and change.`
                : `${name} stands in the environment of ${service.name}, where everyone who may describe the service can read it. Keep it in Secrets Manager or Parameter Store, and name it under the runtime environment secrets.`,
            );
  },
});

/** The variables that are written out: pairs of name and value, or entries of an object. */
function written(variables: Value): { readonly name: string; readonly value: Value }[] {
  if (variables.kind === "object") return [...variables.entries.values()].map((e) => ({ name: e.key, value: e.value }));
  if (variables.kind !== "list") return [];
  return variables.items.flatMap((item) => {
    const name = lookup(item, ["Name"]);
    return name.kind === "scalar" ? [{ name: String(name.value), value: lookup(item, ["Value"]) }] : [];
  });
}
