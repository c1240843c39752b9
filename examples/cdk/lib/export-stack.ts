import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as route53 from "aws-cdk-lib/aws-route53";
import type { Construct } from "constructs";

export interface ExportProps extends StackProps {
  /** How long one export may take. */
  readonly minutes: number;
}

/** Exports the database every night. */
export class ExportStack extends Stack {
  constructor(scope: Construct, id: string, props: ExportProps) {
    super(scope, id, props);

    new lambda.Function(this, "Export", {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: "export.handler",
      code: lambda.Code.fromAsset("export"),
      timeout: Duration.minutes(props.minutes),
      memorySize: 2048,
    });

    new lambda.Function(this, "Cleanup", {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: "cleanup.handler",
      code: lambda.Code.fromAsset("cleanup"),
      timeout: Duration.minutes(15),
      memorySize: 10240,
    });

    const zone = new route53.HostedZone(this, "Zone", { zoneName: "exports.example.com" });
    new route53.CnameRecord(this, "Apex", {
      zone,
      recordName: "exports.example.com",
      domainName: "d111111abcdef8.cloudfront.net",
    });
    new route53.CnameRecord(this, "Www", { zone, recordName: "www", domainName: "exports.example.com" });
  }
}
