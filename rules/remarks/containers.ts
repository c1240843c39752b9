/** What hovers say of ECS, EKS and ECR. */
import type { Remark } from "../../server/core/facts.ts";

const checked = "2026-11-25";

export const containers: Readonly<Record<string, Remark>> = {
  launchTypes: {
    text: "Tasks run on EC2 instances that you provide and that run the ECS agent, on machines of your own (EXTERNAL), or on Fargate, whose machines are not your business: a task definition there has to say CPU and memory. Managed Instances and Fargate Spot have no launch type; a capacity provider strategy names them.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
    checked,
    notes: "Containers › ECS",
    about: ["AWS::ECS::Cluster", "AWS::ECS::Service.LaunchType", "aws_ecs_cluster", "aws_ecs_service.launch_type"],
  },
};
