/** What the rules about roles that a service may not take share. */
import { type NamedServices, servicesToJoin } from "../../server/aws/trust.ts";
import type { FixBuilder } from "../../server/core/fix-builder.ts";
import { literal } from "../../server/core/fixes.ts";
import type { Reading } from "../../server/core/kinds.ts";
import type { Report } from "../../server/core/rules.ts";
import { spanText } from "../../server/core/span.ts";
import type { Value } from "../../server/core/values.ts";

/** Offers to name a service beside those that a trust policy names. */
export function offerTrust(found: Report, service: string, trust: Reading<Value>, document: Value): void {
  const services = servicesToJoin(document);
  if (!services) return;
  const title = `Trust ${service} beside ${services.names.join(" and ")}`;
  if (trust.subject.resource.vocabulary === "terraform") {
    // The policy may be text, a call or a data source: what is the same in all of them is a name between quotes.
    const name = lastName(services);
    if (name) found.fix(title, (edit) => nameBeside(name, service, edit));
  } else if (services.isWritten && document === trust.raw) {
    const items = [...services.names, service].map(literal);
    found.fix(title, (edit) => edit.replacePart(trust, services.value, { kind: "list", items }));
  }
}

function nameBeside({ value, isItem }: QuotedName, service: string, edit: FixBuilder): void {
  const { span } = value.origin;
  const both = `${spanText(span)}, ${JSON.stringify(service)}`;
  edit.replaceText(span, isItem ? both : `[${both}]`);
}

interface QuotedName {
  readonly value: Value;
  /** True in a list that is written out. */
  readonly isItem: boolean;
}

/** The last of the names, where it is written here between quotes. */
function lastName({ value, names }: NamedServices): QuotedName | undefined {
  const last = value.kind === "list" ? value.items.at(-1)! : value;
  const { chunk, start, end } = last.origin.span;
  if (last.origin.from || spanText(last.origin.span) !== JSON.stringify(names.at(-1))) return undefined;
  const before = /\S(?=\s*$)/.exec(chunk.text.slice(Math.max(0, start - 200), start))?.[0];
  const behind = /\S/.exec(chunk.text.slice(end, end + 200))?.[0];
  const isItem = /[[,]/.test(before ?? "") && /[\],]/.test(behind ?? "");
  return isItem || (value.kind === "scalar" && /[:=]/.test(before ?? "")) ? { value: last, isItem } : undefined;
}
