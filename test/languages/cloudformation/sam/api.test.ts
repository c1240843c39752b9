/** REST APIs: explicit ones, and the one that functions ask for without naming it. */
import assert from "node:assert/strict";
import type { Program } from "../../../../server/core/resources.ts";
import { at, brief, evaluateText, property, resourceNamed } from "../programs.ts";

const region = { region: "eu-west-1", parameters: {} };

function template(resources: string, globals = ""): Program {
  return evaluateText(`Transform: AWS::Serverless-2016-10-31\n${globals}Resources:\n${resources}`, region);
}

function fn(events: string, id = "Fn"): string {
  const lines = events.split("\n").map((line) => `        ${line}`);
  return `  ${id}:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      InlineCode: exports.handler = async () => {}
      Events:
${lines.join("\n")}
`;
}

const get = `Get:
  Type: Api
  Properties:
    Path: /items/{id}
    Method: get`;

describe("an implicit REST API", () => {
  it("has a deployment, a stage, and a permission that names its path", () => {
    const program = template(fn(get));
    assert.deepEqual(
      program.resources.map((r) => `${r.address} ${r.type}`),
      [
        "Fn AWS::Lambda::Function",
        "FnRole AWS::IAM::Role",
        "FnGetPermissionProd AWS::Lambda::Permission",
        "ServerlessRestApi AWS::ApiGateway::RestApi",
        "ServerlessRestApi.Deployment AWS::ApiGateway::Deployment",
        "ServerlessRestApiProdStage AWS::ApiGateway::Stage",
      ],
    );
    assert.deepEqual(program.open, []);
    assert.equal(
      brief(property(program, "FnGetPermissionProd", "SourceArn")),
      "arn:aws:execute-api:eu-west-1:<? AWS::AccountId>:<-> ServerlessRestApi>/*/GET/items/*",
    );
    assert.equal(at(program, resourceNamed(program, "ServerlessRestApi").nameSpan), "10:9 Get");
  });

  it("takes the place of a resource that has its name", () => {
    const other =
      "  ServerlessRestApi:\n    Type: AWS::Serverless::Function\n    Properties: { Events: { E: { Type: SNS, Properties: { Topic: x } } } }\n";
    const program = template(other + fn(get));
    assert.equal(resourceNamed(program, "ServerlessRestApi").type, "AWS::ApiGateway::RestApi");
    assert.ok(!program.resources.some((r) => r.address.startsWith("ServerlessRestApiE")));
    assert.equal(resourceNamed(program, "FnGetPermissionProd").type, "AWS::Lambda::Permission");
    assert.equal(resourceNamed(template(other), "ServerlessRestApi").type, "AWS::Lambda::Function");
    const named = "  ServerlessRestApi:\n    Type: AWS::Serverless::Api\n    Properties: { StageName: live }\n";
    const asked = template(named + fn(`${get}\n    RestApiId: !Ref ServerlessRestApi`));
    assert.equal(resourceNamed(asked, "ServerlessRestApiliveStage").type, "AWS::ApiGateway::Stage");
  });

  it("is defined by its events", () => {
    const program = template(fn(get));
    assert.deepEqual(brief(property(program, "ServerlessRestApi", "Body")), {
      swagger: "2.0",
      info: { version: "1.0", title: "? AWS::StackName" },
      paths: {
        "/items/{id}": {
          get: {
            "x-amazon-apigateway-integration": {
              type: "aws_proxy",
              httpMethod: "POST",
              uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/<-> Fn.Arn>/invocations",
            },
            responses: {},
          },
        },
      },
    });
  });

  it("takes the settings of Globals, and is referred to by name", () => {
    const program = template(
      `${fn(get)}  Alarm:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub "\${ServerlessRestApi}-alarms"
`,
      "Globals:\n  Api:\n    TracingEnabled: true\n",
    );
    assert.equal(brief(property(program, "ServerlessRestApiProdStage", "TracingEnabled")), true);
    assert.equal(brief(property(program, "Alarm", "TopicName")), "<-> ServerlessRestApi>-alarms");
  });

  it("is there only where a function of it is", () => {
    const program = evaluateText(
      `Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String }
Conditions:
  Live: !Equals [!Ref Stage, live]
Resources:
${fn(get).replace("    Properties:\n", "    Condition: Live\n    Properties:\n")}`,
      region,
    );
    assert.equal(resourceNamed(program, "ServerlessRestApi").condition.kind, "named");
    assert.equal(resourceNamed(program, "FnGetPermissionProd").condition.kind, "named");
  });
});

describe("AWS::Serverless::Api", () => {
  it("makes a stage of what belongs to a stage", () => {
    const program = template(`  Web:
    Type: AWS::Serverless::Api
    Properties:
      Name: web
      StageName: live
      TracingEnabled: true
      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", ThrottlingRateLimit: 20000 }]
      EndpointConfiguration: { Type: PRIVATE, VPCEndpointIds: [vpce-1] }
      Tags: { team: a }
      DefinitionUri: s3://definitions/web.yaml?versionId=3
`);
    assert.deepEqual(brief(resourceNamed(program, "WebliveStage").properties), {
      RestApiId: "-> Web",
      DeploymentId: "-> Web.Deployment",
      StageName: "live",
      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", ThrottlingRateLimit: 20000 }],
      TracingEnabled: true,
      Tags: [{ Key: "team", Value: "a" }],
    });
    assert.deepEqual(brief(resourceNamed(program, "Web").properties), {
      Name: "web",
      BodyS3Location: { Bucket: "definitions", Key: "web.yaml", Version: "3" },
      EndpointConfiguration: { Types: ["PRIVATE"], VpcEndpointIds: ["vpce-1"] },
      Parameters: { endpointConfigurationTypes: "PRIVATE" },
    });
    assert.equal(
      at(program, property(program, "WebliveStage", "MethodSettings.0.ThrottlingRateLimit").origin.span),
      "9:84 20000",
    );
  });

  it("guards every method by the default authorizer but those that say no", () => {
    const program = template(`  Web:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: Mine
        Authorizers:
          Mine: { FunctionArn: arn:aws:lambda:eu-west-1:123456789012:function:guard }
${fn(`Get:
  Type: Api
  Properties: { RestApiId: !Ref Web, Path: /, Method: GET }
Free:
  Type: Api
  Properties: { RestApiId: !Ref Web, Path: /free, Method: get, Auth: { Authorizer: NONE } }`)}`);
    const body = brief(property(program, "Web", "Body")) as { paths: Record<string, { get: { security: unknown } }> };
    assert.deepEqual(body.paths["/"]!.get.security, [{ Mine: [] }]);
    assert.deepEqual(body.paths["/free"]!.get.security, [{ NONE: [] }]);
    assert.equal(
      brief(property(program, "WebMineAuthorizerPermission", "FunctionName")),
      "arn:aws:lambda:eu-west-1:123456789012:function:guard",
    );
    assert.equal(resourceNamed(program, "FnGetPermissionlive").type, "AWS::Lambda::Permission");
  });

  it("makes a domain, what leads to it and its records", () => {
    const program = template(`  Web:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Domain:
        DomainName: api.example.com
        CertificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/c
        BasePath: [/v1]
        Route53: { HostedZoneId: Z1, IpV6: true }
`);
    assert.deepEqual(brief(resourceNamed(program, "ApiGatewayDomainName1bc412bb08").properties), {
      EndpointConfiguration: { Types: ["REGIONAL"] },
      DomainName: "api.example.com",
      RegionalCertificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/c",
    });
    assert.deepEqual(brief(resourceNamed(program, "Webv1BasePathMapping").properties), {
      DomainName: "-> ApiGatewayDomainName1bc412bb08",
      RestApiId: "-> Web",
      Stage: "-> WebliveStage",
      BasePath: "v1",
    });
    const records = brief(property(program, "RecordSetGroup0cf6d58763", "RecordSets")) as { Type: string }[];
    assert.deepEqual(
      records.map((r) => r.Type),
      ["A", "AAAA"],
    );
  });

  it("shares a domain and the records of a zone with other APIs", () => {
    const web = (id: string, domain: string, more = "") => `  ${id}:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Domain: { DomainName: ${domain}, CertificateArn: arn:c, BasePath: ${id}, Route53: { HostedZoneId: Z1${more} } }
`;
    const program = template(
      `${web("A", "a.example.com")}${web("B", "b.example.com")}${web("C", "a.example.com")}${web("D", "d.example.com", ", SeparateRecordSetGroup: true")}  R: { Type: 'AWS::X::Y', Properties: { P: !Ref C.DomainName, Q: !Ref B.RecordSetGroup } }\n`,
    );
    const ids = (type: string) => program.resources.filter((r) => r.type === type).map((r) => r.address);
    assert.deepEqual(ids("AWS::ApiGateway::DomainName").length, 3);
    assert.deepEqual(ids("AWS::Route53::RecordSetGroup"), ["RecordSetGroup0cf6d58763", "D.RecordSetGroup"]);
    const records = brief(property(program, "RecordSetGroup0cf6d58763", "RecordSets")) as { Name: string }[];
    assert.deepEqual(
      records.map((r) => r.Name),
      ["a.example.com", "b.example.com", "a.example.com"],
    );
    assert.equal(brief(property(program, "R", "P")), `-> ${ids("AWS::ApiGateway::DomainName")[0]}`);
    assert.equal(brief(property(program, "R", "Q")), "-> RecordSetGroup0cf6d58763");
    assert.deepEqual(program.open, []);
  });

  it("takes the default of a parameter for the domain, and does not take a function for the same text", () => {
    const web = (id: string, domain: string) =>
      `  ${id}: { Type: 'AWS::Serverless::HttpApi', Properties: { Domain: { DomainName: ${domain}, CertificateArn: c } } }\n`;
    const program = template(
      web("A", "!Ref D") + web("B", "a.example.com") + web("C", "!Sub a.example.com") + web("E", "!Sub a.example.com"),
      "Parameters: { D: { Type: String, Default: a.example.com } }\n",
    );
    assert.deepEqual(
      program.resources.filter((r) => r.type === "AWS::ApiGatewayV2::DomainName").map((r) => r.address),
      ["ApiGatewayDomainNameV26c21496336", 'ApiGatewayDomainNameV2."a.example.com"'],
    );
  });

  it("makes a usage plan of its own, or one with others", () => {
    const plan = (kind: string, id = "Web", more = "") => `  ${id}:
    Type: AWS::Serverless::Api${more}
    Properties:
      StageName: live
      Auth: { ApiKeyRequired: true, UsagePlan: { CreateUsagePlan: ${kind}, Quota: { Limit: 5, Period: DAY } } }
`;
    const own = template(plan("PER_API"));
    assert.deepEqual(brief(resourceNamed(own, "WebUsagePlan").properties), {
      ApiStages: [{ ApiId: "-> Web", Stage: "-> WebliveStage" }],
      Quota: { Limit: 5, Period: "DAY" },
    });
    assert.equal(resourceNamed(own, "WebUsagePlanKey").type, "AWS::ApiGateway::UsagePlanKey");
    assert.deepEqual(resourceNamed(own, "WebUsagePlan").dependsOn, ["Web"]);
    const shared = template(plan("SHARED") + plan("SHARED", "Other", "\n    DeletionPolicy: Retain"));
    assert.deepEqual(brief(resourceNamed(shared, "ServerlessUsagePlan").properties), {
      ApiStages: [
        { ApiId: "-> Web", Stage: "-> WebliveStage" },
        { ApiId: "-> Other", Stage: "-> OtherliveStage" },
      ],
      Quota: { Limit: 5, Period: "DAY" },
    });
    assert.deepEqual(brief(property(shared, "ServerlessApiKey", "StageKeys")), [
      { RestApiId: "-> Web", StageName: "-> WebliveStage" },
      { RestApiId: "-> Other", StageName: "-> OtherliveStage" },
    ]);
    const { dependsOn, lifecycle } = resourceNamed(shared, "ServerlessUsagePlan");
    assert.deepEqual([dependsOn, lifecycle?.onDelete], [["Web", "Other"], "retain"]);
    assert.equal(shared.resources.filter((r) => r.type === "AWS::ApiGateway::UsagePlanKey").length, 1);
    assert.deepEqual(shared.open, []);
  });

  it("leaves a written definition as it is, and one that it changes unknown", () => {
    const written = (more: string) =>
      template(`  Web:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
${more}      DefinitionBody: { swagger: "2.0", paths: { /a: { get: {} } } }
`);
    assert.deepEqual(brief(property(written(""), "Web", "Body")), { swagger: "2.0", paths: { "/a": { get: {} } } });
    assert.equal(property(written(`      Cors: "'*'"\n`), "Web", "Body").kind, "unknown");
  });

  it("is open where it has a property that is not modelled", () => {
    const program = template("  Web:\n    Type: AWS::Serverless::Api\n    Properties: { StageName: live, Novel: 1 }\n");
    assert.equal(resourceNamed(program, "Web").closed, false);
  });
});
