/** Resources and programs: what a language makes of source text, and all that a kind may look at. */
import type { Condition } from "./conditions.ts";
import type { Writer } from "./fixes.ts";
import type { Source, Span } from "./span.ts";
import type { ObjectValue, Value } from "./values.ts";

/** Whose names a resource's type and properties are. SAM and CDK are lowered to CloudFormation's. */
export type Vocabulary = "cloudformation" | "terraform";

export interface Resource {
  /** Unique in its program: `Volume`, `module.web["a"].aws_instance.this[0]`, `MyStack/Fn/Resource`. */
  readonly address: string;
  /** What a person calls it, for messages: `Volume`, `aws_instance.this`, `Fn`. */
  readonly name: string;
  /** The address of the module, nested stack or construct that holds it; "" for the root. */
  readonly module: string;
  /** The key of an instance of `count` or `for_each`. "symbolic" stands for every instance at once. */
  readonly key?: string | number | "symbolic";
  readonly mode: "managed" | "data" | "external";
  readonly vocabulary: Vocabulary;
  readonly type: string;
  readonly properties: ObjectValue;
  readonly condition: Condition;
  /** The whole of it. */
  readonly span: Span;
  /** Logical id, second label, the class in `new X`. */
  readonly nameSpan: Span;
  /** Where its type is written, when that is not the name. */
  readonly typeSpan?: Span;
  /** The region it is deployed to, where that is known or equal to something. */
  readonly region?: Value;
  readonly lifecycle?: Lifecycle;
  /** The addresses of resources that it is written to come after, beside those that it refers to. */
  readonly dependsOn?: readonly string[];
  /** What is written of it beside its properties: `CreationPolicy`, `UpdatePolicy`, `Metadata`. */
  readonly attributes?: ObjectValue;
  /** False when something may still change it that was not understood: then nothing follows from what is not there. */
  readonly closed: boolean;
  /** Rules switched off for it in its own metadata, each with its place. */
  readonly disabled?: readonly { readonly rule: string; readonly span: Span }[];
  /** Whatever the language's own writer needs to find it again. */
  readonly native?: unknown;
}

export interface Lifecycle {
  /** What becomes of it when it is removed from the code. */
  readonly onDelete?: "delete" | "retain" | "snapshot";
  /** What becomes of it when another one takes its place. */
  readonly onReplace?: "delete" | "retain" | "snapshot";
  readonly preventDestroy?: boolean;
  readonly ignoreChanges?: readonly string[];
}

/** Something that is wrong with the text itself. */
export interface Problem {
  readonly path: string;
  readonly message: string;
  readonly span?: Span;
  /** "error" for text that cannot be understood, "note" for a limit of ours that was met. */
  readonly severity: "error" | "note";
}

/** A comment that may hold a directive (`groundrule-disable-next-line …`). */
export interface Comment {
  readonly span: Span;
  /** The comment without its marks. */
  readonly text: string;
}

/** The resources that deploy together and can see each other. */
export interface Program {
  readonly language: string;
  /** The file or folder it starts from. */
  readonly root: string;
  readonly resources: readonly Resource[];
  /** True where a resource that no change reached is the same object as in the version before. */
  readonly reusesResources?: true;
  /** Why there may be more resources than these (a macro, an opaque module); empty when there are none. */
  readonly open: readonly string[];
  /** Every file that was read, in the version that was read. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
  readonly writer: Writer;
  /** Resources whose identity leaves the program (an output, an export, an unknown call), by address. */
  readonly escaped: ReadonlySet<string>;
}
