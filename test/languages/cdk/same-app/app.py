import aws_cdk as cdk
from aws_cdk import Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_route53 as route53
from constructs import Construct

MINUTES = 20


class Web(Stack):
    def __init__(self, scope: Construct, construct_id: str, *, memory: int, names: list, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
        vpc = ec2.Vpc(self, "Vpc", max_azs=2)
        for name in names:
            self._add_function(f"Fn{name}", memory)

        group = ec2.SecurityGroup(self, "Group", vpc=vpc)
        group.add_ingress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(22), "ssh")

        user_data = ec2.UserData.for_linux()
        user_data.add_commands("yum install -y httpd", "systemctl start httpd", "aws configure")
        instance = ec2.Instance(
            self,
            "Instance",
            vpc=vpc,
            instance_type=ec2.InstanceType("t3.micro"),
            machine_image=ec2.MachineImage.latest_amazon_linux2023(),
            security_group=group,
            user_data=user_data,
            block_devices=[
                ec2.BlockDevice(
                    device_name="/dev/xvda",
                    volume=ec2.BlockDeviceVolume.ebs(
                        20, volume_type=ec2.EbsDeviceVolumeType.GP2, encrypted=True
                    ),
                )
            ],
        )
        instance.connections.allow_from_any_ipv4(ec2.Port.tcp(3389), "rdp")

        ec2.CfnSecurityGroup(
            self,
            "Raw",
            group_description="raw",
            security_group_ingress=[
                ec2.CfnSecurityGroup.IngressProperty(
                    ip_protocol="tcp", from_port=22, to_port=22, cidr_ip="0.0.0.0/0"
                )
            ],
        )

        server = ec2.CfnInstance(
            self,
            "Server",
            image_id="ami-0123456789abcdef0",
            instance_type="t3.micro",
            availability_zone="eu-west-1a",
        )
        volume = ec2.CfnVolume(self, "Volume", availability_zone="eu-west-1b", size=10, volume_type="gp2")
        ec2.CfnVolumeAttachment(self, "Attachment", instance_id=server.ref, volume_id=volume.ref, device="/dev/sdf")

        data = ec2.Volume(self, "Data", availability_zone=vpc.availability_zones[1], size=cdk.Size.gibibytes(5))
        ec2.CfnVolumeAttachment(
            self,
            "DataAttachment",
            instance_id=instance.instance_id,
            volume_id=data.volume_id,
            device="/dev/sdg",
        )

        balancer = elbv2.ApplicationLoadBalancer(self, "Balancer", vpc=vpc)
        balancer.add_listener("Http", port=80, open=False, default_action=elbv2.ListenerAction.fixed_response(200))

        zone = route53.PublicHostedZone(self, "Zone", zone_name="example.com")
        route53.CnameRecord(self, "Apex", zone=zone, domain_name="elsewhere.example.net")

    def _add_function(self, construct_id: str, memory: int) -> lambda_.Function:
        return lambda_.Function(
            self,
            construct_id,
            runtime=lambda_.Runtime.PYTHON_3_12,
            handler="index.handler",
            code=lambda_.Code.from_inline("def handler(event, context): pass"),
            timeout=Duration.minutes(MINUTES),
            memory_size=memory,
        )


app = cdk.App()
Web(app, "Web", memory=10240 * 2, names=["One", "Two"], env=cdk.Environment(region="eu-west-1"))
app.synth()
