/** Resources that CDK makes beside the one of a construct. */
import type { Resource } from "../../../core/resources.ts";
import { type Entry, entry, list, object, reference, scalar, unknown, type Value } from "../../../core/values.ts";
import type { ConstructInstance } from "../constructs.ts";
import { each, given, isGiven, orElse, placeOf } from "./given.ts";
import type { Model } from "./model.ts";
import { read } from "./references.ts";
import { nameOf, resourceOf } from "./resource.ts";

/** A resource that CDK makes for a construct, at a path below it. */
export function beside(
  c: ConstructInstance,
  path: string,
  type: string,
  entries: readonly Entry[],
  more: { readonly model?: Model; readonly closed?: boolean } = {},
): Resource {
  const { model, closed = c.opened.length === 0 } = more;
  const made = resourceOf(c, { type, entries, native: { construct: c, ...(model && { model }) }, closed });
  return { ...made, address: `${c.path}/${path}`, name: nameOf(c), module: c.path, mode: "managed" };
}

/** The trust policy that admits one service. */
export function trustOf(c: ConstructInstance, service: string): Value {
  const here = placeOf(c);
  return object(
    [
      entry(
        "Statement",
        list(
          [
            object(
              [
                entry("Action", scalar("sts:AssumeRole", here)),
                entry("Effect", scalar("Allow", here)),
                entry("Principal", object([entry("Service", scalar(service, here))], here)),
              ],
              here,
            ),
          ],
          here,
          c.opened.length === 0,
        ),
      ),
      entry("Version", scalar("2012-10-17", here)),
    ],
    here,
  );
}

/** The role that CDK makes for a construct that is given none. */
export function madeRole(c: ConstructInstance, path: string, service: string): Resource {
  return beside(c, path, "AWS::IAM::Role", [entry("AssumeRolePolicyDocument", trustOf(c, service))], { closed: false });
}

/** A role by name: the one that is given, or the one that CDK makes. */
export function roleOf(c: ConstructInstance, prop: string, path: string): Value {
  return orElse(each(given(c, prop), roleReference), () => reference(`${c.path}/${path}`, undefined, placeOf(c)));
}

/** A role as a template refers to it. */
export function roleReference(value: Value): Value {
  const role = read(value);
  return role.kind === "reference" ? role : unknown("the role is not known", value.origin);
}

/** The instance profile, and the role in it, that CDK makes for what runs on EC2. */
export function profileOf(c: ConstructInstance, path: string, rolePath: string): Resource[] {
  const roles = list([roleOf(c, "role", rolePath)], placeOf(c));
  const made = [beside(c, path, "AWS::IAM::InstanceProfile", [entry("Roles", roles)])];
  return isGiven(c, "role") ? made : [...made, madeRole(c, rolePath, "ec2.amazonaws.com")];
}
