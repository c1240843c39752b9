/** The logical ids of the stages of APIs: they hold the name of the stage, where that is written. */
import { literalString } from "./events/literals.ts";
import { given } from "./events/passing.ts";
import { hashedId } from "./logical-ids.ts";
import type { Written } from "./lowering.ts";

/** The stage that an HTTP API has when none is named, and a WebSocket API. */
export const defaultHttpStage = "$default";
export const defaultWebSocketStage = "default";

/** The id of the stage of a REST API. */
export function restStageId({ id, properties }: Written): string {
  const name = given(properties, "StageName");
  const literal = name ? literalString(name.value) : "function";
  return literal === "function" ? `${id}Stage` : named(id, literal.is);
}

/** The id of the stage of an HTTP API. */
export function httpStageId({ id, properties }: Written): string {
  const name = given(properties, "StageName");
  const literal = name ? literalString(name.value) : { is: defaultHttpStage };
  if (literal === "function") return `${id}Stage`;
  return literal.is === defaultHttpStage ? `${id}ApiGatewayDefaultStage` : named(id, literal.is);
}

/** The id of the stage of a WebSocket API. */
export function webSocketStageId({ id, properties }: Written): string {
  const name = given(properties, "StageName");
  const literal = name ? literalString(name.value) : { is: defaultWebSocketStage };
  if (literal === "function") return `${id}Stage`;
  return literal.is === defaultWebSocketStage ? `${id}DefaultStage` : `${id}${literal.is}Stage`;
}

function named(id: string, stage: string): string {
  return /^[\p{L}\p{N}]+$/u.test(stage) ? `${id}${stage}Stage` : hashedId(`${id}Stage`, stage);
}
