/** Every rule, in the order in which they run. */
import type { Rule } from "../server/core/rules.ts";
import amiAnyOwner from "./ami/any-owner.ts";
import amiEndOfLife from "./ami/end-of-life.ts";
import amiHardCodedId from "./ami/hard-coded-id.ts";
import amiRegionMissing from "./ami/region-missing.ts";
import amiSameIdTwoRegions from "./ami/same-id-two-regions.ts";
import amiSnapshotWithoutReboot from "./ami/snapshot-without-reboot.ts";
import apprunnerClosedToNewCustomers from "./app-runner/closed-to-new-customers.ts";
import apprunnerCpuMemory from "./app-runner/cpu-memory.ts";
import apprunnerMissingAccessRole from "./app-runner/missing-access-role.ts";
import apprunnerPlaintextSecret from "./app-runner/plaintext-secret.ts";
import apprunnerVpcEgress from "./app-runner/vpc-egress.ts";
import ebsAzMismatch from "./ebs/az-mismatch.ts";
import ebsBootVolumeHdd from "./ebs/boot-volume-hdd.ts";
import ebsDeleteOnTermination from "./ebs/delete-on-termination.ts";
import ebsGp2ToGp3 from "./ebs/gp2-to-gp3.ts";
import ebsIopsNotApplicable from "./ebs/iops-not-applicable.ts";
import ebsIopsRequired from "./ebs/iops-required.ts";
import ebsMultiAttachRequired from "./ebs/multi-attach-required.ts";
import ebsMultiAttachUnsupported from "./ebs/multi-attach-unsupported.ts";
import ebsNoSnapshotOnDelete from "./ebs/no-snapshot-on-delete.ts";
import ebsSizeOrSnapshot from "./ebs/size-or-snapshot.ts";
import ebsUnencrypted from "./ebs/unencrypted.ts";
import ebsVolumeLimits from "./ebs/volume-limits.ts";
import ec2CliWithoutInstanceProfile from "./ec2/cli-without-instance-profile.ts";
import ec2DedicatedHostMismatch from "./ec2/dedicated-host-mismatch.ts";
import ec2DedicatedHostPlacement from "./ec2/dedicated-host-placement.ts";
import ec2Imdsv2NotRequired from "./ec2/imdsv2-not-required.ts";
import ec2InstanceProfileIsRole from "./ec2/instance-profile-is-role.ts";
import ec2InstanceProfileRoles from "./ec2/instance-profile-roles.ts";
import ec2InstanceStoreStop from "./ec2/instance-store-stop.ts";
import ec2LaunchConfiguration from "./ec2/launch-configuration.ts";
import ec2PreviousGeneration from "./ec2/previous-generation.ts";
import ec2PrivateKeyInState from "./ec2/private-key-in-state.ts";
import ec2PublicIpInDns from "./ec2/public-ip-in-dns.ts";
import ec2RoleTrustMismatch from "./ec2/role-trust-mismatch.ts";
import ec2SpotMaxPrice from "./ec2/spot-max-price.ts";
import ec2SpotPersistentTerminate from "./ec2/spot-persistent-terminate.ts";
import ec2SpotStateful from "./ec2/spot-stateful.ts";
import ec2T2Instance from "./ec2/t2-instance.ts";
import ecrMutableTags from "./ecr/mutable-tags.ts";
import ecrNoLifecycle from "./ecr/no-lifecycle.ts";
import ecrPublicPolicy from "./ecr/public-policy.ts";
import ecrScanOnPush from "./ecr/scan-on-push.ts";
import ecsAutoscaledDesiredCount from "./ecs/autoscaled-desired-count.ts";
import ecsAwsvpcNetworkConfiguration from "./ecs/awsvpc-network-configuration.ts";
import ecsClassicLoadBalancer from "./ecs/classic-load-balancer.ts";
import ecsContainerInstanceNoProfile from "./ecs/container-instance-no-profile.ts";
import ecsEc2NoCapacity from "./ecs/ec2-no-capacity.ts";
import ecsEfsVolumeConfig from "./ecs/efs-volume-config.ts";
import ecsFargateCompatibility from "./ecs/fargate-compatibility.ts";
import ecsFargateCpuMemory from "./ecs/fargate-cpu-memory.ts";
import ecsFargateDaemon from "./ecs/fargate-daemon.ts";
import ecsFargateNetworkMode from "./ecs/fargate-network-mode.ts";
import ecsFargateUnsupportedParameter from "./ecs/fargate-unsupported-parameter.ts";
import ecsLaunchTypeAndStrategy from "./ecs/launch-type-and-strategy.ts";
import ecsMissingExecutionRole from "./ecs/missing-execution-role.ts";
import ecsPlaintextSecret from "./ecs/plaintext-secret.ts";
import ecsRoleTrustMismatch from "./ecs/role-trust-mismatch.ts";
import ecsS3FilesLaunchType from "./ecs/s3-files-launch-type.ts";
import ecsScalableTarget from "./ecs/scalable-target.ts";
import ecsScalingMetricMismatch from "./ecs/scaling-metric-mismatch.ts";
import ecsSharedRole from "./ecs/shared-task-and-execution-role.ts";
import ecsTargetTypeIp from "./ecs/target-type-ip.ts";
import efsMountTargetAz from "./efs/mount-target-az.ts";
import efsNfsPortClosed from "./efs/nfs-port-closed.ts";
import efsNoMountTarget from "./efs/no-mount-target.ts";
import efsOneZone from "./efs/one-zone.ts";
import efsThroughputMode from "./efs/throughput-mode.ts";
import efsUnencrypted from "./efs/unencrypted.ts";
import efsWindowsMount from "./efs/windows-mount.ts";
import eksAl2Ami from "./eks/al2-ami.ts";
import eksFargateEbs from "./eks/fargate-ebs.ts";
import eksFargatePublicSubnet from "./eks/fargate-public-subnet.ts";
import eksNodegroupLaunchTemplateConflict from "./eks/nodegroup-launch-template-conflict.ts";
import eksNodegroupSshOpen from "./eks/nodegroup-ssh-open.ts";
import eksPublicEndpointOpen from "./eks/public-endpoint-open.ts";
import eksSpotSingleType from "./eks/spot-single-type.ts";
import lambdaMemory from "./lambda/memory.ts";
import lambdaTimeout from "./lambda/timeout.ts";
import route53CnameApex from "./route53/cname-apex.ts";
import sgAllPorts from "./security-groups/all-ports-open-to-world.ts";
import sgAllProtocolsPortsIgnored from "./security-groups/all-protocols-ports-ignored.ts";
import sgCidrInsteadOfReference from "./security-groups/cidr-instead-of-reference.ts";
import sgFtp from "./security-groups/ftp-open-to-world.ts";
import sgInlineAndStandalone from "./security-groups/inline-and-standalone-rules.ts";
import sgInvalidPortRange from "./security-groups/invalid-port-range.ts";
import sgInvalidSource from "./security-groups/invalid-source.ts";
import sgLbListener from "./security-groups/lb-listener-port-closed.ts";
import sgRdp from "./security-groups/rdp-open-to-world.ts";
import sgSensitivePort from "./security-groups/sensitive-port-open-to-world.ts";
import sgSsh from "./security-groups/ssh-open-to-world.ts";
import sgTerraformNoEgress from "./security-groups/terraform-no-egress.ts";
import sgWebServer from "./security-groups/web-server-port-closed.ts";
import sgWideRange from "./security-groups/wide-range-open-to-world.ts";
import userDataAwsConfigure from "./user-data/aws-configure.ts";
import userDataAwsCredentials from "./user-data/aws-credentials.ts";
import userDataBadSubstitution from "./user-data/bad-substitution.ts";
import userDataImdsv1Call from "./user-data/imdsv1-call.ts";
import userDataInteractiveInstall from "./user-data/interactive-install.ts";
import userDataMissingShebang from "./user-data/missing-shebang.ts";
import userDataNotBase64 from "./user-data/not-base64.ts";
import userDataNotRerun from "./user-data/not-rerun.ts";
import userDataRedundantSudo from "./user-data/redundant-sudo.ts";
import userDataSecret from "./user-data/secret.ts";
import userDataSize from "./user-data/size.ts";
import userDataUnescapedVariable from "./user-data/unescaped-variable.ts";
import userDataWrongPackageManager from "./user-data/wrong-package-tool.ts";

export const rules: readonly Rule[] = [
  userDataWrongPackageManager,
  userDataNotRerun,
  userDataImdsv1Call,
  sgCidrInsteadOfReference,
  efsWindowsMount,
  ec2SpotStateful,
  ec2PrivateKeyInState,
  ec2InstanceStoreStop,
  ec2Imdsv2NotRequired,
  ec2DedicatedHostPlacement,
  ec2DedicatedHostMismatch,
  ebsNoSnapshotOnDelete,
  amiSnapshotWithoutReboot,
  amiSameIdTwoRegions,
  amiRegionMissing,
  amiEndOfLife,
  eksFargatePublicSubnet,
  eksFargateEbs,
  ecsS3FilesLaunchType,
  ecsRoleTrustMismatch,
  ecsPlaintextSecret,
  ecsMissingExecutionRole,
  ecsFargateUnsupportedParameter,
  ecsFargateCompatibility,
  ecsEfsVolumeConfig,
  ecsEc2NoCapacity,
  ecsContainerInstanceNoProfile,
  ecsAutoscaledDesiredCount,
  ecrPublicPolicy,
  apprunnerPlaintextSecret,
  apprunnerMissingAccessRole,
  ecrMutableTags,
  ecrNoLifecycle,
  ecrScanOnPush,
  ecsAwsvpcNetworkConfiguration,
  ecsClassicLoadBalancer,
  ecsFargateDaemon,
  ecsScalableTarget,
  ecsSharedRole,
  ecsTargetTypeIp,
  eksSpotSingleType,
  apprunnerClosedToNewCustomers,
  apprunnerCpuMemory,
  apprunnerVpcEgress,
  ecsFargateCpuMemory,
  ecsFargateNetworkMode,
  ecsLaunchTypeAndStrategy,
  ecsScalingMetricMismatch,
  eksAl2Ami,
  eksNodegroupLaunchTemplateConflict,
  eksNodegroupSshOpen,
  eksPublicEndpointOpen,
  ebsAzMismatch,
  ebsBootVolumeHdd,
  ebsDeleteOnTermination,
  ebsGp2ToGp3,
  ebsIopsNotApplicable,
  ebsIopsRequired,
  ebsMultiAttachRequired,
  ebsMultiAttachUnsupported,
  ebsSizeOrSnapshot,
  ebsUnencrypted,
  ebsVolumeLimits,
  efsMountTargetAz,
  efsNfsPortClosed,
  efsNoMountTarget,
  efsOneZone,
  efsThroughputMode,
  efsUnencrypted,
  userDataAwsConfigure,
  amiAnyOwner,
  amiHardCodedId,
  ec2RoleTrustMismatch,
  ec2CliWithoutInstanceProfile,
  ec2PublicIpInDns,
  ec2SpotPersistentTerminate,
  ec2SpotMaxPrice,
  ec2LaunchConfiguration,
  ec2InstanceProfileRoles,
  ec2InstanceProfileIsRole,
  ec2T2Instance,
  ec2PreviousGeneration,
  userDataRedundantSudo,
  userDataNotBase64,
  userDataSecret,
  userDataSize,
  userDataAwsCredentials,
  userDataUnescapedVariable,
  userDataBadSubstitution,
  userDataInteractiveInstall,
  userDataMissingShebang,
  lambdaMemory,
  lambdaTimeout,
  route53CnameApex,
  sgAllPorts,
  sgWideRange,
  sgLbListener,
  sgTerraformNoEgress,
  sgWebServer,
  sgSensitivePort,
  sgInvalidSource,
  sgInvalidPortRange,
  sgInlineAndStandalone,
  sgFtp,
  sgAllProtocolsPortsIgnored,
  sgRdp,
  sgSsh,
] as readonly Rule[];
