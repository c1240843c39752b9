package com.example;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/** Exports the database every night. */
public class ExportStack extends Stack {
    public ExportStack(final Construct scope, final String id, final int minutes) {
        super(scope, id);

        Function.Builder.create(this, "Export")
            .runtime(Runtime.JAVA_21)
            .handler("com.example.Export::handle")
            .code(Code.fromAsset("target/export.jar"))
            .timeout(Duration.minutes(minutes))
            .memorySize(1024)
            .build();

        Vpc vpc = Vpc.Builder.create(this, "Vpc").maxAzs(2).build();
        SecurityGroup access = SecurityGroup.Builder.create(this, "Access").vpc(vpc).build();
        access.addIngressRule(Peer.anyIpv4(), Port.tcp(22), "SSH from anywhere");
    }
}
