/** Names that are not declared in the program, and methods of plain data. */

import { folderOf } from "../../../../core/files.ts";
import type { Span } from "../../../../core/span.ts";
import { scalar, type Unknown, unknown, type Value } from "../../../../core/values.ts";
import { carrying } from "../../constructs.ts";
import type { Call } from "../../ir.ts";
import type { Arguments } from "../arguments.ts";
import type { Context } from "../context.ts";
import { listMethod } from "./lists.ts";
import { isText, stringMethod } from "./strings.ts";

const OBJECT_METHODS = new Set(["hasOwnProperty", "toString", "valueOf"]);

export function isMethodOf(kind: "object", name: string): boolean {
  return kind === "object" && OBJECT_METHODS.has(name);
}

/** Names that mean something in every module of Node; undefined for others. */
export function globalValue(context: Context, name: string, span: Span): Value | undefined {
  if (name === "__dirname")
    return scalar(folderOf(context.module.module.path), { span }, [
      { kind: "piece", text: folderOf(context.module.module.path) },
    ]);
  if (name === "__filename")
    return scalar(context.module.module.path, { span }, [{ kind: "piece", text: context.module.module.path }]);
  if (name === "NaN" || name === "Infinity") return unknown(`${name} is no number`, { span }, name);
  return undefined;
}

/** A name that is declared nowhere: it means what the language says. */
export function globalName(name: string, span: Span): Value {
  return carrying(unknown(`${name} is defined outside of the project`, { span }, `global ${name}`), {
    kind: "static",
    fqn: "global",
    member: name,
  });
}

/** A member of something global, where it is more than a name. */
export function globalMember(_context: Context, fqn: string, name: string, span: Span): Value | undefined {
  switch (fqn) {
    case "global.process":
      return undefined;
    case "os.environ":
    case "global.process.env": {
      const identity = `process.env.${name}`;
      return {
        ...unknown(`the environment variable ${name} is not known`, { span }, identity),
        about: [identity],
      } as Unknown;
    }
    case "global.Math":
      if (name === "PI") return scalar(Math.PI, { span });
      return undefined;
    case "global.Number":
      if (name === "MAX_SAFE_INTEGER") return scalar(Number.MAX_SAFE_INTEGER, { span });
      return undefined;
    case "aws-cdk-lib.Aws":
    case "aws-cdk-lib.ScopedAws":
      return pseudo(name, span);
  }
  return undefined;
}

const PSEUDO: Readonly<Record<string, string>> = {
  REGION: "AWS::Region",
  ACCOUNT_ID: "AWS::AccountId",
  PARTITION: "AWS::Partition",
  STACK_ID: "AWS::StackId",
  STACK_NAME: "AWS::StackName",
  URL_SUFFIX: "AWS::URLSuffix",
};

function pseudo(name: string, span: Span): Value | undefined {
  const parameter = PSEUDO[name];
  if (parameter !== undefined) return unknown(`${parameter} is known when it is deployed`, { span }, parameter);
  if (name === "NO_VALUE") return { kind: "absent", written: true, origin: { span } };
  return undefined;
}

/** A method of a string, a list, a number or an object of data; undefined where it is not known. */
export function callDataMethod(
  context: Context,
  object: Value,
  name: string,
  args: Arguments,
  node: Call,
): Value | undefined {
  if (object.kind === "list") return listMethod(context, object, name, args, node);
  if (isText(object)) return stringMethod(context, object, name, args, node);
  if (object.kind === "scalar") {
    if (name === "toString" && args.values.length === 0)
      return scalar(String(object.value), { span: node.span }, [
        { kind: "piece", text: String(object.value), span: object.origin.span },
      ]);
    if (name === "toFixed" && typeof object.value === "number" && args.values.every((v) => v.kind === "scalar")) {
      const digits = Number((args.values[0] as { value?: unknown } | undefined)?.value ?? 0);
      if (digits >= 0 && digits <= 20) {
        const text = object.value.toFixed(digits);
        return scalar(text, { span: node.span }, [{ kind: "piece", text, span: object.origin.span }]);
      }
    }
  }
  if (object.kind === "object" && name === "hasOwnProperty") {
    const [key] = args.values;
    if (key?.kind === "scalar" && object.closed)
      return scalar(object.entries.has(String(key.value)), { span: node.span });
  }
  return undefined;
}
