import { Subnet } from "../../server/aws/ec2.ts";
import { FargateSubnet } from "../../server/aws/eks-fargate.ts";
import { publicRouteOf } from "../../server/aws/routes.ts";
import { all } from "../../server/core/conditions.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "eks-fargate-public-subnet",
  title: "Fargate profile in a public subnet",
  category: "correctness",
  variants: { public: { severity: "error", profile: "errors" } },
  notes: "EKS › EKS Node Types",
  docs: "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateFargateProfile.html",
  check(context) {
    for (const place of context.every(FargateSubnet))
      for (const use of place.subnet.readings) {
        const [subnet] = use.raw.kind === "reference" ? context.at(Subnet, use.raw.target) : [];
        const open = subnet?.resource.mode === "managed" ? publicRouteOf(subnet, context) : undefined;
        if (!subnet || !open) continue;
        context
          .report(
            "public",
            { ...use, condition: all(use.condition, place.condition, open.condition) },
            `${place.name} runs pods in ${subnet.name}, which has a route to an internet gateway. EKS takes private subnets alone for Fargate: their way out is a NAT gateway.`,
          )
          .related(open.route, "The route.");
      }
  },
});
