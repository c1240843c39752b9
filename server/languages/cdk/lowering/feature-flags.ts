/** The feature flags of an app: `cdk.json`'s context, the app's own, and what is set in the program. */
import { lookup } from "../../../core/lookup.ts";
import type { ConstructInstance } from "../constructs.ts";
import type { ManifestContext } from "../manifest-context.ts";
import { read } from "./references.ts";

/** Whether a flag is on, by its name without "@aws-cdk/"; undefined where that is not known. */
export type Flags = (name: string) => boolean | undefined;

/** @param manifest what the `cdk.json` of the app says */
export function flagsOf(constructs: readonly ConstructInstance[], manifest: ManifestContext): Flags {
  const apps = constructs.filter((c) => c.fqn === "aws-cdk-lib.App");
  const setters = constructs.flatMap((c) =>
    c.calls.filter((call) => call.method === "setContext" && call.path.join(".") === "node"),
  );
  const kept = new Map<string, boolean | undefined>();
  return (name) => {
    if (!kept.has(name)) kept.set(name, flag(`@aws-cdk/${name}`, apps, setters, manifest));
    return kept.get(name);
  };
}

function flag(
  name: string,
  apps: readonly ConstructInstance[],
  setters: readonly ConstructInstance["calls"][number][],
  manifest: ManifestContext,
): boolean | undefined {
  for (const { args } of setters) {
    const key = args[0] && read(args[0]);
    if (key?.kind !== "scalar" || key.value === name) return undefined;
  }
  for (const app of apps) {
    const props = app.props;
    if (props.kind !== "absent") {
      for (const where of ["context", "postCliContext"]) {
        const said = read(lookup(props, [where, name]));
        if (said.kind === "scalar") return String(said.value) === "true";
        if (said.kind !== "absent") return undefined;
      }
    }
  }
  if (!manifest) return undefined;
  return Object.hasOwn(manifest, name) ? String(manifest[name]) === "true" : false;
}
