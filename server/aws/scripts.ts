/** Scripts that run on machines, wherever they are written: in user data, in metadata, in documents. */
import type { Condition } from "../core/conditions.ts";
import { anything, kind, string } from "../core/kinds.ts";
import { type Lens, property } from "../core/lenses.ts";
import { alternatives, lookup } from "../core/lookup.ts";
import type { Resource } from "../core/resources.ts";
import type { RuleContext, Spot } from "../core/rules.ts";
import type { Script } from "../core/scripts.ts";
import type { Span } from "../core/span.ts";
import { missing, type Value } from "../core/values.ts";
import { joinedLines } from "./script-lines.ts";
import { bootScripts, UserData } from "./user-data.ts";

const init: Lens = {
  read: ({ resource }) =>
    resource.attributes
      ? lookup(resource.attributes, ["Metadata", "AWS::CloudFormation::Init"])
      : missing({ span: resource.nameSpan }),
};

/** What `cfn-init` does on a machine, by its resource's metadata. */
export const InitMetadata = kind(
  "cfn-init metadata",
  { init: anything },
  ...[
    "AWS::EC2::Instance",
    "AWS::EC2::LaunchTemplate",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::AutoScaling::LaunchConfiguration",
  ].map((type) => ({ type, read: { init } })),
);

/** A document of Systems Manager, or a component of Image Builder. */
export const CommandDocument = kind(
  "command document",
  { content: anything },
  { type: "AWS::SSM::Document", read: { content: property("Content") } },
  { type: "AWS::ImageBuilder::Component", read: { content: property("Data") } },
  { type: "aws_ssm_document", read: { content: property("content") } },
  { type: "aws_imagebuilder_component", read: { content: property("data") } },
);

/** Commands that Systems Manager is told to run, by a document of AWS. */
export const CommandAssociation = kind(
  "association",
  { document: string, commands: anything },
  {
    type: "AWS::SSM::Association",
    read: { document: property("Name"), commands: property("Parameters.commands") },
  },
);

/** What Terraform runs on a machine once it is there. */
export const Provisioner = kind(
  "provisioner",
  { lines: anything },
  ...["aws_instance", "aws_spot_instance_request", "null_resource", "terraform_data"].map((type) => ({
    type,
    each: "provisioner",
    read: { lines: property("remote-exec.inline") },
  })),
);

/** Every kind that `everyScript` looks at, for rules that look at one resource at a time. */
export const scriptKinds = [UserData, InitMetadata, CommandDocument, CommandAssociation, Provisioner];

/** A script, and what a message needs to know of its place. */
export interface PlacedScript {
  readonly script: Script;
  readonly resource: Resource;
  readonly value: Value;
  readonly condition: Condition;
  readonly where: "user data" | "cfn-init" | "document" | "provisioner";
  /** A place in it, to report at. */
  at(span: Span): Spot;
}

/** Every script that can be read. */
export function* everyScript(context: Pick<RuleContext, "every" | "readers">): Generator<PlacedScript> {
  for (const { machine, script, reading, condition, at } of bootScripts(context))
    yield { script, resource: machine.resource, value: reading.raw, condition, where: "user data", at };
  for (const { resource, value, condition, where } of written(context)) {
    const script = context.readers.script(value);
    if (!script) continue;
    const at = (span: Span): Spot => ({ span, condition, resource, value });
    yield { script, resource, value, condition, where, at };
  }
}

type Written = Pick<PlacedScript, "resource" | "value" | "condition" | "where">;

function* written({ every, readers }: Pick<RuleContext, "every" | "readers">): Generator<Written> {
  for (const { init, resource } of every(InitMetadata))
    for (const { raw, condition } of init.readings)
      for (const command of initCommands(raw, condition)) yield { resource, ...command, where: "cfn-init" };
  for (const { content, resource } of every(CommandDocument))
    for (const reading of content.readings) {
      const document = reading.isKnown ? readers.document(reading.raw) : undefined;
      if (!document) continue;
      for (const value of documentScripts(document))
        yield { resource, value, condition: reading.condition, where: "document" };
    }
  for (const { document, commands, resource } of every(CommandAssociation))
    if (document.readings.every((d) => d.isKnown && d.value === "AWS-RunShellScript"))
      for (const { raw, condition } of commands.readings) {
        const value = joinedLines(raw);
        if (value) yield { resource, value, condition, where: "document" };
      }
  for (const { lines, resource } of every(Provisioner))
    for (const { raw, condition } of lines.readings) {
      const value = joinedLines(raw);
      if (value) yield { resource, value, condition, where: "provisioner" };
    }
}

/** How many parts of a document are looked at. */
const MOST_PARTS = 500;

const itemsOf = (value: Value): readonly Value[] => (value.kind === "list" ? value.items.slice(0, MOST_PARTS) : []);

function entriesOf(value: Value): readonly Value[] {
  return value.kind === "object" ? [...value.entries.values()].slice(0, MOST_PARTS).map((e) => e.value) : [];
}

/**
 * The commands of every config, each of which a shell runs; a command that is a list runs without one. Where a
 * default is put in, what stands there whatever is put in comes first: a finding in it hangs on no default.
 */
function* initCommands(init: Value, under: Condition): Generator<Pick<Written, "value" | "condition">> {
  for (const config of entriesOf(init))
    for (const command of entriesOf(lookup(config, ["commands"])))
      for (const written of alternatives(lookup(command, ["command"]), under).reverse())
        if (written.value.kind === "scalar" || written.value.kind === "text") yield written;
}

/** The shell scripts of a document: of its steps, of its phases' steps, and as its first schema had them. */
function* documentScripts(document: Value): Generator<Value> {
  const phases = itemsOf(lookup(document, ["phases"])).map((phase) => lookup(phase, ["steps"]));
  const steps = [lookup(document, ["mainSteps"]), ...phases].flatMap(itemsOf);
  for (const step of steps) {
    const action = lookup(step, ["action"]);
    if (action.kind !== "scalar") continue;
    const lines =
      action.value === "aws:runShellScript"
        ? joinedLines(lookup(step, ["inputs", "runCommand"]))
        : action.value === "ExecuteBash"
          ? joinedLines(lookup(step, ["inputs", "commands"]))
          : undefined;
    if (lines) yield lines;
  }
  for (const property of itemsOf(lookup(document, ["runtimeConfig", "aws:runShellScript", "properties"]))) {
    const lines = joinedLines(lookup(property, ["runCommand"]));
    if (lines) yield lines;
  }
}
