"""Exports the database every night, and keeps a host to look at what was exported."""

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2, aws_lambda as lambda_
from constructs import Construct


class ExportStack(cdk.Stack):
    def __init__(self, scope: Construct, construct_id: str, *, minutes: int, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        lambda_.Function(
            self,
            "Export",
            runtime=lambda_.Runtime.PYTHON_3_13,
            handler="export.handler",
            code=lambda_.Code.from_asset("src"),
            timeout=cdk.Duration.minutes(minutes),
            memory_size=1024,
        )

        vpc = ec2.Vpc(self, "Vpc", max_azs=2)
        access = ec2.SecurityGroup(self, "Access", vpc=vpc)
        access.add_ingress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(22), "SSH from anywhere")

        user_data = ec2.UserData.for_linux()
        user_data.add_commands(
            "dnf install -y postgresql16",
            "aws configure import --csv file:///root/keys.csv",
        )
        ec2.Instance(
            self,
            "Host",
            vpc=vpc,
            instance_type=ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.SMALL),
            machine_image=ec2.MachineImage.latest_amazon_linux2023(cpu_type=ec2.AmazonLinuxCpuType.ARM_64),
            security_group=access,
            user_data=user_data,
            require_imdsv2=True,
        )


app = cdk.App()
ExportStack(app, "Export", minutes=20)
app.synth()
