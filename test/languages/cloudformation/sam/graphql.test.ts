/** GraphQL APIs: data sources, functions, resolvers and authorizers. */
import assert from "node:assert/strict";
import type { Program } from "../../../../server/core/resources.ts";
import { at, brief, evaluateText, property, resourceNamed } from "../programs.ts";

function graphql(more: string, auth = "Type: AWS_IAM"): Program {
  return evaluateText(
    `Transform: AWS::Serverless-2016-10-31
Resources:
  Table: { Type: 'AWS::DynamoDB::Table' }
  Api:
    Type: AWS::Serverless::GraphQLApi
    Properties:
      SchemaInline: x
      Auth: { ${auth} }
${more}`,
    { region: "eu-west-1", parameters: {} },
  );
}

const types = (program: Program) => Object.fromEntries(program.resources.map((r) => [r.address, r.type]));

describe("AWS::Serverless::GraphQLApi", () => {
  it("makes data sources, each with a role that may use it", () => {
    const program = graphql(`      DataSources:
        DynamoDb:
          Items: { TableName: !Ref Table, TableArn: !GetAtt Table.Arn, Permissions: [Read] }
        Lambda:
          Work: { FunctionArn: 'arn:aws:lambda:eu-west-1:1:function:w', ServiceRoleArn: arn:r, Name: work }
`);
    assert.deepEqual(program.open, []);
    assert.deepEqual(brief(resourceNamed(program, "ApiItemsDynamoDBDataSource").properties), {
      Name: "Items",
      Type: "AMAZON_DYNAMODB",
      ApiId: "-> Api.ApiId",
      ServiceRoleArn: "-> ApiItemsDynamoDBDataSourceRole.Arn",
      DynamoDBConfig: { AwsRegion: "eu-west-1", TableName: "-> Table" },
    });
    assert.equal(brief(property(program, "ApiWorkLambdaDataSource", "Name")), "work");
    assert.equal(brief(property(program, "ApiWorkLambdaDataSource", "ServiceRoleArn")), "arn:r");
    const policy = "ApiItemsDynamoDBDataSourceToTableConnectorPolicy";
    assert.deepEqual(brief(property(program, policy, "Roles")), ["-> ApiItemsDynamoDBDataSourceRole"]);
    assert.deepEqual(brief(property(program, policy, "PolicyDocument.Statement.0.Resource.0")), "-> Table.Arn");
    assert.equal(types(program).ApiWorkLambdaDataSourceRole, undefined);
    assert.equal(at(program, resourceNamed(program, "ApiItemsDynamoDBDataSource").nameSpan), "11:11 Items");
  });

  it("makes functions and resolvers that name each other", () => {
    const program = graphql(`      Functions:
        Get: { DataSource: Items, InlineCode: c, Runtime: { Name: APPSYNC_JS, Version: 1.0.0 } }
        Log: { DataSource: NONE, CodeUri: ./log.js, Runtime: { Name: APPSYNC_JS, Version: 1.0.0 } }
        Other: { Id: abc }
      Resolvers:
        Query:
          item: { Pipeline: [Get, Log, Other] }
      DataSources:
        DynamoDb:
          Items: { TableName: t, ServiceRoleArn: arn:r }
`);
    assert.deepEqual(program.open, []);
    assert.deepEqual(brief(resourceNamed(program, "ApiGet").properties), {
      ApiId: "-> Api.ApiId",
      Name: "Get",
      DataSourceName: "-> ApiItemsDynamoDBDataSource.Name",
      Runtime: { Name: "APPSYNC_JS", RuntimeVersion: "1.0.0" },
      Code: "c",
    });
    assert.equal(brief(property(program, "ApiLog", "DataSourceName")), "-> ApiNoneDataSource.Name");
    assert.equal(types(program).ApiNoneDataSource, "AWS::AppSync::DataSource");
    assert.deepEqual(brief(property(program, "ApiQueryitem", "PipelineConfig.Functions")), [
      "-> ApiGet.FunctionId",
      "-> ApiLog.FunctionId",
      "abc",
    ]);
    assert.deepEqual(resourceNamed(program, "ApiQueryitem").dependsOn, ["ApiSchema"]);
    assert.equal(property(program, "ApiQueryitem", "Code").kind, "unknown");
  });

  it("lets the API invoke its authorizers", () => {
    const program = graphql(
      "",
      "Type: AWS_LAMBDA, LambdaAuthorizer: { AuthorizerUri: arn:f }, Additional: [{ Type: API_KEY }, { Type: AMAZON_COGNITO_USER_POOLS, UserPool: { UserPoolId: p, DefaultAction: ALLOW } }]",
    );
    assert.deepEqual(program.open, []);
    assert.deepEqual(brief(property(program, "Api", "LambdaAuthorizerConfig")), { AuthorizerUri: "arn:f" });
    assert.deepEqual(brief(property(program, "Api", "AdditionalAuthenticationProviders")), [
      { AuthenticationType: "API_KEY" },
      { AuthenticationType: "AMAZON_COGNITO_USER_POOLS", UserPoolConfig: { UserPoolId: "p" } },
    ]);
    const permission = "ApiToLambdaAuthConnector1WriteLambdaPermission";
    assert.equal(brief(property(program, permission, "FunctionName")), "arn:f");
  });

  it("says that there may be more where something is not known", () => {
    const open = (more: string, auth?: string) => graphql(more, auth).open;
    assert.deepEqual(open("      DataSources: !Ref X\n"), ["the data sources of Api are not known"]);
    assert.deepEqual(open("      Functions: { F: !Ref X }\n"), ["the Functions of Api are not known"]);
    assert.deepEqual(open("", "Type: AWS_LAMBDA"), ["the authorizers of Api are not known"]);
    assert.deepEqual(open("      DataSources: { Lambda: { L: { Name: n } } }\n"), [
      "the data sources of Api are not known",
    ]);
  });
});
