import { cpuUnits, holds, mebibytes, TaskDefinition } from "../../server/aws/ecs.ts";
import { grouped } from "../../server/core/facts.ts";
import type { Reading } from "../../server/core/kinds.ts";
import { rule } from "../../server/core/rules.ts";
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
  },
  notes: "ECS › Fargate Launch type",
  docs: fargateSource,
  alone: [TaskDefinition],
  check({ every, report }) {
    for (const task of every(TaskDefinition))
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
  },
});

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
