/** Whether a body uses a name. */
import { spanText } from "../../../core/span.ts";
import type { Body } from "../syntax.ts";

/** True when the text of a body has the name in it, as a word of its own. It may be in a string: that counts too. */
export function mentions(body: Body, name: string): boolean {
  const text = spanText(body.span);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!/[\w-]/.test(text[at - 1] ?? "") && !/[\w-]/.test(text[at + name.length] ?? "")) return true;
  return name === "";
}
