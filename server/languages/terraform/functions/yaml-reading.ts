/** Reads YAML as `yamldecode` does. Loaded when the first call of it is met: the parser is most of a start. */
import { isScalar, parseDocument, Scalar, visit } from "yaml";

/** What a document is: plain data, refused by Terraform, or not known. */
export type ReadYaml =
  | { readonly kind: "plain"; readonly plain: unknown }
  | { readonly kind: "refused" | "not known"; readonly reason: string };

/** A document as plain data. Never throws: a module that is loaded later may not share its errors with the rest. */
export function readYaml(source: string): ReadYaml {
  const document = parseDocument(source, { merge: true, logLevel: "silent", customTags: [] });
  if (document.errors.length > 0) return { kind: "refused", reason: "it is no YAML" };
  if (document.warnings.length > 0) return { kind: "not known", reason: "the document has tags" };
  if (document.contents === null) return { kind: "refused", reason: "there is no document" };
  let doubt: string | undefined;
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && node.type === Scalar.PLAIN && typeof node.source === "string")
        doubt ??= readOldStyle(node, node.source);
    },
  });
  if (doubt !== undefined) return { kind: "not known", reason: doubt };
  try {
    return { kind: "plain", plain: document.toJS({ maxAliasCount: 100 }) };
  } catch {
    return { kind: "not known", reason: "the document has too many aliases" };
  }
}

/** Terraform reads some plain words of YAML 1.1 as well. Says why, where a word is not known. */
function readOldStyle(node: Scalar, source: string): string | undefined {
  if (/^(y|Y|yes|Yes|YES|on|On|ON)$/.test(source)) node.value = true;
  else if (/^(n|N|no|No|NO|off|Off|OFF)$/.test(source)) node.value = false;
  else if (/^\d{4}-\d\d?-\d\d?/.test(source)) return "the document has a date";
  else if (/^[-+]?0[\d_]|^[-+]?\d[\d_]*_|^[-+]?0b/.test(source)) return "the document has a number in YAML 1.1";
  return undefined;
}
