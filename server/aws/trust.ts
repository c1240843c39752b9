/** Who may take a role, by its trust policy. */
import type { Value } from "../core/values.ts";

/**
 * The services that a trust policy admits; undefined where anything in it is not known, or it admits everyone or
 * somebody by another way than by name.
 */
export function trustedServices(document: Value): readonly string[] | undefined {
  if (document.kind !== "object" || !document.closed) return undefined;
  const statements = listed(document.entries.get("Statement")?.value);
  if (!statements || statements.length === 0) return undefined;
  const found: string[] = [];
  for (const statement of statements) {
    if (statement.kind !== "object" || !statement.closed) return undefined;
    const effect = statement.entries.get("Effect")?.value;
    if (effect?.kind !== "scalar") return undefined;
    if (effect.value !== "Allow") continue;
    const principal = statement.entries.get("Principal")?.value;
    if (principal?.kind !== "object" || !principal.closed) return undefined;
    for (const [kind, { value }] of principal.entries) {
      const names = listed(value);
      if (!names) return undefined;
      for (const name of names) {
        if (name.kind !== "scalar" || name.value === "*") return undefined;
        if (kind === "Service") found.push(String(name.value));
      }
    }
  }
  return found;
}

function listed(value: Value | undefined): readonly Value[] | undefined {
  if (value?.kind === "list") return value.closed ? value.items : undefined;
  return value && value.kind !== "unknown" && value.kind !== "choice" && value.kind !== "absent" ? [value] : undefined;
}
