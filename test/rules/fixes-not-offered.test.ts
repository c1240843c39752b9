/** Fixes that would make things worse are not offered. */
import assert from "node:assert/strict";
import { lintFiles } from "./lint-files.ts";

describe("fixes that are not offered", () => {
  it("does not take the zone from an instance that names the volume itself: each would wait for the other", () => {
    const template = `Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      AvailabilityZone: us-east-1a
      Volumes: [{ Device: /dev/sdh, VolumeId: !Ref Data }]
  Data:
    Type: AWS::EC2::Volume
    Properties: { Size: 1, AvailabilityZone: us-east-1b }
`;
    const { findings } = lintFiles(new Map([["/t.yaml", template]]));
    const finding = findings.find((f) => f.rule === "ebs-az-mismatch");
    assert.deepEqual(finding?.fixes, []);
  });

  it("does not write the zone id of CloudFront where the region is in China, which has another", () => {
    const template = `Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties: { DistributionConfig: { Enabled: true } }
  Apex:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: example.com
      Type: CNAME
      TTL: 300
      ResourceRecords: [!GetAtt Site.DomainName]
`;
    const titles = (region?: string) =>
      lintFiles(new Map([["/t.yaml", template]]), undefined, region)
        .findings.filter((f) => f.rule === "route53-cname-apex")
        .map((f) => f.fixes.map((x) => x.title));
    assert.deepEqual(titles(), [["Make it an alias of Site"]]);
    assert.deepEqual(titles("cn-north-1"), [[]]);
  });
});
