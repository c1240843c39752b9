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
    const [finding] = lintFiles(new Map([["/t.yaml", template]])).findings;
    assert.equal(finding!.rule, "ebs-az-mismatch");
    assert.deepEqual(finding!.fixes, []);
  });
});
