/** HTTP APIs and WebSocket APIs. */
import assert from "node:assert/strict";
import type { Program } from "../../../../server/core/resources.ts";
import { brief, evaluateText, property, resourceNamed } from "../programs.ts";

const region = { region: "eu-west-1", parameters: {} };

function template(resources: string): Program {
  return evaluateText(`Transform: AWS::Serverless-2016-10-31\nResources:\n${resources}`, region);
}

function fn(events: string): string {
  return `  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      InlineCode: exports.handler = async () => {}
      Events:
${events}`;
}

describe("an implicit HTTP API", () => {
  it("takes everything by its default route", () => {
    const program = template(fn("        All: { Type: HttpApi }\n"));
    assert.deepEqual(
      program.resources.map((r) => r.address),
      ["Fn", "FnRole", "FnAllPermission", "ServerlessHttpApi", "ServerlessHttpApiApiGatewayDefaultStage"],
    );
    assert.match(String(brief(property(program, "FnAllPermission", "SourceArn"))), /ServerlessHttpApi>\/\*\/\*$/);
    assert.deepEqual(brief(property(program, "ServerlessHttpApiApiGatewayDefaultStage", "Tags")), {
      "httpapi:createdBy": "SAM",
    });
    const body = brief(property(program, "ServerlessHttpApi", "Body")) as { paths: Record<string, object> };
    assert.deepEqual(Object.keys(body.paths), ["$default"]);
  });

  it("gives a function with the default route no second permission", () => {
    const program = template(
      fn(`        All: { Type: HttpApi }
        Get: { Type: HttpApi, Properties: { Path: /a, Method: GET } }
`),
    );
    assert.ok(!program.resources.some((r) => r.address === "FnGetPermission"));
  });
});

describe("AWS::Serverless::HttpApi", () => {
  it("has authorizers, cors and tags in its definition", () => {
    const program = template(
      `  Web:
    Type: AWS::Serverless::HttpApi
    Properties:
      StageName: live
      Tags: { team: a }
      CorsConfiguration: { AllowOrigins: ["https://example.com"], MaxAge: 5 }
      Auth:
        DefaultAuthorizer: Token
        Authorizers:
          Token:
            IdentitySource: $request.header.Authorization
            AuthorizationScopes: [read]
            JwtConfiguration: { issuer: "https://example.com", audience: [me] }
${fn(`        Get: { Type: HttpApi, Properties: { ApiId: !Ref Web, Path: "/a/{id}", Method: GET, TimeoutInMillis: 90 } }
`)}`,
    );
    assert.deepEqual(brief(property(program, "Web", "Body")), {
      openapi: "3.0.1",
      info: { version: "1.0", title: "? AWS::StackName" },
      paths: {
        "/a/{id}": {
          get: {
            "x-amazon-apigateway-integration": {
              type: "aws_proxy",
              httpMethod: "POST",
              payloadFormatVersion: "2.0",
              uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/<-> Fn.Arn>/invocations",
              timeoutInMillis: 90,
            },
            responses: {},
            parameters: [{ name: "id", in: "path", required: true }],
            security: [{ Token: ["read"] }],
          },
        },
      },
      components: {
        securitySchemes: {
          Token: {
            type: "oauth2",
            "x-amazon-apigateway-authorizer": {
              type: "jwt",
              jwtConfiguration: { issuer: "https://example.com", audience: ["me"] },
              identitySource: "$request.header.Authorization",
            },
          },
        },
      },
      tags: [
        { name: "team", "x-amazon-apigateway-tag-value": "a" },
        { name: "httpapi:createdBy", "x-amazon-apigateway-tag-value": "SAM" },
      ],
      "x-amazon-apigateway-cors": { allowOrigins: ["https://example.com"], maxAge: 5 },
    });
    assert.deepEqual(brief(property(program, "WebliveStage", "Tags")), { "httpapi:createdBy": "SAM", team: "a" });
  });

  it("maps paths of a domain to its stage", () => {
    const program = template(`  Web:
    Type: AWS::Serverless::HttpApi
    Properties:
      Domain: { DomainName: a.example.com, CertificateArn: arn:c, BasePath: v-1 }
`);
    assert.deepEqual(brief(resourceNamed(program, "Webv1ApiMapping").properties), {
      DomainName: "-> ApiGatewayDomainNameV26c21496336",
      ApiId: "-> Web",
      Stage: "-> WebApiGatewayDefaultStage",
      ApiMappingKey: "v-1",
    });
  });
});

describe("AWS::Serverless::WebSocketApi", () => {
  it("makes a route, an integration and a permission for each key", () => {
    const program = template(`  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      RouteSelectionExpression: $request.body.action
      Auth: { AuthType: AWS_IAM }
      Routes:
        $connect: { FunctionArn: arn:aws:lambda:eu-west-1:123456789012:function:join }
`);
    assert.deepEqual(
      program.resources.map((r) => r.address),
      ["Chat", "ChatConnectRoute", "ChatConnectIntegration", "ChatConnectPermission", "ChatDefaultStage"],
    );
    assert.deepEqual(brief(resourceNamed(program, "ChatConnectRoute").properties), {
      RouteKey: "$connect",
      ApiId: "-> Chat",
      Target: "integrations/<-> ChatConnectIntegration>",
      AuthorizationType: "AWS_IAM",
    });
  });
});
