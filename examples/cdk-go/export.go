// Exports the database every night.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

func NewExportStack(scope constructs.Construct, id string, minutes float64) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)

	awslambda.NewFunction(stack, jsii.String("Export"), &awslambda.FunctionProps{
		Runtime:    awslambda.Runtime_PROVIDED_AL2023(),
		Handler:    jsii.String("bootstrap"),
		Code:       awslambda.Code_FromAsset(jsii.String("dist"), nil),
		Timeout:    awscdk.Duration_Minutes(jsii.Number(minutes)),
		MemorySize: jsii.Number(1024),
	})

	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})
	access := awsec2.NewSecurityGroup(stack, jsii.String("Access"), &awsec2.SecurityGroupProps{Vpc: vpc})
	access.AddIngressRule(awsec2.Peer_AnyIpv4(), awsec2.Port_Tcp(jsii.Number(22)), jsii.String("SSH from anywhere"), nil)

	return stack
}

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	NewExportStack(app, "Export", 20)
	app.Synth(nil)
}
