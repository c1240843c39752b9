/** Variables. */
import type { StepKind, Value } from "../../../core/values.ts";

export interface Cell {
  /** Undefined until the declaration has been reached. */
  value: Value | undefined;
  /** What reading it means for the origin of its value. */
  step: StepKind;
  /** How many conditions surrounded it where it was made: a write under more of them is conditional. */
  depth: number;
  /** How many loops of unknown length surrounded it. */
  loops: number;
}

export class Scope {
  readonly parent: Scope | undefined;
  readonly cells = new Map<string, Cell>();

  constructor(parent?: Scope) {
    this.parent = parent;
  }

  find(name: string): Cell | undefined {
    for (let at: Scope | undefined = this; at; at = at.parent) {
      const cell = at.cells.get(name);
      if (cell) return cell;
    }
    return undefined;
  }
}
