/** Who may take a role, by its trust policy. */
import { lookup } from "../core/lookup.ts";
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

/** The services that a trust policy names, where another can be named beside them. */
export interface NamedServices {
  /** One name, or a list of them. */
  readonly value: Value;
  readonly names: readonly string[];
  /** False where the policy was made from something else, and says it in another way. */
  readonly isWritten: boolean;
}

/** The services in the one statement that names any and lets them take the role without conditions. */
export function servicesToJoin(document: Value): NamedServices | undefined {
  const statements = document.kind === "object" ? listed(document.entries.get("Statement")?.value) : undefined;
  const found = (statements ?? []).filter((s) => lookup(s, ["Principal", "Service"]).kind !== "absent");
  const [statement] = found;
  if (!statement || found.length > 1 || lookup(statement, ["Condition"]).kind !== "absent") return undefined;
  const effect = lookup(statement, ["Effect"]);
  if (effect.kind !== "scalar" || effect.value !== "Allow") return undefined;
  const actions = listed(lookup(statement, ["Action"])) ?? [];
  if (!actions.some((a) => a.kind === "scalar" && a.value === "sts:AssumeRole")) return undefined;
  const principal = lookup(statement, ["Principal"]);
  const entry = principal.kind === "object" ? principal.entries.get("Service") : undefined;
  const named = listed(entry?.value) ?? [];
  const names = named.flatMap((name) => (name.kind === "scalar" ? [String(name.value)] : []));
  return entry && names.length > 0 && names.length === named.length
    ? { value: entry.value, names, isWritten: entry.keySpan !== undefined }
    : undefined;
}

function listed(value: Value | undefined): readonly Value[] | undefined {
  if (value?.kind === "list") return value.closed ? value.items : undefined;
  return value && value.kind !== "unknown" && value.kind !== "choice" && value.kind !== "absent" ? [value] : undefined;
}
