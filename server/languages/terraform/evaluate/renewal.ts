/** Uses what was evaluated again for a later version of the files, as far as no change has reached it. */
import type { Block } from "../syntax.ts";
import type { Cell } from "./cell.ts";
import { sameListing, sameRead } from "./cell.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Expansion } from "./expansion.ts";
import type { Called } from "./module-calls.ts";
import type { ModuleInstance } from "./module-instance.ts";
import type { ModuleSource } from "./module-source.ts";

/** Takes the files that an evaluation sees into a root module that was evaluated before, with all that it calls. */
export function renew(root: ModuleInstance, source: ModuleSource, evaluation: Evaluation): void {
  const changed: Cell[] = [];
  take(root, source, evaluation, changed);
  remove(changed);
  const idle: Cell[] = [];
  eachCell(root, (cell) => {
    if (isIdle(cell)) idle.push(cell);
  });
  remove(idle);
  eachCell(root, (cell) => carryOver(cell, evaluation));
}

/** Gives modules their files of now, and collects the cells whose own declaration has changed. */
function take(
  module: ModuleInstance,
  source: ModuleSource,
  evaluation: Evaluation,
  changed: Cell[],
  call?: Block,
): void {
  module.renew(evaluation, source, call);
  for (const cell of module.cells()) {
    if (!module.stands(cell) || !sameFiles(cell, evaluation)) changed.push(cell);
    else
      for (const instance of instancesOf(cell))
        take(
          instance,
          evaluation.module(instance.source.folder) ?? instance.source,
          evaluation,
          changed,
          source.modules.get(cell.name)?.block,
        );
  }
}

function sameFiles(cell: Cell, evaluation: Evaluation): boolean {
  for (const [path, { read }] of cell.files ?? []) if (!sameRead(evaluation.files.read(path), read)) return false;
  for (const [path, names] of cell.folders ?? []) if (!sameListing(evaluation.files.list(path), names)) return false;
  return true;
}

/** Removes cells, whoever read them, and what only they had. */
function remove(cells: readonly Cell[]): void {
  const waiting = [...cells];
  while (waiting.length > 0) {
    const cell = waiting.pop()!;
    if (cell.isGone) continue;
    const read = [...cell.reads];
    cell.remove();
    cell.module.remove(cell);
    if (cell.kind === "managed shape" || cell.kind === "data shape") cell.module.forgetShape(cell);
    for (const reader of cell.readers) waiting.push(reader);
    for (const instance of instancesOf(cell)) for (const inner of instance.cells()) waiting.push(inner);
    for (const other of read) if (isIdle(other)) waiting.push(other);
  }
}

/** True for what nobody asks for any more, and which would still tie the program to a file or to a missing name. */
function isIdle(cell: Cell): boolean {
  if (cell.readers.size > 0) return false;
  switch (cell.kind) {
    case "managed":
    case "data":
    case "managed shape":
    case "data shape":
    case "call":
    case "variable":
    case "local":
    case "output":
      return cell.files !== undefined || cell.folders !== undefined || cell.basis[0] === undefined;
    default:
      return true;
  }
}

function eachCell(module: ModuleInstance, visit: (cell: Cell) => void): void {
  for (const cell of module.cells()) {
    visit(cell);
    for (const instance of instancesOf(cell)) eachCell(instance, visit);
  }
}

/** The new evaluation counts what the old one took for it, and knows the files that it was made from. */
function carryOver(cell: Cell, evaluation: Evaluation): void {
  const instances = cell.kind.endsWith("shape") ? shared(cell) : instancesOf(cell).length;
  evaluation.countAgain(cell.steps, instances);
  for (const [path, { read, isTemplate }] of cell.files ?? []) {
    if (typeof read === "string") continue;
    evaluation.readSource(path, read.text);
    if (isTemplate) evaluation.readTemplate(path, read.text);
  }
}

function shared(cell: Cell): number {
  const instances = (cell.known as Expansion | undefined)?.instances ?? [];
  return instances.filter((i) => i.key !== undefined || cell.module.depth > 0).length;
}

function instancesOf(cell: Cell): readonly ModuleInstance[] {
  return cell.kind === "call" ? ((cell.known as Called | undefined)?.instances ?? []) : [];
}
