package com.example;

import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.*;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.route53.CnameRecord;
import software.amazon.awscdk.services.route53.PublicHostedZone;
import software.constructs.Construct;

class Web extends Stack {
    private static final int MINUTES = 20;

    Web(final Construct scope, final String id, final StackProps props, final int memory, final List<String> names) {
        super(scope, id, props);
        Vpc vpc = Vpc.Builder.create(this, "Vpc").maxAzs(2).build();
        for (String name : names) {
            addFunction("Fn" + name, memory);
        }

        SecurityGroup group = SecurityGroup.Builder.create(this, "Group").vpc(vpc).build();
        group.addIngressRule(Peer.anyIpv4(), Port.tcp(22), "ssh");

        UserData userData = UserData.forLinux();
        userData.addCommands("yum install -y httpd", "systemctl start httpd", "aws configure");
        Instance instance = Instance.Builder.create(this, "Instance")
                .vpc(vpc)
                .instanceType(new InstanceType("t3.micro"))
                .machineImage(MachineImage.latestAmazonLinux2023())
                .securityGroup(group)
                .userData(userData)
                .blockDevices(List.of(BlockDevice.builder()
                        .deviceName("/dev/xvda")
                        .volume(BlockDeviceVolume.ebs(20, EbsDeviceOptions.builder()
                                .volumeType(EbsDeviceVolumeType.GP2)
                                .encrypted(true)
                                .build()))
                        .build()))
                .build();
        instance.getConnections().allowFromAnyIpv4(Port.tcp(3389), "rdp");

        CfnSecurityGroup.Builder.create(this, "Raw")
                .groupDescription("raw")
                .securityGroupIngress(List.of(CfnSecurityGroup.IngressProperty.builder()
                        .ipProtocol("tcp")
                        .fromPort(22)
                        .toPort(22)
                        .cidrIp("0.0.0.0/0")
                        .build()))
                .build();

        CfnInstance server = CfnInstance.Builder.create(this, "Server")
                .imageId("ami-0123456789abcdef0")
                .instanceType("t3.micro")
                .availabilityZone("eu-west-1a")
                .build();
        CfnVolume volume = CfnVolume.Builder.create(this, "Volume")
                .availabilityZone("eu-west-1b")
                .size(10)
                .volumeType("gp2")
                .build();
        CfnVolumeAttachment.Builder.create(this, "Attachment")
                .instanceId(server.getRef())
                .volumeId(volume.getRef())
                .device("/dev/sdf")
                .build();

        Volume data = Volume.Builder.create(this, "Data")
                .availabilityZone(vpc.getAvailabilityZones().get(1))
                .size(Size.gibibytes(5))
                .build();
        CfnVolumeAttachment.Builder.create(this, "DataAttachment")
                .instanceId(instance.getInstanceId())
                .volumeId(data.getVolumeId())
                .device("/dev/sdg")
                .build();

        ApplicationLoadBalancer balancer = ApplicationLoadBalancer.Builder.create(this, "Balancer").vpc(vpc).build();
        balancer.addListener("Http", BaseApplicationListenerProps.builder()
                .port(80)
                .open(false)
                .defaultAction(ListenerAction.fixedResponse(200))
                .build());

        PublicHostedZone zone = PublicHostedZone.Builder.create(this, "Zone").zoneName("example.com").build();
        CnameRecord.Builder.create(this, "Apex").zone(zone).domainName("elsewhere.example.net").build();
    }

    private Function addFunction(final String id, final int memory) {
        return Function.Builder.create(this, id)
                .runtime(Runtime.PYTHON_3_12)
                .handler("index.handler")
                .code(Code.fromInline("def handler(event, context): pass"))
                .timeout(Duration.minutes(MINUTES))
                .memorySize(memory)
                .build();
    }
}

public class Main {
    public static void main(final String[] args) {
        App app = new App();
        StackProps props = StackProps.builder()
                .env(Environment.builder().region("eu-west-1").build())
                .build();
        new Web(app, "Web", props, 10240 * 2, List.of("One", "Two"));
        app.synth();
    }
}
