/** What Python has of its own: names as CDK has them, modules by path, its library. */
import type { Dialect } from "../source-language.ts";
import { submodule } from "./imports.ts";
import { callFunction } from "./library/functions.ts";
import { globalValue, makeObject } from "./library/globals.ts";
import { callMethod, dataMember } from "./library/methods.ts";
import { operate } from "./library/operators.ts";
import { memberName, packageName } from "./names.ts";
import { resolveImport } from "./resolve-import.ts";

export const pythonDialect: Dialect = {
  memberName,
  readsProperty: () => undefined,
  resolve: resolveImport,
  packageName,
  siblings: () => [],
  submodule,
  bareMembers: false,
  emptyIsFalse: true,
  structs: true,
  spelledAsMember: (key) => /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(key),
  globalValue,
  callFunction,
  makeObject,
  callMethod,
  dataMember,
  operate,
};
