/** Writes intents into CDK source held in memory. */
import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import type { Intent, Path } from "../../../../server/core/fixes.ts";
import { alternatives, lookup } from "../../../../server/core/lookup.ts";
import type { Program, Resource } from "../../../../server/core/resources.ts";
import type { Span } from "../../../../server/core/span.ts";
import type { Value } from "../../../../server/core/values.ts";
import { loadCdk } from "../../../../server/languages/cdk/index.ts";

const cdk = await loadCdk();
const APP = "/app/app.ts";

const IMPORTS = `import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
`;

export interface Evaluated {
  readonly program: Program;
  readonly files: Readonly<Record<string, string>>;
  resource(address: string): Resource;
  value(address: string, ...path: Path): Value;
  /** The place of some characters of a file, the first when there are several. */
  span(text: string, path?: string): Span;
  /** The files after the intents; undefined when they cannot be written. Asserts that what comes out still parses. */
  write(...intents: Intent[]): Record<string, string> | undefined;
}

export function files(given: Record<string, string>): Evaluated {
  const snapshot = memoryFiles(given);
  for (const path of Object.keys(given)) cdk.forget(path);
  const [root] = cdk.roots(Object.keys(given), snapshot);
  assert.ok(root, "there is a root");
  const program = cdk.evaluate(root, snapshot);
  const resource = (address: string) => {
    const found = program.resources.find((r) => r.address === address);
    assert.ok(found, `${address} is not among ${program.resources.map((r) => r.address).join(", ")}`);
    return found;
  };
  return {
    program,
    files: given,
    resource,
    value: (address, ...path) => lookup(resource(address).properties, path),
    span(text, path = Object.keys(given)[0]!) {
      const read = [...program.sources.values()].find((s) => s.path === path);
      assert.ok(read, `${path} was not read`);
      const at = read.text.indexOf(text);
      assert.ok(at >= 0, `${text} is not in ${path}`);
      return read.spanAt(at, at + text.length)!;
    },
    write: (...intents) => written(program, given, intents),
  };
}

function written(
  program: Program,
  given: Record<string, string>,
  intents: Intent[],
): Record<string, string> | undefined {
  const edits = program.writer.write(intents, program);
  if (!edits) return undefined;
  const after = { ...given };
  const places = edits.map((e) => ({ ...e, ...program.sources.get(e.span.chunk.path)!.absolute(e.span)! }));
  places.sort((a, b) => b.start - a.start || b.end - a.end);
  for (const [i, e] of places.entries()) {
    const path = e.span.chunk.path;
    const next = places[i + 1];
    assert.ok(!next || next.span.chunk.path !== path || next.end <= e.start, "edits do not overlap");
    after[path] = after[path]!.slice(0, e.start) + e.newText + after[path]!.slice(e.end);
  }
  const again = files(after).program.problems.filter((p) => p.severity === "error");
  assert.deepEqual(
    again.map((p) => p.message),
    program.problems.filter((p) => p.severity === "error").map((p) => p.message),
    JSON.stringify(after),
  );
  return after;
}

/** The statements of a program whose stack is `stack`, behind the usual imports. */
export function source(
  body: string,
  imports = IMPORTS,
): Evaluated & { after(...intents: Intent[]): string | undefined } {
  const before = `${imports}const stack = new cdk.Stack(new cdk.App(), 'S');\n`;
  const evaluated = files({ [APP]: before + body });
  return {
    ...evaluated,
    after(...intents) {
      const text = evaluated.write(...intents)?.[APP];
      if (text === undefined) return undefined;
      assert.ok(text.startsWith(before), `nothing else moved: ${text}`);
      return text.slice(before.length);
    },
  };
}

/** The value of one alternative of a choice. */
export function alternative(value: Value, index: number): Value {
  return alternatives(value)[index]!.value;
}
