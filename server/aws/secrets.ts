/** Secrets in variables: by what they are called, by what they hold, and by where they come from. */
import type { Reading } from "../core/kinds.ts";
import { alternatives } from "../core/lookup.ts";
import type { Piece, Value } from "../core/values.ts";

/** True for an attribute that is a secret, by the type of what has it. */
export function isSecretAttribute(type: string | undefined, attribute: string | undefined): boolean {
  switch (type) {
    case "random_password":
      return attribute === "result";
    case "tls_private_key":
      return /^private_key_/.test(attribute ?? "");
    case "aws_secretsmanager_secret_version":
      return attribute === "secret_string";
    case "aws_iam_access_key":
      return attribute === "secret" || attribute === "SecretAccessKey";
    default:
      return false;
  }
}

const secretName =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|SECRET_?(?:ACCESS_?)?KEY|ENCRYPTION_?KEY|SIGNING_?KEY)$/;

/** True for the name of a variable that holds a secret, not the place of one. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[-.\s]/g, "_")
    .toUpperCase();
  return secretName.test(words) && !/(?:^|_)PUBLIC(?:_|$)/.test(words);
}

/** Where a secret is, a switch, or nothing that could be one. */
const noSecret =
  /^$|^(?:[/~.]|arn:|https?:|s3:|ssm:|secretsmanager:|file:|[$%{<@])|^\**$|^x+$|^(?:true|false|yes|no|on|off|enabled?|disabled?|required|optional|none|null|\d{1,3})$/i;

/** The identifier of an access key of AWS. */
const accessKeyId = /^(?:AKIA|ASIA)[A-Z0-9]{16}$/;

/** What makes a variable a secret that is written out: a literal, or what it is put in from. */
export interface Exposed {
  readonly kind: "literal" | "reference" | "access key";
  /** The alternative of the variable's value that is one. */
  readonly at: Reading<Value>;
}

/** The secrets that a variable with this name exposes, in each of its alternatives. */
export function exposedBy(
  name: string,
  value: Reading<Value>,
  typeOf: (address: string) => string | undefined,
): Exposed[] {
  const found: Exposed[] = [];
  for (const { value: raw, condition } of alternatives(value.raw, value.condition)) {
    const kind = exposure(name, raw, typeOf);
    if (kind) found.push({ kind, at: { ...value, raw, condition } });
  }
  return found;
}

function exposure(
  name: string,
  value: Value,
  typeOf: (address: string) => string | undefined,
): Exposed["kind"] | undefined {
  if (partsOf(value).some((part) => part.kind !== "piece" && isSecretPart(part, typeOf))) return "reference";
  if (value.kind !== "scalar" || typeof value.value === "boolean") return undefined;
  const text = String(value.value).trim();
  if (accessKeyId.test(text)) return "access key";
  if (!isSecretName(name) || noSecret.test(text)) return undefined;
  return "literal";
}

function isSecretPart(part: Value, typeOf: (address: string) => string | undefined): boolean {
  if (part.kind === "absent") return false;
  if (part.marks?.has("secret")) return true;
  return part.kind === "reference" && isSecretAttribute(typeOf(part.target), part.attribute);
}

function partsOf(value: Value): readonly (Piece | Value)[] {
  return value.kind === "text" ? [value, ...value.parts] : [value];
}
