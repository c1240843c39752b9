/** What a language gives to the rest. */
import type { Files } from "./files.ts";
import type { Program } from "./resources.ts";

/** Where a program starts. `path` is a file, or a folder for a language whose module is a folder. */
export interface Root {
  readonly language: string;
  readonly path: string;
}

/** A value of an input, as JSON has them. */
export type InputValue =
  | string
  | number
  | boolean
  | null
  | readonly InputValue[]
  | { readonly [name: string]: InputValue };

/** What the configuration's `deployments` say of the inputs. */
export interface Inputs {
  readonly parameters: Readonly<Record<string, InputValue>>;
  readonly region?: string;
  /** Files of variables, by their paths; a later one counts before an earlier one, parameters before all. */
  readonly variableFiles?: readonly string[];
  /** The workspace that Terraform deploys from. */
  readonly workspace?: string;
}

export interface Language {
  readonly id: string;
  /** Cheap: could this file be part of a program, judged by its name alone? */
  mayBe(path: string): boolean;
  /** Is it, judged by its content? Must not parse the whole text. */
  recognise(path: string, text: string): boolean;
  /**
   * The programs that these files make up, one root each. `paths` are the files that were recognised. A file that is
   * reached from another root is not a root.
   */
  roots(paths: readonly string[], files: Files): readonly Root[];
  /** Evaluates one program. Parsed chunks are kept and used again. Must not throw on any text. */
  evaluate(root: Root, files: Files, inputs?: Inputs): Program;
  /**
   * Loads what evaluating, or looking at values, asked for in vain. True when there was something: then the program
   * has to be evaluated again.
   */
  load?(): Promise<boolean>;
  /** Forgets what was kept about a file. */
  forget(path: string): void;
}
