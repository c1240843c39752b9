/** The script that a `UserData` renders to. */
import { always } from "../../../../core/conditions.ts";
import { lookup, mapChoice } from "../../../../core/lookup.ts";
import { type Origin, type Piece, piece, text, unknown, type Value } from "../../../../core/values.ts";
import { type ConstructInstance, carriedBy, type MadeObject, type MethodCall } from "../../constructs.ts";
import { read } from "../references.ts";
import { type EmptyUserData, imageUserData } from "./machine-image.ts";

const FQN = "aws-cdk-lib.aws_ec2.UserData";

/**
 * The user data of an instance, launch configuration or launch template, as encoded by CloudFormation; undefined
 * where it has none.
 */
export function userDataOf(c: ConstructInstance): Value | undefined {
  const added = addedCalls(c);
  const given = lookup(c.props, ["userData"]);
  if (given.kind !== "absent") return encoded(c, given, added);
  const place: Origin = { span: c.nameSpan };
  const image = lookup(c.props, ["machineImage"]);
  if (/LaunchTemplate$/.test(c.fqn) && added.length === 0)
    return image.kind === "absent" ? undefined : unknown("a feature flag decides whether it has user data", place);
  if (image.kind === "absent")
    return /BastionHostLinux$/.test(c.fqn)
      ? encodedText(c, "linux", added, place)
      : unknown("the image is not known", place);
  const brought = imageUserData(image);
  return typeof brought === "string" ? encodedText(c, brought, added, place) : encoded(c, brought, added);
}

/** The commands that were put into the user data by way of its construct. */
function addedCalls(c: ConstructInstance): MethodCall[] {
  const found: MethodCall[] = [];
  for (const call of c.calls) {
    const path = call.path.join(".").replace(/^instance(\.|$)/, "");
    if (path === "" && call.method === "addUserData") found.push({ ...call, method: "addCommands" });
    else if (path === "" && call.method === "applyCloudFormationInit") found.push(call);
    else if (path === "userData") found.push(call);
  }
  return found;
}

function encoded(c: ConstructInstance, value: Value, added: readonly MethodCall[]): Value {
  if (value.kind === "choice") return mapChoice(value, (v) => encoded(c, v, added));
  const carried = carriedBy(value);
  return carried?.kind === "made" && carried.fqn === FQN
    ? encodedText(c, carried, added, value.origin)
    : unknown("the user data is not known", value.origin);
}

function encodedText(
  c: ConstructInstance,
  from: MadeObject | EmptyUserData,
  added: readonly MethodCall[],
  origin: Origin,
): Value {
  const open = c.opened.length > 0 || lookup(c.props, ["init"]).kind !== "absent";
  const inner = rendered(from, added, origin, open);
  return { ...unknown("encoded text", origin), madeFrom: { by: "base64", value: inner } };
}

type Line = Value | Piece;

function rendered(
  from: MadeObject | EmptyUserData,
  added: readonly MethodCall[],
  origin: Origin,
  open: boolean,
): Value {
  const made = typeof from === "string" ? undefined : from;
  const calls = [...(made?.calls ?? []), ...added];
  const lines: Line[] = [];
  const atExit: Line[] = [];
  for (const call of calls) {
    if (call.method === "render") continue;
    const into = /OnExit/.test(call.method) ? atExit : lines;
    // Something put in under a condition, or in a way that is not followed, stands between the lines that are known.
    if (!/^add(OnExit)?Commands$/.test(call.method) || call.condition !== always || !call.argsClosed)
      into.push(unknown(`what ${call.method} adds is not known`, { span: call.span }));
    else into.push(...call.args.map(read));
  }
  if (open || (made && made.opened.length > 0)) lines.push(unknown("more commands may have been added", origin));
  const kind = typeof from === "string" ? from : from.member;
  switch (kind) {
    case "linux":
      return text(joined([piece("#!/bin/bash"), ...trap(atExit), ...lines]), origin);
    case "forLinux":
      return text(joined([shebangOf(made!), ...trap(atExit), ...lines]), origin);
    case "custom": {
      const first = made!.args[0];
      // User data of one's own has no trap: what is to run at the exit is refused.
      return first ? text(joined([read(first), ...lines]), origin) : unknown("the user data is not known", origin);
    }
    case "windows":
      if (atExit.length === 0) return text([piece("<powershell>"), ...joined(lines), piece("</powershell>")], origin);
  }
  return unknown(`user data of ${kind ?? "a class"} is not read`, origin);
}

function trap(atExit: readonly Line[]): Line[] {
  if (atExit.length === 0) return [];
  return [piece("function exitTrap(){"), piece("exitCode=$?"), ...atExit, piece("}"), piece("trap exitTrap EXIT")];
}

function joined(lines: readonly Line[]): Line[] {
  return lines.flatMap((line, i) => (i === 0 ? [line] : [piece("\n"), line]));
}

function shebangOf(made: MadeObject): Line {
  const options = made.args[0];
  if (!options || options.kind === "absent") return piece("#!/bin/bash");
  const given = lookup(options, ["shebang"]);
  return given.kind === "absent" ? piece("#!/bin/bash") : read(given);
}
