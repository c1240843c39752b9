/** The authorizers of APIs, as far as they make resources: permissions to invoke their functions. */
import type { Span } from "../../../core/span.ts";
import type { ObjectValue, Value } from "../../../core/values.ts";
import { madeObject, madeText, refTo } from "./build.ts";
import { literalBoolean } from "./events/literals.ts";
import { partitionAt } from "./events/partitions.ts";
import { given } from "./events/passing.ts";
import type { Generated, Written } from "./lowering.ts";

export interface AuthorizerPermissions {
  readonly resources: readonly Generated[];
  readonly unsaid?: string;
}

/** `Auth` of an API; undefined where nothing is written, "unknown" where it is no object. */
export function authOf(written: Written): ObjectValue | "unknown" | undefined {
  const auth = given(written.properties, "Auth")?.value;
  if (!auth) return undefined;
  return auth.kind === "object" && auth.closed ? auth : "unknown";
}

/** A REST API may invoke every authorizer that does not say no, an HTTP API every one that says yes. */
export function authorizerPermissions(
  written: Written,
  auth: ObjectValue,
  kind: "rest" | "http",
): AuthorizerPermissions {
  const authorizers = given(auth, "Authorizers");
  if (!authorizers) return { resources: [] };
  const unsaid = `the authorizers of ${written.id} are not known`;
  if (authorizers.value.kind !== "object" || !authorizers.value.closed) return { resources: [], unsaid };
  const resources: Generated[] = [];
  for (const e of authorizers.value.entries.values()) {
    if (e.value.kind !== "object") return { resources, unsaid };
    const authorizer = e.value;
    const arn = given(authorizer, "FunctionArn");
    if (!arn) continue;
    const key = kind === "rest" ? "DisableFunctionDefaultPermissions" : "EnableFunctionDefaultPermissions";
    const asked = given(authorizer, key);
    const truth = asked ? literalBoolean(asked.value) : false;
    if (truth === "function") return { resources, unsaid };
    if (truth === (kind === "rest")) continue;
    const place = e.keySpan ?? written.nameSpan;
    resources.push({
      id: `${written.id}${e.key}AuthorizerPermission`,
      type: "AWS::Lambda::Permission",
      place,
      properties: () => invokedBy(written, () => arn.value, kind, place),
    });
  }
  return { resources };
}

/** The permission of an API's authorizers, whichever of them it is. */
export function invokedBy(written: Written, arn: () => Value, kind: "rest" | "http", place: Span): ObjectValue {
  const { context, id } = written;
  return madeObject(
    {
      Action: "lambda:InvokeFunction",
      FunctionName: arn,
      Principal: "apigateway.amazonaws.com",
      SourceArn: () =>
        madeText("arn:${P}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/*", context, place, {
          P: kind === "rest" ? partitionAt(place, context) : context.scope.refer("AWS::Partition", place),
          Api: refTo(id, context, place),
        }),
    },
    place,
  );
}
