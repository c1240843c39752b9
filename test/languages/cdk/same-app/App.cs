using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ElasticLoadBalancingV2;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Route53;
using Constructs;

namespace Example
{
    public class WebProps : StackProps
    {
        public int Memory { get; init; }
        public List<string> Names { get; init; }
    }

    public class Web : Stack
    {
        private const int Minutes = 20;

        internal Web(Construct scope, string id, WebProps props) : base(scope, id, props)
        {
            var vpc = new Vpc(this, "Vpc", new VpcProps { MaxAzs = 2 });
            foreach (var name in props.Names)
            {
                AddFunction($"Fn{name}", props.Memory);
            }

            var group = new SecurityGroup(this, "Group", new SecurityGroupProps { Vpc = vpc });
            group.AddIngressRule(Peer.AnyIpv4(), Port.Tcp(22), "ssh");

            var userData = UserData.ForLinux();
            userData.AddCommands("yum install -y httpd", "systemctl start httpd", "aws configure");
            var instance = new Instance_(this, "Instance", new InstanceProps
            {
                Vpc = vpc,
                InstanceType = new InstanceType("t3.micro"),
                MachineImage = MachineImage.LatestAmazonLinux2023(),
                SecurityGroup = group,
                UserData = userData,
                BlockDevices = new[]
                {
                    new BlockDevice
                    {
                        DeviceName = "/dev/xvda",
                        Volume = BlockDeviceVolume.Ebs(20, new EbsDeviceOptions
                        {
                            VolumeType = EbsDeviceVolumeType.GP2,
                            Encrypted = true,
                        }),
                    },
                },
            });
            instance.Connections.AllowFromAnyIpv4(Port.Tcp(3389), "rdp");

            new CfnSecurityGroup(this, "Raw", new CfnSecurityGroupProps
            {
                GroupDescription = "raw",
                SecurityGroupIngress = new[]
                {
                    new CfnSecurityGroup.IngressProperty
                    {
                        IpProtocol = "tcp",
                        FromPort = 22,
                        ToPort = 22,
                        CidrIp = "0.0.0.0/0",
                    },
                },
            });

            var server = new CfnInstance(this, "Server", new CfnInstanceProps
            {
                ImageId = "ami-0123456789abcdef0",
                InstanceType = "t3.micro",
                AvailabilityZone = "eu-west-1a",
            });
            var volume = new CfnVolume(this, "Volume", new CfnVolumeProps
            {
                AvailabilityZone = "eu-west-1b",
                Size = 10,
                VolumeType = "gp2",
            });
            new CfnVolumeAttachment(this, "Attachment", new CfnVolumeAttachmentProps
            {
                InstanceId = server.Ref,
                VolumeId = volume.Ref,
                Device = "/dev/sdf",
            });

            var data = new Volume(this, "Data", new VolumeProps
            {
                AvailabilityZone = vpc.AvailabilityZones[1],
                Size = Size.Gibibytes(5),
            });
            new CfnVolumeAttachment(this, "DataAttachment", new CfnVolumeAttachmentProps
            {
                InstanceId = instance.InstanceId,
                VolumeId = data.VolumeId,
                Device = "/dev/sdg",
            });

            var balancer = new ApplicationLoadBalancer(this, "Balancer", new ApplicationLoadBalancerProps { Vpc = vpc });
            balancer.AddListener("Http", new BaseApplicationListenerProps
            {
                Port = 80,
                Open = false,
                DefaultAction = ListenerAction.FixedResponse(200),
            });

            var zone = new PublicHostedZone(this, "Zone", new PublicHostedZoneProps { ZoneName = "example.com" });
            new CnameRecord(this, "Apex", new CnameRecordProps { Zone = zone, DomainName = "elsewhere.example.net" });
        }

        private Function AddFunction(string id, int memory) => new Function(this, id, new FunctionProps
        {
            Runtime = Runtime.PYTHON_3_12,
            Handler = "index.handler",
            Code = Code.FromInline("def handler(event, context): pass"),
            Timeout = Duration.Minutes(Minutes),
            MemorySize = memory,
        });
    }

    public static class Program
    {
        public static void Main(string[] args)
        {
            var app = new App();
            new Web(app, "Web", new WebProps
            {
                Memory = 10240 * 2,
                Names = new List<string> { "One", "Two" },
                Env = new Amazon.CDK.Environment { Region = "eu-west-1" },
            });
            app.Synth();
        }
    }
}
