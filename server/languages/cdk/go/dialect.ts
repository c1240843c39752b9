/** What Go has of its own: names as CDK has them, packages by go.mod, its library. */
import { isMethod, mayTakeNothing } from "../declared.ts";
import type { Dialect } from "../source-language.ts";
import { callLibrary, callValueMethod, makeLibraryObject } from "./library.ts";
import { packageName } from "./packages.ts";
import { packageFiles, resolveImport } from "./project.ts";

/** `addIngressRule` for `AddIngressRule`; constants in capitals stay. */
export function memberName(name: string): string {
  return /^[A-Z][A-Z0-9_]*$/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** Properties that are methods without parameters of some class that hardly anybody uses. */
const RATHER_PROPERTIES = /^(accountId|arn|attributes|currentVersion|isEmpty|partition|region|schema|secretValue)$/;

export const goDialect: Dialect = {
  memberName,
  readsProperty(method) {
    const name = memberName(method);
    if (!/^[A-Z]/.test(method)) return undefined;
    // Every argument is written, `nil` where it says nothing: without any, it is a method that has no parameters.
    return RATHER_PROPERTIES.test(name) || !mayTakeNothing(name) ? name : undefined;
  },
  writesProperty(method) {
    if (!/^Set[A-Z]/.test(method) || isMethod(memberName(method))) return undefined;
    return memberName(method.slice(3));
  },
  resolve: resolveImport,
  packageName,
  siblings: () => [],
  packageFiles,
  bareMembers: false,
  emptyIsFalse: false,
  structs: true,
  dividesIntegers: true,
  fillsStructs: true,
  callFunction: callLibrary,
  makeObject: makeLibraryObject,
  callMethod: callValueMethod,
};
