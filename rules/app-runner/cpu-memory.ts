import { AppRunnerService } from "../../server/aws/app-runner.ts";
import { cpuUnits, mebibytes } from "../../server/aws/ecs.ts";
import { grouped } from "../../server/core/facts.ts";
import type { Reading } from "../../server/core/kinds.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import { appRunnerMemory, appRunnerSource } from "../facts/containers.ts";

/** What a service has that does not say: 1 virtual processor, 2 GB. */
const DEFAULT_CPU = 1024;
const DEFAULT_MEMORY = 2048;

export default rule({
  id: "apprunner-cpu-memory",
  title: "CPU and memory that App Runner does not offer together",
  category: "limits",
  variants: { pair: { severity: "warning", profile: "recommended" } },
  notes: "Containers › App Runner",
  docs: appRunnerSource,
  alone: [AppRunnerService],
  check({ every, report }) {
    for (const service of every(AppRunnerService))
      for (const { cpu, memory } of together({ cpu: service.cpu, memory: service.memory })) {
        if (cpu.isAbsent && memory.isAbsent) continue;
        const units = sizeOf(cpu, cpuUnits, DEFAULT_CPU);
        const size = sizeOf(memory, mebibytes, DEFAULT_MEMORY);
        const offered = units === undefined ? undefined : appRunnerMemory[units];
        if (!offered || size === undefined || offered.includes(size)) continue;
        report(
          "pair",
          memory.isAbsent ? cpu : memory,
          `${service.name} asks for ${grouped(size)} MB with ${grouped(units!)} CPU units; with these App Runner offers ${offered.map(grouped).join(", ")} MB.`,
        );
      }
  },
});

function sizeOf(
  reading: Reading<string>,
  read: (text: string) => number | undefined,
  byDefault: number,
): number | undefined {
  return reading.isKnown ? read(reading.value) : reading.isAbsent ? byDefault : undefined;
}
