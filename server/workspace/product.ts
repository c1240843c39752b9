/** What the workspace is made for: languages, rules and readers, each loaded when it is first needed. */
import type { Language } from "../core/language.ts";
import type { Rule } from "../core/rules.ts";
import type { Readers } from "../core/scripts.ts";

/** A language before it is loaded: enough to find its files. */
export interface LanguageEntry {
  readonly id: string;
  /** Could this file be part of a program, judged by its name alone? */
  mayBe(path: string): boolean;
  /** Is it, judged by its content? */
  recognise(path: string, text: string): boolean;
  load(): Promise<Language>;
}

export interface Product {
  readonly languages: readonly LanguageEntry[];
  rules(): Promise<readonly Rule[]>;
  readScript(): Promise<Readers["script"]>;
  readDocument(): Promise<Readers["document"]>;
}
