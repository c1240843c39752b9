/** AWS::Serverless::SimpleTable: a table with one key. */

import { unknown, type Value } from "../../../core/values.ts";
import { distribute } from "../distribute.ts";
import { alone } from "./alone.ts";
import { made, madeList, madeObject, valueAt } from "./build.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";
import type { Lowered, Written } from "./lowering.ts";
import { tagList } from "./tags.ts";

const handedOn = ["PointInTimeRecoverySpecification", "ProvisionedThroughput", "SSESpecification", "TableName"];
const consumed = new Set([...handedOn, "PrimaryKey", "Tags"]);
const attributeTypes: Readonly<Record<string, string>> = { String: "S", Number: "N", Binary: "B" };

/** Lowers a table. */
export function lowerSimpleTable(written: Written): Lowered {
  const { properties, nameSpan } = written;
  return alone(written, "AWS::DynamoDB::Table", consumed, () => {
    const entry = given(properties, "PrimaryKey");
    const place = entry?.keySpan ?? nameSpan;
    const name = entry ? valueAt(entry.value, "Name") : made("id", place);
    const type = entry ? valueAt(entry.value, "Type") : made("String", place);
    const key = name ?? unknown("the name of the key is not known", { span: place });
    const tags = given(properties, "Tags");
    return propertiesOf(
      {
        AttributeDefinitions: madeList(
          [madeObject({ AttributeName: key, AttributeType: attributeType(type, place) }, place)],
          place,
        ),
        KeySchema: madeList([madeObject({ AttributeName: key, KeyType: "HASH" }, place)], place),
        BillingMode: given(properties, "ProvisionedThroughput") ? undefined : "PAY_PER_REQUEST",
        Tags: tags && tagList(tags.value, tags.keySpan ?? nameSpan),
      },
      passed(properties, handedOn),
      nameSpan,
    );
  });
}

function attributeType(written: Value | undefined, place: Written["nameSpan"]): Value {
  const why = "the type of the key is not known";
  if (!written) return unknown(why, { span: place });
  return distribute([written], written.origin, ([type]) => {
    const known = type.kind === "scalar" && Object.hasOwn(attributeTypes, String(type.value));
    return known ? made(attributeTypes[String(type.value)]!, place) : unknown(why, { span: place });
  });
}
