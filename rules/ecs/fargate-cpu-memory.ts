import { Container, containerTitle, inContainersOf } from "../../server/aws/containers.ts";
import { cpuUnits, holds, mebibytes, TaskDefinition } from "../../server/aws/ecs.ts";
import { grouped } from "../../server/core/facts.ts";
import type { Reading, SubjectOf } from "../../server/core/kinds.ts";
import { rule } from "../../server/core/rules.ts";
import type { Readers } from "../../server/core/scripts.ts";
import { together } from "../../server/core/together.ts";
import { fargateMemory, fargateSource, fargateWindows, type Sizes } from "../facts/containers.ts";

export default rule({
  id: "ecs-fargate-cpu-memory",
  title: "CPU and memory that Fargate does not offer together",
  category: "limits",
  variants: {
    pair: { severity: "error", profile: "errors" },
    missing: { severity: "error", profile: "errors" },
    cpu: { severity: "warning", profile: "recommended" },
    containers: { severity: "error", profile: "errors" },
  },
  notes: "ECS › Fargate Launch type",
  docs: fargateSource,
  alone: [TaskDefinition],
  check({ every, readers, report }) {
    for (const task of every(TaskDefinition)) {
      for (const { is, whole, what } of tooLarge(task, readers))
        report(
          "containers",
          is,
          `${what}, more than the ${grouped(whole)} of the whole task; ECS refuses the task definition.`,
        );
      for (const { cpu, memory, compatibilities, operatingSystem } of together({
        cpu: task.cpu,
        memory: task.memory,
        compatibilities: task.compatibilities,
        operatingSystem: task.operatingSystem,
      })) {
        if (!holds(compatibilities, "FARGATE")) continue;
        for (const [side, name] of [
          [cpu, "CPU"],
          [memory, "memory"],
        ] as const)
          if (side.isAbsent && task.resource.closed)
            report(
              "missing",
              side,
              `${task.name} runs on Fargate and does not say its ${name}; Fargate needs CPU and memory of the whole task.`,
            );
        const units = cpu.isKnown ? cpuUnits(cpu.value) : undefined;
        if (units === undefined) continue;
        const sizes = fargateMemory[units];
        if (!sizes) {
          report(
            "cpu",
            cpu,
            `${task.name} asks for ${grouped(units)} CPU units; Fargate offers ${listed(Object.keys(fargateMemory))}.`,
          );
          continue;
        }
        if (operatingSystem.isKnown && operatingSystem.value.startsWith("WINDOWS") && !fargateWindows.includes(units))
          report(
            "pair",
            cpu,
            `${task.name} asks for ${grouped(units)} CPU units on Windows; there Fargate offers ${listed(fargateWindows)}.`,
          );
        const size = memory.isKnown ? mebibytes(memory.value) : undefined;
        if (size === undefined || isOffered(size, sizes)) continue;
        const better = nextOffered(size, sizes);
        report(
          "pair",
          memory,
          `${task.name} asks for ${grouped(size)} MiB with ${grouped(units)} CPU units; with these Fargate offers ${offer(sizes)}.`,
        ).fix(`Set the memory to ${grouped(better)} MiB`, (edit) => edit.replace(memory, inStyleOf(memory, better)));
      }
    }
  },
});

interface TooLarge {
  readonly is: Reading<number>;
  readonly whole: number;
  readonly what: string;
}

/** What containers of a task for Fargate ask for beyond what the whole task has. */
function* tooLarge(task: SubjectOf<typeof TaskDefinition>, readers: Readers): Generator<TooLarge> {
  const containers = inContainersOf(Container, task.resource, readers);
  for (const container of containers)
    for (const field of [container.memory, container.memoryReservation])
      for (const { is, whole, on } of together({ is: field, whole: task.memory, on: task.compatibilities })) {
        const size = whole.isKnown ? mebibytes(whole.value) : undefined;
        if (!holds(on, "FARGATE") || !is.isKnown || size === undefined || is.value <= size) continue;
        const what = `${capital(containerTitle(container))} asks for ${grouped(is.value)} MiB`;
        yield { is, whole: size, what };
      }
  const [last] = containers.slice(-1);
  for (const { whole, on } of together({ whole: task.cpu, on: task.compatibilities })) {
    const units = whole.isKnown ? cpuUnits(whole.value) : undefined;
    if (!last || !holds(on, "FARGATE") || units === undefined) continue;
    const shares = containers.map((c) => (c.cpu.readings.length === 1 ? c.cpu.readings[0]! : undefined));
    if (!shares.every((s) => s?.isKnown)) continue;
    const sum = shares.reduce((n, s) => n + (s?.isKnown ? s.value : 0), 0);
    const is = { ...last.cpu.readings[0]!, condition: whole.condition };
    if (sum > units)
      yield { is, whole: units, what: `The containers of ${task.name} ask for ${grouped(sum)} CPU units` };
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isOffered(size: number, { least, most, step, also }: Sizes): boolean {
  return also?.includes(size) || (size >= least && size <= most && size % step === 0);
}

/** The next size up; the largest where there is none. */
function nextOffered(size: number, sizes: Sizes): number {
  const { least, most, step, also = [] } = sizes;
  const up = Math.max(least, Math.ceil(size / step) * step);
  return Math.min(...also.filter((a) => a >= size), Math.min(up, most));
}

function offer({ least, most, step, also = [] }: Sizes): string {
  const more = also.map((a) => `${grouped(a)}, `).join("");
  return `${more}${grouped(least)} to ${grouped(most)} MiB in steps of ${grouped(step)}`;
}

function listed(units: readonly (string | number)[]): string {
  const all = units.map((u) => grouped(Number(u)));
  return `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}

/** Text stays text: CDK takes no number there. */
function inStyleOf({ raw }: Reading<string>, size: number): string | number {
  return raw.kind === "scalar" && typeof raw.value === "number" ? size : String(size);
}
