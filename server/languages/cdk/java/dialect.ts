/** What Java has of its own: names as CDK has them, classes by package, its library. */
import { folderOf } from "../../../core/files.ts";
import { type Dialect, firstOf } from "../source-language.ts";
import { callFunction, callMethod, makeObject } from "./library/index.ts";
import { filesOfName, memberName, packageName, readsProperty, writesProperty } from "./names.ts";

export const javaDialect: Dialect = {
  memberName,
  readsProperty,
  writesProperty,
  resolve: (from, module, files) => firstOf(filesOfName(from, module), files),
  packageName,
  memberOfAll: (module, name) => (module.endsWith(".*") ? `${module.slice(0, -1)}${name}` : undefined),
  // The classes of a package see each other.
  siblings: (from, name) => (/^[A-Z]\w*$/.test(name) ? [`${folderOf(from)}/${name}.java`] : []),
  bareMembers: true,
  emptyIsFalse: false,
  structs: true,
  dividesIntegers: true,
  callFunction,
  makeObject,
  callMethod,
};
