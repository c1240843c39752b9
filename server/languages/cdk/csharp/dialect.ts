/** What C# has of its own: names as CDK has them, types by their simple names, its library. */
import type { Dialect } from "../source-language.ts";
import { callFunction } from "./library/functions.ts";
import { dataMember } from "./library/members.ts";
import { callMethod } from "./library/methods.ts";
import { makeObject } from "./library/objects.ts";
import { memberName, packageName } from "./names.ts";
import { declarersOf, projectOf } from "./project.ts";

export const csharpDialect: Dialect = {
  memberName,
  readsProperty: () => undefined,
  // A namespace is no file: what it holds is found by its own name.
  resolve: () => undefined,
  packageName,
  siblings: declarersOf,
  opensEverywhere: (path, files) => projectOf(path, files).usings,
  bareMembers: true,
  emptyIsFalse: false,
  structs: true,
  dividesIntegers: true,
  dataMember,
  callFunction,
  makeObject,
  callMethod,
};
