import { EcsService, serviceTask, TaskDefinition } from "../../server/aws/ecs.ts";
import { TaskVolume } from "../../server/aws/task-volumes.ts";
import { rule } from "../../server/core/rules.ts";
import { subjectsOf } from "../../server/core/subjects.ts";
import { together } from "../../server/core/together.ts";
import { s3FilesSource } from "../facts/containers.ts";

export default rule({
  id: "ecs-s3-files-launch-type",
  title: "S3 Files volume that a task cannot mount",
  category: "correctness",
  variants: {
    launchType: { severity: "error", profile: "errors" },
    role: { severity: "error", profile: "errors" },
    arn: { severity: "error", profile: "errors" },
    root: { severity: "error", profile: "errors" },
  },
  notes: "ECS › Data Volumes (EFS)",
  docs: s3FilesSource,
  check({ every, follow, report }) {
    for (const service of every(EcsService))
      for (const { subject: task, condition } of follow(serviceTask, service).found)
        for (const volume of subjectsOf(TaskVolume, task.resource, undefined))
          for (const { s3Files, launchType } of together(
            { s3Files: volume.s3Files, launchType: service.launchType },
            condition,
          ))
            if (s3Files.isKnown && launchType.isKnown && launchType.value === "EC2")
              report(
                "launchType",
                launchType,
                `${service.name} runs ${task.name} on EC2 instances, where a volume of S3 Files cannot be mounted: the task fails when it starts. Take Fargate or Managed Instances.`,
              ).related(s3Files, "The volume.");
    for (const task of every(TaskDefinition))
      for (const volume of subjectsOf(TaskVolume, task.resource, undefined))
        for (const { s3Files, arn, accessPoint, root, taskRole } of together({
          s3Files: volume.s3Files,
          arn: volume.s3FileSystem,
          accessPoint: volume.s3AccessPoint,
          root: volume.s3Root,
          taskRole: task.taskRole,
        })) {
          if (!s3Files.isKnown) continue;
          if (taskRole.isAbsent && task.resource.closed)
            report(
              "role",
              s3Files,
              `${task.name} mounts a volume of S3 Files and has no task role; it is mounted with that role.`,
            );
          if (arn.isKnown && !/^arn:[^:]*:s3files:/.test(arn.value) && !arn.value.includes("{{resolve:"))
            report(
              "arn",
              arn,
              `${task.name} mounts ${arn.value} as a volume of S3 Files, which is not the ARN of such a file system: that one begins with arn:aws:s3files.`,
            );
          if (accessPoint.isKnown && root.isKnown && !/^\/?$/.test(root.value))
            report(
              "root",
              root,
              `${task.name} mounts ${root.value} through an access point, which has a root of its own; ECS then takes no other one than /.`,
            )
              .related(accessPoint, "The access point.")
              .fix("Remove the root directory", (edit) => edit.remove(root));
        }
  },
});
