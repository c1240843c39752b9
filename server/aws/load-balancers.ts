/** Load balancers and what they listen on. */
import { relation } from "../core/binding.ts";
import { anything, kind, number, string } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";

export const LoadBalancer = kind(
  "load balancer",
  { groups: anything },
  { type: "AWS::ElasticLoadBalancingV2::LoadBalancer", read: { groups: property("SecurityGroups") } },
  { type: "aws_lb", read: { groups: property("security_groups") } },
  { type: "aws_alb", read: { groups: property("security_groups") } },
);

export const Listener = kind(
  "load balancer listener",
  { balancer: anything, port: number, protocol: string },
  {
    type: "AWS::ElasticLoadBalancingV2::Listener",
    read: { balancer: property("LoadBalancerArn"), port: property("Port"), protocol: property("Protocol") },
  },
  ...["aws_lb_listener", "aws_alb_listener"].map((type) => ({
    type,
    read: { balancer: property("load_balancer_arn"), port: property("port"), protocol: property("protocol") },
  })),
);

export const listenerBalancer = relation(Listener, "balancer", LoadBalancer);
