/** How a rule says what a fix changes. */
import { type Expression, type Intent, literal, type Path } from "./fixes.ts";
import type { AnySubject, Field, Reading } from "./kinds.ts";
import { lookup } from "./lookup.ts";
import type { Resource } from "./resources.ts";
import { type Span, sameSpan } from "./span.ts";
import { defaultOf, type Value } from "./values.ts";

type Written = Expression | string | number | boolean;

/** Collects the intents of one fix. */
export class FixBuilder {
  readonly intents: Intent[] = [];

  /** Writes another value where a reading is used; sets the property where nothing is written yet. */
  replace(reading: Reading<unknown>, value: Written): this {
    const { resource } = reading.subject;
    if (reading.path && isNotWritten(reading))
      this.intents.push({ do: "set", resource, path: reading.path, to: expression(value) });
    else {
      const path = reading.path && { path: reading.path };
      this.intents.push({ do: "replace", value: reading.raw, resource, with: expression(value), ...path });
    }
    return this;
  }

  /** Writes another value for a part of what a reading holds. */
  replacePart(reading: Reading<unknown>, part: Value, value: Written): this {
    const { resource } = reading.subject;
    this.intents.push({ do: "replace", value: part, resource, with: expression(value) });
    return this;
  }

  /** Writes a field, whether it is there or not. Does nothing where the field cannot be written. */
  set(field: Field<unknown> | Reading<unknown>, value: Written): this {
    const reading = "readings" in field ? field.readings[0] : field;
    if (reading?.path)
      this.intents.push({ do: "set", resource: reading.subject.resource, path: reading.path, to: expression(value) });
    return this;
  }

  /** Writes a property by its native path. */
  setProperty(resource: Resource, path: Path, value: Written): this {
    this.intents.push({ do: "set", resource, path, to: expression(value) });
    return this;
  }

  /** Removes the property of a reading. */
  remove(reading: Reading<unknown>): this {
    if (reading.path) this.intents.push({ do: "remove", resource: reading.subject.resource, path: reading.path });
    return this;
  }

  /** Removes a subject: the item of a list that it is, or its whole resource. */
  removeSubject(subject: AnySubject): this {
    const { resource, item: value, path } = subject;
    if (value) this.intents.push({ do: "removeItem", resource, value, path });
    else this.intents.push({ do: "removeResource", resource });
    return this;
  }

  /** Keeps a snapshot of what a resource holds when it is removed or replaced. */
  snapshotOnDelete(resource: Resource): this {
    this.intents.push({ do: "snapshotOnDelete", resource });
    return this;
  }

  /** Encodes what a reading is written as in base64. */
  encode({ subject, path }: Reading<unknown>): this {
    if (path) this.intents.push({ do: "encode", resource: subject.resource, path });
    return this;
  }

  addResource(near: Resource, type: string, name: string, properties: Readonly<Record<string, Expression>>): this {
    this.intents.push({ do: "addResource", near, type, name, properties });
    return this;
  }

  /** Adds a parameter, a variable or a prop without a default; `input(name)` refers to it. */
  addInput(near: Resource, name: string, description: string, type: "string" | "number" = "string"): this {
    this.intents.push({ do: "addInput", near, name, description, type });
    return this;
  }

  /** Removes the default that a reading comes from, where it comes from one: whoever deploys is asked for the value. */
  removeDefault(reading: Reading<unknown>): this {
    const { raw: value, subject } = reading;
    if (defaultOf(value.origin)) this.intents.push({ do: "removeDefault", resource: subject.resource, value });
    return this;
  }

  replaceText(span: Span, text: string): this {
    this.intents.push({ do: "replaceText", span, text });
    return this;
  }

  /** Removes the line of a script that a command stands on. */
  removeScriptLine(span: Span): this {
    this.intents.push({ do: "removeScriptLine", span });
    return this;
  }
}

/** True where nothing stands: the reading is absent, or what the service does when nothing is written. */
function isNotWritten({ raw, path, subject }: Reading<unknown>): boolean {
  if (raw.kind === "absent") return !raw.written;
  const there = path && lookup(subject.resource.properties, path);
  return there?.kind === "absent" && !there.written && sameSpan(there.origin.span, raw.origin.span);
}

function expression(value: Written): Expression {
  return typeof value === "object" ? value : literal(value);
}
