/** AWS::Serverless::StateMachine: the state machine, its role, its versions and what its events come to. */
import { object, unknown, type Value } from "../../../core/values.ts";
import { attributeTo, made, madeObject, refTo, valueAt } from "./build.ts";
import { locationOf } from "./code-location.ts";
import type { EventSource } from "./events/index.ts";
import { literalString } from "./events/literals.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";
import { eventsOf } from "./events-of.ts";
import type { Generated, Lowered, Written } from "./lowering.ts";
import { roleId, roleOf } from "./role.ts";
import { madeManagedArn, tracingPolicy } from "./role-policies.ts";
import { propagatedTags, samTags, withTags } from "./tags.ts";
import { resolvedText } from "./versions.ts";

const handedOn: readonly (readonly [from: string, to: string])[] = [
  ["Name", "StateMachineName"],
  ["Type", "StateMachineType"],
  ["Logging", "LoggingConfiguration"],
  ["Tracing", "TracingConfiguration"],
];
const consumed = new Set([
  ...handedOn.map(([from]) => from),
  "AutoPublishAlias",
  "Definition",
  "DefinitionSubstitutions",
  "DefinitionUri",
  "DeploymentPreference",
  "Events",
  "PermissionsBoundary",
  "Policies",
  "PropagateTags",
  "Role",
  "RolePath",
  "Tags",
  "UseAliasAsEventTarget",
]);

/** How deep a definition is looked into for functions. */
const DEEPEST = 60;

/** Lowers a state machine. */
export function lowerStateMachine(written: Written): Lowered {
  const { properties, context, id, nameSpan } = written;
  const versions = versionsOf(written);
  const wish = valueAt(properties, "UseAliasAsEventTarget");
  const target = resolvedText(wish) === "true" ? versions.alias : undefined;
  const source: EventSource = {
    kind: "stateMachine",
    written,
    ref: (place) => refTo(target ?? id, context, place),
    arn: (place) => refTo(target ?? id, context, place),
  };
  const own = given(properties, "Role");
  const events = eventsOf(written, source);
  const generated: Generated[] = [];
  if (!own) {
    const tracing = valueAt(valueAt(properties, "Tracing"), "Enabled");
    const traces = tracing?.kind === "scalar" && String(tracing.value) === "true";
    generated.push(
      roleOf({
        written,
        when: written.condition,
        service: "states.amazonaws.com",
        managed: [],
        inline: [],
        managedBehind: traces ? [madeManagedArn(tracingPolicy(context, nameSpan), context, nameSpan)] : [],
        inlineBehind: [],
        closed: true,
      }),
    );
  }
  generated.push(...versions.resources, ...events.resources);
  const tags = propagatedTags(written);
  return {
    type: "AWS::StepFunctions::StateMachine",
    open: [...properties.entries.keys()].some((key) => !consumed.has(key)),
    properties: () => {
      const definition = given(properties, "Definition");
      const uri = given(properties, "DefinitionUri");
      return propertiesOf(
        {
          RoleArn: own?.value ?? attributeTo(roleId(written), "Arn", context, nameSpan),
          DefinitionString: definition && definitionString(definition.value, definition.keySpan ?? nameSpan),
          DefinitionS3Location:
            uri && !definition
              ? () => locationOf(uri.value, ["Bucket", "Key", "Version"], uri.keySpan ?? nameSpan)
              : undefined,
          DefinitionSubstitutions: substitutions(written),
          Tags: tags ?? (() => samTags(written)),
        },
        passed(properties, handedOn),
        nameSpan,
      );
    },
    generated: withTags(generated, tags),
    changes: events.changes,
    routes: events.routes,
    unsaid: [versions.unsaid, ...events.unsaid].filter((why) => why !== undefined),
  };
}

/** The definition as text, which readers see as the object that it is made of. */
function definitionString(definition: Value, place: Written["nameSpan"]): Value {
  const why = "the definition is written as text by the transform";
  return { ...unknown(why, { span: place }), madeFrom: { by: "json", value: definition } };
}

/** Functions in a definition become substitutions, which the transform names. */
function substitutions({ properties, nameSpan }: Written): Value | undefined {
  const own = valueAt(properties, "DefinitionSubstitutions");
  const definition = valueAt(properties, "Definition");
  if (!definition || isLiteral(definition)) return own;
  if (own?.kind === "object") return { ...own, closed: false };
  return own ?? unknown("the transform names the substitutions", { span: nameSpan });
}

function isLiteral(value: Value, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  switch (value.kind) {
    case "scalar":
      return literalString(value) !== "function";
    case "absent":
      return true;
    case "list":
      return value.closed && value.items.every((i) => isLiteral(i, depth + 1));
    case "object":
      return value.closed && [...value.entries.values()].every((e) => isLiteral(e.value, depth + 1));
    default:
      return false;
  }
}

function versionsOf(written: Written): { alias?: string; resources: readonly Generated[]; unsaid?: string } {
  const { properties, context, id } = written;
  const entry = given(properties, "AutoPublishAlias");
  if (!entry) return { resources: [] };
  const name = resolvedText(entry.value);
  if (!name) return { resources: [], unsaid: `the alias of ${id} is not known` };
  const place = entry.keySpan ?? written.nameSpan;
  const version = `${id}Version`;
  const alias = `${id}Alias${name}`;
  return {
    alias,
    resources: [
      {
        id: version,
        type: "AWS::StepFunctions::StateMachineVersion",
        place,
        otherwise: { onDelete: "retain" },
        properties: () =>
          madeObject(
            {
              StateMachineArn: refTo(id, context, place),
              StateMachineRevisionId: attributeTo(id, "StateMachineRevisionId", context, place),
            },
            place,
          ),
      },
      {
        id: alias,
        type: "AWS::StepFunctions::StateMachineAlias",
        place,
        properties: () => {
          const preference = valueAt(properties, "DeploymentPreference");
          const target = { key: "StateMachineVersionArn", value: refTo(version, context, place) };
          const written = preference?.kind === "object" ? [...preference.entries.values()] : [];
          const first = preference ? written : [{ key: "Type", value: made("ALL_AT_ONCE", place) }];
          const closed = !preference || (preference.kind === "object" && preference.closed);
          return madeObject(
            {
              Name: entry.value,
              DeploymentPreference: object([...first, target], { span: place }, { closed, nameSpan: place }),
            },
            place,
          );
        },
      },
    ],
  };
}
