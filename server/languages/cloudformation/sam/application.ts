/** AWS::Serverless::Application: a nested stack. */

import { unknown } from "../../../core/values.ts";
import { alone } from "./alone.ts";
import { valueAt } from "./build.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";
import type { Lowered, Written } from "./lowering.ts";
import { tagList } from "./tags.ts";

const handedOn = ["Parameters", "NotificationARNs", "TimeoutInMinutes"];
const consumed = new Set([...handedOn, "Location", "Tags", "TemplateUrl"]);

/** Lowers an application. Where its template will lie is known after it is packaged, or published. */
export function lowerApplication(written: Written): Lowered {
  const { properties, nameSpan } = written;
  return alone(written, "AWS::CloudFormation::Stack", consumed, () => {
    const location = given(properties, "Location");
    const first = [["lambda:createdBy", "SAM"]] as [string, NonNullable<ReturnType<typeof valueAt>> | string][];
    const application = valueAt(location?.value, "ApplicationId");
    const version = valueAt(location?.value, "SemanticVersion");
    if (application) first.push(["serverlessrepo:applicationId", application]);
    if (version) first.push(["serverlessrepo:semanticVersion", version]);
    return propertiesOf(
      {
        TemplateURL: unknown("where the template will lie is not known", { span: location?.keySpan ?? nameSpan }),
        Tags: tagList(valueAt(properties, "Tags"), nameSpan, first),
      },
      passed(properties, handedOn),
      nameSpan,
    );
  });
}
