/** Tags: a mapping as SAM has it, and the list of pairs that is made of it. */
import type { Span } from "../../../core/span.ts";
import { list, object, scalar, unknown, type Value } from "../../../core/values.ts";
import { madeObject, valueAt } from "./build.ts";
import type { Generated, Written } from "./lowering.ts";

/** Resources that the transform tags where it is asked to. */
const tagged: ReadonlySet<string> = new Set([
  "AWS::CodeDeploy::Application",
  "AWS::CodeDeploy::DeploymentGroup",
  "AWS::IAM::Role",
  "AWS::IoT::TopicRule",
  "AWS::Lambda::CapacityProvider",
  "AWS::Lambda::Function",
  "AWS::SNS::Topic",
  "AWS::SQS::Queue",
  "AWS::StepFunctions::StateMachine",
]);

/** A list of tags: those of the transform, then those that are written. */
export function tagList(
  tags: Value | undefined,
  place: Span,
  first: readonly (readonly [key: string, value: string | Value])[] = [],
): Value {
  const own = first.map(([key, value]) => madeObject({ Key: key, Value: value }, place));
  if (!tags || tags.kind === "absent") return list(own, { span: place });
  if (tags.kind !== "object") return unknown("the tags are not known", { span: place });
  const written = [...tags.entries.values()].map((e) => {
    const at = e.keySpan ?? place;
    return object(
      [
        {
          key: "Key",
          value: e.keySpan
            ? scalar(e.key, { span: at })
            : scalar(e.key, { span: at }, [{ kind: "piece", text: e.key }]),
        },
        {
          key: "Value",
          get value() {
            return e.value.kind === "absent" ? scalar("", { span: at }, []) : e.value;
          },
        },
      ],
      { span: at },
      { nameSpan: at },
    );
  });
  return list([...own, ...written], { span: place }, tags.closed);
}

/** The tags of a function, a state machine and their roles. */
export function samTags(written: Written): Value {
  const { properties, nameSpan, type } = written;
  const key = type === "AWS::Serverless::StateMachine" ? "stateMachine:createdBy" : "lambda:createdBy";
  return tagList(valueAt(properties, "Tags"), nameSpan, [[key, "SAM"]]);
}

/** Tags that are handed on to everything that is made, instead of its own; undefined where they are not. */
export function propagatedTags({ properties, nameSpan }: Written): Value | undefined {
  const wish = valueAt(properties, "PropagateTags");
  const tags = valueAt(properties, "Tags");
  if (!wish || !tags || (wish.kind === "scalar" && !isTrue(wish.value))) return undefined;
  if (wish.kind !== "scalar") return unknown("whether tags are handed on is not known", { span: nameSpan });
  return tags.kind === "object" && tags.closed && tags.entries.size === 0 ? undefined : tagList(tags, nameSpan);
}

/** Resources with the tags that are handed on. */
export function withTags(resources: readonly Generated[], tags: Value | undefined): readonly Generated[] {
  if (!tags) return resources;
  return resources.map((r) => {
    if (!tagged.has(r.type)) return r;
    const properties = () => {
      const own = r.properties();
      return { ...own, entries: new Map([...own.entries, ["Tags", { key: "Tags", value: tags }]]) };
    };
    return { ...r, properties };
  });
}

function isTrue(value: string | number | boolean): boolean {
  return value === true || value === "true";
}
