/** Modules in the styles that people write, made of chance. */

type Next = (below: number) => number;

const VALUES = [
  "1",
  '"a"',
  '"${var.x}-b"',
  "var.x",
  'cond ? "a" : null',
  "[]",
  '["a", "b"]',
  "[for k in var.l : k]",
  "{ a = 1, b = 2 }",
  'jsonencode({ a = ["b"] })',
  "aws_x.y[0].id",
  "(1 + 2)",
];
const MULTI = [
  '[\n    "a",\n    "b", # of it\n    "c"\n  ]',
  "{\n    a   = 1\n    bcd = 2\n  }",
  "<<-EOT\n    #!/bin/sh\n    echo = ${var.x}\n    yum install a\n  EOT",
  "merge(\n    var.a,\n    { b = 1 },\n  )",
];

/** The text of a module with a few blocks. */
export function randomModule(next: Next, newline: string): string {
  const parts: string[] = [];
  for (let i = 1 + next(4); i > 0; i--) {
    const comment = next(4) === 0 ? `# About ${i}.\n` : "";
    const kind = next(5);
    if (kind === 0) parts.push(`${comment}variable "v${i}" {\n${body(next, 1, 0)}}\n`);
    else if (kind === 1) parts.push(`${comment}locals {\n${body(next, 1, 0)}}\n`);
    else if (kind === 2) parts.push(`${comment}resource "aws_one" "r${i}" { a = 1 }\n`);
    else parts.push(`${comment}resource "aws_many" "r${i}" {\n${body(next, 1, 2)}}\n`);
  }
  return parts.join(next(5) === 0 ? "" : "\n").replaceAll("\n", newline);
}

function body(next: Next, depth: number, blocks: number): string {
  const indent = "  ".repeat(depth);
  const lines: string[] = [];
  let group: { name: string; value: string; comment: string }[] = [];
  const flush = () => {
    const widest = Math.max(...group.map((a) => a.name.length));
    for (const a of group) lines.push(`${indent}${a.name.padEnd(widest)} = ${a.value}${a.comment}\n`);
    group = [];
  };
  for (let i = next(6); i > 0; i--) {
    const name = `${"abcdefgh".slice(0, 1 + next(7))}_${i}`;
    if (depth === 1 && next(6) === 0) {
      flush();
      lines.push(`${indent}${name} = ${MULTI[next(MULTI.length)]}\n`);
      continue;
    }
    group.push({ name, value: VALUES[next(VALUES.length)]!, comment: next(5) === 0 ? " # why" : "" });
    if (next(5) === 0) {
      flush();
      lines.push(next(2) === 0 ? "\n" : `${indent}// Then:\n`);
    }
  }
  flush();
  for (let i = next(blocks + 1); i > 0; i--) {
    if (lines.length > 0 && next(4) > 0) lines.push("\n");
    lines.push(`${indent}inner {\n${body(next, depth + 1, blocks - 1)}${indent}}\n`);
  }
  return lines.join("");
}
