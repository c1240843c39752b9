/** What the transform AWS::Serverless makes of a resource: one that has its name, and others beside it. */
import type { Condition } from "../../../core/conditions.ts";
import type { Lifecycle } from "../../../core/resources.ts";
import type { Span } from "../../../core/span.ts";
import type { ObjectValue } from "../../../core/values.ts";
import type { Context } from "../evaluate.ts";
import { lowerApi } from "./api.ts";
import { lowerApplication } from "./application.ts";
import { lowerCapacityProvider } from "./capacity-provider.ts";
import { lowerConnector } from "./connector.ts";
import type { Route } from "./events/index.ts";
import { lowerFunction } from "./function.ts";
import { lowerGraphqlApi } from "./graphql-api.ts";
import { lowerHttpApi } from "./http-api.ts";
import { lowerLayerVersion } from "./layer-version.ts";
import { lowerRenamed } from "./renamed.ts";
import type { Sharing } from "./shared.ts";
import { lowerSimpleTable } from "./simple-table.ts";
import { lowerStateMachine } from "./state-machine.ts";
import { lowerWebSocketApi } from "./web-socket-api.ts";

/** A resource of the namespace AWS::Serverless, as it is written. */
export interface Written {
  readonly id: string;
  readonly type: string;
  /** Its properties and those of the section Globals; each is evaluated when somebody looks. */
  readonly properties: ObjectValue;
  /** Where names are looked up. */
  readonly context: Context;
  readonly condition: Condition;
  readonly span: Span;
  /** The logical id as written; for an implicit API the first event that asks for it. */
  readonly nameSpan: Span;
  /** Another resource of the template, by its logical id. */
  readonly look: (id: string) => Other | undefined;
}

/** Another resource, as it is written. */
export interface Other {
  readonly id: string;
  readonly type: string;
  /** With those of the section Globals. */
  readonly properties: ObjectValue;
}

/** Properties that are handed on under their own names. */
export interface WrittenAt {
  /** Where they stand below the properties of the resource that is written. */
  readonly path: readonly string[];
  readonly properties: readonly string[];
}

/** A resource that the transform makes. It has the condition and the policies of the resource that it comes of. */
export interface Generated {
  /** Its logical id. Where that ends in a hash: as a template refers to it (`Fn.Version`, `Api.Deployment`). */
  readonly id: string;
  readonly type: string;
  /** What it comes of: the key of an event or a property, a logical id. A key, never the value behind it. */
  readonly place: Span;
  readonly properties: () => ObjectValue;
  /** True when there may be properties that are not modelled. */
  readonly open?: boolean;
  /** A condition instead of its source's. */
  readonly condition?: Condition;
  /** Policies instead of its source's. */
  readonly lifecycle?: Lifecycle;
  /** Policies where its source has none. */
  readonly otherwise?: Lifecycle;
  /** The logical ids of what it is made after. */
  readonly dependsOn?: readonly string[];
  /** What it has beside its properties: `UpdatePolicy`. */
  readonly attributes?: () => ObjectValue;
  /** Properties that can be written, and where. */
  readonly writtenAt?: WrittenAt;
  /** What becomes of it where another resource makes one of the same id. */
  readonly sharing?: Sharing;
  /** Further names that `Ref` and `Fn::GetAtt` know it by: `Fn.Alias`. */
  readonly names?: readonly string[];
}

/** What is added to another resource of the template that is not of AWS::Serverless: a bucket's notification. */
export interface Change {
  /** Its logical id. */
  readonly target: string;
  readonly apply: (properties: ObjectValue) => ObjectValue;
}

export interface Lowered {
  /** What has the written logical id. */
  readonly type: string;
  readonly properties: () => ObjectValue;
  /** True when nothing has the written logical id after the transform. */
  readonly isReplaced?: boolean;
  /** True when there may be properties that are not modelled. */
  readonly open: boolean;
  /** Policies instead of those that are written. */
  readonly lifecycle?: Lifecycle;
  /** Policies where none are written. */
  readonly otherwise?: Lifecycle;
  readonly generated: readonly Generated[];
  readonly changes: readonly Change[];
  /** What its events ask of APIs. */
  readonly routes: readonly Route[];
  /** Why there may be more resources than these. */
  readonly unsaid: readonly string[];
}

/**
 * Lowers one type. What decides which resources there are is evaluated at once, their properties when somebody looks.
 * It depends on nothing but its arguments: the result is kept for as long as they are the same.
 *
 * @param routes for APIs: the events of other resources that name it
 */
export type Lowering = (written: Written, routes: readonly Route[]) => Lowered;

const lowerings: Readonly<Record<string, Lowering>> = {
  "AWS::Serverless::Api": lowerApi,
  "AWS::Serverless::Application": lowerApplication,
  "AWS::Serverless::CapacityProvider": lowerCapacityProvider,
  "AWS::Serverless::Connector": lowerConnector,
  "AWS::Serverless::Function": lowerFunction,
  "AWS::Serverless::GraphQLApi": lowerGraphqlApi,
  "AWS::Serverless::HttpApi": lowerHttpApi,
  "AWS::Serverless::LayerVersion": lowerLayerVersion,
  "AWS::Serverless::SimpleTable": lowerSimpleTable,
  "AWS::Serverless::StateMachine": lowerStateMachine,
  "AWS::Serverless::WebSocketApi": lowerWebSocketApi,
};

/** The resources that the transform makes of one. */
export function lowerServerless(written: Written, routes: readonly Route[]): Lowered {
  const lowering = Object.hasOwn(lowerings, written.type) ? lowerings[written.type] : undefined;
  return lowering ? lowering(written, routes) : lowerRenamed(written);
}

/** True for types that are lowered with the events that name them. */
export function takesRoutes(type: string): boolean {
  return type === "AWS::Serverless::Api" || type === "AWS::Serverless::HttpApi";
}

/** The implicit APIs: those that events ask for without naming one. */
export const implicitApis: Readonly<Record<string, string>> = {
  ServerlessRestApi: "AWS::Serverless::Api",
  ServerlessHttpApi: "AWS::Serverless::HttpApi",
};

export function isServerless(type: string): boolean {
  return type.startsWith("AWS::Serverless::");
}

/** The key of the section Globals for a type. */
export function globalsKey(type: string): string {
  return type.slice("AWS::Serverless::".length);
}
