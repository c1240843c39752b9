/** `FunctionUrlConfig`: an URL of the function, and who may call it. */
import { madeObject, valueAt } from "./build.ts";
import type { EventSource } from "./events/index.ts";
import { literalString } from "./events/literals.ts";
import { given } from "./events/passing.ts";
import type { Generated, Written } from "./lowering.ts";

/** The URL and, where no authentication is asked for, the permissions that let everyone call it. */
export function functionUrl(written: Written, source: EventSource): readonly Generated[] {
  const entry = given(written.properties, "FunctionUrlConfig");
  if (!entry) return [];
  const { value } = entry;
  const { id } = written;
  const place = entry.keySpan ?? written.nameSpan;
  const url: Generated = {
    id: `${id}Url`,
    type: "AWS::Lambda::Url",
    place,
    writtenAt: { path: ["FunctionUrlConfig"], properties: ["AuthType", "Cors", "InvokeMode"] },
    open: value.kind !== "object" || !value.closed,
    properties: () =>
      madeObject(
        {
          Cors: valueAt(value, "Cors"),
          AuthType: valueAt(value, "AuthType"),
          TargetFunctionArn: source.ref(place),
          InvokeMode: valueAt(value, "InvokeMode"),
        },
        place,
      ),
  };
  const auth = valueAt(value, "AuthType");
  const literal = auth && literalString(auth);
  if (!auth || literal === "function" || literal?.is !== "NONE") return [url];
  return [
    url,
    {
      id: `${id}UrlPublicPermissions`,
      type: "AWS::Lambda::Permission",
      place,
      properties: () =>
        madeObject(
          {
            Action: "lambda:InvokeFunctionUrl",
            FunctionName: source.ref(place),
            Principal: "*",
            FunctionUrlAuthType: auth,
          },
          place,
        ),
    },
    {
      id: `${id}URLInvokeAllowPublicAccess`,
      type: "AWS::Lambda::Permission",
      place,
      properties: () =>
        madeObject(
          {
            Action: "lambda:InvokeFunction",
            FunctionName: source.ref(place),
            Principal: "*",
            InvokedViaFunctionUrl: true,
          },
          place,
        ),
    },
  ];
}
