/** The policy documents that the transform writes for events. */
import type { Span } from "../../../../core/span.ts";
import type { Value } from "../../../../core/values.ts";
import { type Given, made, madeList, madeObject } from "../build.ts";

/** A statement that allows something; several actions make a list. */
export function allow(actions: string | readonly string[], resource: Given, place: Span): Value {
  return madeObject(
    {
      Action: typeof actions === "string" ? actions : madeList(actions, place),
      Effect: "Allow",
      Resource: resource,
    },
    place,
  );
}

/** An item of `Policies` of a role. */
export function inlinePolicy(name: string | Value, statements: readonly Value[], place: Span, version?: string): Value {
  return madeObject(
    {
      PolicyName: typeof name === "string" ? made(name, place) : name,
      PolicyDocument: madeObject({ Version: version, Statement: madeList(statements, place) }, place),
    },
    place,
  );
}

/** Who may take a role on: one service. */
export function trust(service: string, place: Span): Value {
  return madeObject(
    {
      Version: "2012-10-17",
      Statement: madeList(
        [
          madeObject(
            {
              Action: madeList(["sts:AssumeRole"], place),
              Effect: "Allow",
              Principal: madeObject({ Service: madeList([service], place) }, place),
            },
            place,
          ),
        ],
        place,
      ),
    },
    place,
  );
}

/** The policy of a queue that something may send to. */
export function queuePolicy(principal: Value, queue: Given, from: Given, place: Span): Value {
  return madeObject(
    {
      Version: "2012-10-17",
      Statement: madeList(
        [
          madeObject(
            {
              Action: "sqs:SendMessage",
              Effect: "Allow",
              Principal: principal,
              Resource: queue,
              Condition: madeObject({ ArnEquals: madeObject({ "aws:SourceArn": from }, place) }, place),
            },
            place,
          ),
        ],
        place,
      ),
    },
    place,
  );
}
