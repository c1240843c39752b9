/** What an alias record may point to: load balancers and distributions, for their attributes alone. */
import { attributeOf, type Model } from "./model.ts";

export const aliasTargetModels: readonly Model[] = [
  {
    classes: ["aws_elasticloadbalancingv2.ApplicationLoadBalancer", "aws_elasticloadbalancingv2.NetworkLoadBalancer"],
    type: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    l1: "aws_elasticloadbalancingv2.CfnLoadBalancer",
    props: {},
    members: {
      loadBalancerDnsName: attributeOf("DNSName"),
      loadBalancerCanonicalHostedZoneId: attributeOf("CanonicalHostedZoneID"),
    },
  },
  {
    classes: ["aws_cloudfront.Distribution"],
    type: "AWS::CloudFront::Distribution",
    l1: "aws_cloudfront.CfnDistribution",
    props: {},
    members: { distributionDomainName: attributeOf("DomainName"), domainName: attributeOf("DomainName") },
  },
];
