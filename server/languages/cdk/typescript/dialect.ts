/** What TypeScript and JavaScript have of their own: names as CDK has them, modules by path, Node's library. */
import { folderOf, joinPath } from "../../../core/files.ts";
import { callGlobal, newGlobal } from "../evaluate/builtins/globals.ts";
import { callDataMethod, globalValue } from "../evaluate/builtins/members.ts";
import { type Dialect, firstOf } from "../source-language.ts";
import { packageName } from "./packages.ts";

const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];

export const typescriptDialect: Dialect = {
  memberName: (name) => name,
  readsProperty: () => undefined,
  resolve(from, module, files) {
    if (!module.startsWith(".") && !module.startsWith("/")) return undefined;
    const base = joinPath(folderOf(from), module);
    if (base === undefined || base.includes("/node_modules/")) return undefined;
    const without = /\.[cm]?jsx?$/.test(base) ? base.replace(/\.([cm]?)jsx?$/, "") : undefined;
    const candidates = [
      ...(without !== undefined ? [`${without}.ts`, `${without}.mts`, `${without}.tsx`] : []),
      ...(EXTENSIONS.some((e) => base.endsWith(e)) ? [base] : []),
      ...EXTENSIONS.map((e) => base + e),
      ...EXTENSIONS.map((e) => `${base}/index${e}`),
    ];
    return firstOf(candidates, files) ?? "not loaded";
  },
  packageName,
  siblings: () => [],
  bareMembers: false,
  emptyIsFalse: false,
  structs: false,
  globalValue,
  callFunction: (context, name, args, node) =>
    name.startsWith("global") || name.startsWith("node.") ? callGlobal(context, name, args, node) : undefined,
  makeObject: (context, name, args, node) =>
    name.startsWith("global.") ? newGlobal(context, name, args, node) : undefined,
  callMethod: callDataMethod,
};
