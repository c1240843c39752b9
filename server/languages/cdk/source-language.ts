/** A programming language that CDK apps are written in: what is asked of it to find, parse and evaluate them. */
import type { Files } from "../../core/files.ts";
import type { Chunk, Span } from "../../core/span.ts";
import type { Value } from "../../core/values.ts";
import type { Arguments } from "./evaluate/arguments.ts";
import type { Context } from "./evaluate/context.ts";
import type { Call, Module, New } from "./ir.ts";

/** What can be said of files without loading a parser. */
export interface SourceFiles {
  /** A source file of the language that may be part of an app, by its name. */
  isSource(path: string): boolean;
  /** Tests make constructs too, in every wrong way on purpose: they are left alone. */
  isTest(path: string): boolean;
  /** Whether a text imports CDK. Must not parse it. */
  importsCdk(text: string): boolean;
  /** Whether "app" of a `cdk.json`, a command line, runs a program of this language. */
  runs(app: string): boolean;
}

/** A language with its parser loaded. */
export interface SourceLanguage {
  readonly files: SourceFiles;
  readonly dialect: Dialect;
  /** One file as IR. Any text gives a module: what is broken is left out of it and told as a problem. */
  parse(chunk: Chunk): Module;
  /** Lets go of what is kept for the next version of a file. */
  forget(path: string): void;
  /** The files that "app" of the `cdk.json` in a folder may start from, the most likely first. */
  entriesOf(app: string, folder: string, files: Files): readonly string[];
}

/** What a language has of its own, beyond its syntax. */
export interface Dialect {
  /** What CDK's assembly calls a member that the program calls so: `addIngressRule` for `add_ingress_rule`. */
  memberName(name: string): string;
  /** The property of CDK's that a call without arguments reads: `functionArn` for `getFunctionArn()`. */
  readsProperty(method: string): string | undefined;
  /** The property of CDK's that a call with one argument writes: `timeout` for `setTimeout(900)`. */
  writesProperty?(method: string): string | undefined;
  /** The file of the project that an import means; undefined for one that leads out of it. */
  resolve(from: string, module: string, files: Files): string | "not loaded" | undefined;
  /** CDK's name for what an import that leads out of the project means: "aws-cdk-lib.aws_lambda", "constructs". */
  packageName(module: string): string;
  /** Files whose declarations a file sees without importing them, and that may declare this name. */
  siblings(from: string, name: string, files: Files): readonly string[];
  /** The files that are one package with this one: all of them are run, and see each other's declarations. */
  packageFiles?(path: string, files: Files): readonly string[];
  /** Modules that every file opens without saying so. */
  opensEverywhere?(path: string, files: Files): readonly string[];
  /** The name by which a member of all that an import brings in could be imported alone. */
  memberOfAll?(module: string, name: string): string | undefined;
  /** The module that a name of a package may be: it is imported like what the package declares. */
  submodule?(module: string, name: string): string;
  /** True where functions commonly fill the structs that they are handed: those that are not known may have. */
  readonly fillsStructs?: boolean;
  /** True where dividing one integer by another gives an integer. */
  readonly dividesIntegers?: boolean;
  /** True where a bare name may be a member of the object whose method it stands in. */
  readonly bareMembers: boolean;
  /** True where an empty list or object counts as false. */
  readonly emptyIsFalse: boolean;
  /** True where CDK's structs are made like objects of a class, and props are named arguments. */
  readonly structs: boolean;
  /** Whether a key is spelled like a member of a struct: plain data with such keys may stand for one. */
  spelledAsMember?(key: string): boolean;
  /** A name that is declared nowhere in the program; undefined where it is nothing special. */
  globalValue?(context: Context, name: string, span: Span): Value | undefined;
  /**
   * A function that is not CDK's and not the program's ("global.len", "os.path.join"); undefined where it is not
   * followed.
   */
  callFunction?(context: Context, name: string, args: Arguments, node: Call): Value | undefined;
  /** An object of a class that is neither CDK's nor the program's; undefined where it is not followed. */
  makeObject?(context: Context, name: string, args: Arguments, node: New): Value | undefined;
  /** A member of plain data that is more than a method; undefined where it is none. */
  dataMember?(context: Context, object: Value, name: string | number, span: Span): Value | undefined;
  /** An operator between two values that are no choices; undefined where it does what it does everywhere. */
  operate?(context: Context, operator: string, left: Value, right: Value, span: Span): Value | undefined;
  /** A method of a string, a list, a number or an object of data; undefined where it is not followed. */
  callMethod?(context: Context, object: Value, name: string, args: Arguments, node: Call): Value | undefined;
}

/** The first of these files that is there; "not loaded" where it is not known yet whether one is. */
export function firstOf(candidates: readonly string[], files: Files): string | "not loaded" | undefined {
  for (const candidate of candidates) {
    const read = files.read(candidate);
    if (read === "not loaded") return "not loaded";
    if (read !== "absent") return candidate;
  }
  return undefined;
}
