/** What an alias record may point to beside load balancers: distributions, for their attributes alone. */
import { attributeOf, type Model } from "./model.ts";

export const aliasTargetModels: readonly Model[] = [
  {
    classes: ["aws_cloudfront.Distribution"],
    type: "AWS::CloudFront::Distribution",
    l1: "aws_cloudfront.CfnDistribution",
    props: {},
    members: { distributionDomainName: attributeOf("DomainName"), domainName: attributeOf("DomainName") },
  },
];
