import { ContainerMount, containerTitle, inContainersOf } from "../../server/aws/containers.ts";
import { TaskDefinition } from "../../server/aws/ecs.ts";
import { TaskVolume } from "../../server/aws/task-volumes.ts";
import type { SubjectOf } from "../../server/core/kinds.ts";
import { lookup } from "../../server/core/lookup.ts";
import { rule } from "../../server/core/rules.ts";
import { subjectsOf } from "../../server/core/subjects.ts";
import { together } from "../../server/core/together.ts";
import type { Value } from "../../server/core/values.ts";

export default rule({
  id: "ecs-efs-volume-config",
  title: "Volume of a task that cannot be mounted",
  category: "correctness",
  variants: {
    transit: { severity: "error", profile: "errors" },
    root: { severity: "error", profile: "errors" },
    role: { severity: "warning", profile: "recommended" },
    volume: { severity: "error", profile: "errors" },
    plain: { severity: "info", profile: "strict" },
  },
  notes: "ECS › Data Volumes (EFS)",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSAuthorizationConfig.html",
  alone: [TaskDefinition],
  check({ every, readers, report }) {
    for (const task of every(TaskDefinition)) {
      for (const volume of subjectsOf(TaskVolume, task.resource, undefined)) {
        for (const { efs, accessPoint, iam, transit, root, taskRole } of together({
          efs: volume.efs,
          accessPoint: volume.efsAccessPoint,
          iam: volume.efsIam,
          transit: volume.efsTransitEncryption,
          root: volume.efsRoot,
          taskRole: task.taskRole,
        })) {
          if (!efs.isKnown) continue;
          const byRole = iam.isKnown && iam.value === "ENABLED";
          const isPlain = transit.isAbsent ? task.resource.closed : transit.isKnown && transit.value === "DISABLED";
          if (isPlain && (accessPoint.isKnown || byRole))
            report(
              "transit",
              transit,
              `${task.name} mounts a file system ${byRole ? "with its role" : "through an access point"}, which takes encryption in transit, and does not turn it on. ECS refuses that.`,
            )
              .related(byRole ? iam : accessPoint, "This takes it.")
              .fix("Turn encryption in transit on", (edit) => edit.replace(transit, "ENABLED"));
          else if (isPlain)
            report(
              "plain",
              transit,
              `${task.name} mounts a file system without encryption in transit: what it reads and writes crosses the network as it is.`,
            ).fix("Turn encryption in transit on", (edit) => edit.replace(transit, "ENABLED"));
          if (accessPoint.isKnown && root.isKnown && !/^\/?$/.test(root.value))
            report(
              "root",
              root,
              `${task.name} mounts ${root.value} through an access point, which has a root of its own; ECS then takes no other one than /.`,
            )
              .related(accessPoint, "The access point.")
              .fix("Remove the root directory", (edit) => edit.remove(root));
          if (byRole && taskRole.isAbsent && task.resource.closed)
            report(
              "role",
              iam,
              `${task.name} mounts a file system with its role, and has none. Give the task a role that may mount it.`,
            );
        }
      }
      const names = volumeNames(task);
      if (!names) continue;
      for (const mount of inContainersOf(ContainerMount, task.resource, readers))
        for (const is of mount.volume.readings)
          if (is.isKnown && !names.includes(is.value))
            report(
              "volume",
              is,
              `${capital(containerTitle(mount))} mounts the volume ${is.value}, which ${task.name} does not have${names.length === 0 ? "" : `: it has ${names.join(", ")}`}. ECS refuses the task definition.`,
            );
    }
  },
});

/** The names of all volumes of a task; undefined where one of them may be another. */
function volumeNames(task: SubjectOf<typeof TaskDefinition>): readonly string[] | undefined {
  const [only, more] = task.volumes.readings;
  if (!only || more || !task.resource.closed) return undefined;
  if (only.isAbsent) return [];
  const items = itemsOf(only.raw);
  const names = items?.map((item) => lookup(item, [task.resource.vocabulary === "terraform" ? "name" : "Name"]));
  if (!names?.every((n) => n.kind === "scalar")) return undefined;
  return names.map((n) => String(n.value));
}

function itemsOf(list: Value): readonly Value[] | undefined {
  if (list.kind === "object") return [list];
  return list.kind === "list" && list.closed ? list.items : undefined;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
