/** The method OPTIONS that the transform adds to every path, so that browsers may ask from elsewhere. */
import type { Value } from "../../../core/values.ts";
import { integration, isAnyMethod } from "./api-methods.ts";
import { type Branch, branch, type Part } from "./api-tree.ts";
import { textAt, valueAt } from "./build.ts";
import { literalBoolean } from "./events/literals.ts";

const every = "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT";

/** What `Cors` of a REST API says. */
export interface Cors {
  readonly origin: Part;
  readonly headers?: Value;
  readonly methods?: Value;
  readonly maxAge?: Value;
  readonly credentials: boolean;
}

/** Undefined where it is not known. */
export function corsOf(value: Value): Cors | undefined {
  if (value.kind !== "object") return value.kind === "list" ? undefined : { origin: value, credentials: false };
  if (!value.closed) return undefined;
  const credentials = valueAt(value, "AllowCredentials");
  const allows = credentials ? literalBoolean(credentials) : false;
  if (allows === "function") return undefined;
  const [headers, methods, maxAge] = ["AllowHeaders", "AllowMethods", "MaxAge"].map((key) => valueAt(value, key));
  if (textAt(value, "AllowMethods") === "" || textAt(value, "AllowHeaders") === "") return undefined;
  return {
    origin: valueAt(value, "AllowOrigin") ?? "'*'",
    ...(headers && { headers }),
    ...(methods && { methods }),
    ...(maxAge && { maxAge }),
    credentials: allows,
  };
}

/** The method for a path that has some others. */
export function optionsMethod(cors: Cors, others: readonly string[], isVersion3: boolean): Branch {
  const allowed = others.some(isAnyMethod)
    ? every
    : [...new Set([...others, "options"].map((m) => m.toUpperCase()))].sort().join(",");
  const headers: readonly (readonly [name: string, value: Part | undefined, type: string])[] = [
    ["Access-Control-Allow-Origin", cors.origin, "string"],
    ["Access-Control-Allow-Headers", cors.headers, "string"],
    ["Access-Control-Allow-Methods", cors.methods ?? `'${allowed}'`, "string"],
    ["Access-Control-Max-Age", cors.maxAge, "integer"],
    ["Access-Control-Allow-Credentials", cors.credentials ? "'true'" : undefined, "string"],
  ];
  const [parameters, described]: [Branch, Branch] = [new Map(), new Map()];
  for (const [name, value, type] of headers) {
    if (value === undefined) continue;
    parameters.set(`method.response.header.${name}`, value);
    described.set(name, isVersion3 ? branch({ schema: branch({ type }) }) : branch({ type }));
  }
  const json = ["application/json"];
  return branch({
    summary: "CORS support",
    consumes: isVersion3 ? undefined : json,
    produces: isVersion3 ? undefined : json,
    [integration]: branch({
      type: "mock",
      requestTemplates: branch({ "application/json": '{\n  "statusCode" : 200\n}\n' }),
      responses: branch({
        default: branch({
          statusCode: "200",
          responseParameters: parameters,
          responseTemplates: branch({ "application/json": "{}\n" }),
        }),
      }),
    }),
    responses: branch({ "200": branch({ description: "Default response for CORS method", headers: described }) }),
  });
}
