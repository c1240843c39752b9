/** Values that a fix writes, in a language's own idiom. */
import type { Expression } from "../../../core/fixes.ts";
import type { IrWriting } from "./index.ts";

/** An expression as an argument; undefined for what is not plain data. */
export function render(expression: Expression, writing: IrWriting): string | undefined {
  switch (expression.kind) {
    case "literal":
      return writing.idiom.value(expression.value);
    case "list": {
      const items = expression.items.map((item) => render(item, writing));
      return items.every((i): i is string => i !== undefined) ? writing.idiom.list(items) : undefined;
    }
    case "object":
    case "attribute":
    case "input":
      return undefined;
  }
}
