/** What hovers say of ECS, EKS and ECR. */
import type { Remark } from "../../server/core/facts.ts";

const checked = "2026-11-25";

export const containers: Readonly<Record<string, Remark>> = {
  launchTypes: {
    text: "Tasks run on EC2 instances that you provide and that run the ECS agent, or on Fargate, which needs nothing but a task definition with CPU and memory.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/launch_types.html",
    checked,
    notes: "Containers › ECS",
    about: ["AWS::ECS::Cluster", "AWS::ECS::Service.LaunchType", "aws_ecs_cluster", "aws_ecs_service.launch_type"],
  },
};
