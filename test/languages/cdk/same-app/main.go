package main

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awselasticloadbalancingv2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsroute53"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

const minutes = 20

type WebProps struct {
	awscdk.StackProps
	Memory float64
	Names  []string
}

func NewWeb(scope constructs.Construct, id string, props *WebProps) awscdk.Stack {
	var sprops awscdk.StackProps
	if props != nil {
		sprops = props.StackProps
	}
	stack := awscdk.NewStack(scope, &id, &sprops)
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})
	for _, name := range props.Names {
		addFunction(stack, fmt.Sprintf("Fn%s", name), props.Memory)
	}

	group := awsec2.NewSecurityGroup(stack, jsii.String("Group"), &awsec2.SecurityGroupProps{Vpc: vpc})
	group.AddIngressRule(awsec2.Peer_AnyIpv4(), awsec2.Port_Tcp(jsii.Number(22)), jsii.String("ssh"), nil)

	userData := awsec2.UserData_ForLinux(nil)
	userData.AddCommands(jsii.String("yum install -y httpd"), jsii.String("systemctl start httpd"), jsii.String("aws configure"))
	instance := awsec2.NewInstance(stack, jsii.String("Instance"), &awsec2.InstanceProps{
		Vpc:           vpc,
		InstanceType:  awsec2.NewInstanceType(jsii.String("t3.micro")),
		MachineImage:  awsec2.MachineImage_LatestAmazonLinux2023(nil),
		SecurityGroup: group,
		UserData:      userData,
		BlockDevices: &[]*awsec2.BlockDevice{
			{
				DeviceName: jsii.String("/dev/xvda"),
				Volume: awsec2.BlockDeviceVolume_Ebs(jsii.Number(20), &awsec2.EbsDeviceOptions{
					VolumeType: awsec2.EbsDeviceVolumeType_GP2,
					Encrypted:  jsii.Bool(true),
				}),
			},
		},
	})
	instance.Connections().AllowFromAnyIpv4(awsec2.Port_Tcp(jsii.Number(3389)), jsii.String("rdp"))

	awsec2.NewCfnSecurityGroup(stack, jsii.String("Raw"), &awsec2.CfnSecurityGroupProps{
		GroupDescription: jsii.String("raw"),
		SecurityGroupIngress: []interface{}{
			&awsec2.CfnSecurityGroup_IngressProperty{
				IpProtocol: jsii.String("tcp"),
				FromPort:   jsii.Number(22),
				ToPort:     jsii.Number(22),
				CidrIp:     jsii.String("0.0.0.0/0"),
			},
		},
	})

	server := awsec2.NewCfnInstance(stack, jsii.String("Server"), &awsec2.CfnInstanceProps{
		ImageId:          jsii.String("ami-0123456789abcdef0"),
		InstanceType:     jsii.String("t3.micro"),
		AvailabilityZone: jsii.String("eu-west-1a"),
	})
	volume := awsec2.NewCfnVolume(stack, jsii.String("Volume"), &awsec2.CfnVolumeProps{
		AvailabilityZone: jsii.String("eu-west-1b"),
		Size:             jsii.Number(10),
		VolumeType:       jsii.String("gp2"),
	})
	awsec2.NewCfnVolumeAttachment(stack, jsii.String("Attachment"), &awsec2.CfnVolumeAttachmentProps{
		InstanceId: server.Ref(),
		VolumeId:   volume.Ref(),
		Device:     jsii.String("/dev/sdf"),
	})

	data := awsec2.NewVolume(stack, jsii.String("Data"), &awsec2.VolumeProps{
		AvailabilityZone: (*vpc.AvailabilityZones())[1],
		Size:             awscdk.Size_Gibibytes(jsii.Number(5)),
	})
	awsec2.NewCfnVolumeAttachment(stack, jsii.String("DataAttachment"), &awsec2.CfnVolumeAttachmentProps{
		InstanceId: instance.InstanceId(),
		VolumeId:   data.VolumeId(),
		Device:     jsii.String("/dev/sdg"),
	})

	balancer := awselasticloadbalancingv2.NewApplicationLoadBalancer(stack, jsii.String("Balancer"), &awselasticloadbalancingv2.ApplicationLoadBalancerProps{
		Vpc: vpc,
	})
	balancer.AddListener(jsii.String("Http"), &awselasticloadbalancingv2.BaseApplicationListenerProps{
		Port:          jsii.Number(80),
		Open:          jsii.Bool(false),
		DefaultAction: awselasticloadbalancingv2.ListenerAction_FixedResponse(jsii.Number(200), nil),
	})

	zone := awsroute53.NewPublicHostedZone(stack, jsii.String("Zone"), &awsroute53.PublicHostedZoneProps{
		ZoneName: jsii.String("example.com"),
	})
	awsroute53.NewCnameRecord(stack, jsii.String("Apex"), &awsroute53.CnameRecordProps{
		Zone:       zone,
		DomainName: jsii.String("elsewhere.example.net"),
	})
	return stack
}

func addFunction(scope constructs.Construct, id string, memory float64) awslambda.Function {
	return awslambda.NewFunction(scope, jsii.String(id), &awslambda.FunctionProps{
		Runtime:    awslambda.Runtime_PYTHON_3_12(),
		Handler:    jsii.String("index.handler"),
		Code:       awslambda.Code_FromInline(jsii.String("def handler(event, context): pass")),
		Timeout:    awscdk.Duration_Minutes(jsii.Number(minutes)),
		MemorySize: jsii.Number(memory),
	})
}

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	NewWeb(app, "Web", &WebProps{
		StackProps: awscdk.StackProps{Env: &awscdk.Environment{Region: jsii.String("eu-west-1")}},
		Memory:     10240 * 2,
		Names:      []string{"One", "Two"},
	})
	app.Synth(nil)
}
