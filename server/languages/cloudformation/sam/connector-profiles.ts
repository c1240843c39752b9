/**
 * What a connector permits, by the types that it connects.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html
 * and the translator's own table; read 2026-11-25. `${Source.Arn}` and its like are those of the resources.
 */

/** Part of a policy: text with names in it, lists and objects of such. */
export type Pattern = string | readonly Pattern[] | { readonly [key: string]: Pattern };

export interface ConnectorProfile {
  /** What is made: a managed policy of a role, the policy of a queue or topic, a permission of a function. */
  readonly kind: "role" | "queue" | "topic" | "permission";
  /** Whose role, queue, topic or function it is. */
  readonly at: "Source" | "Destination";
  /** By `Read` and `Write`: statements, or the properties of a permission. */
  readonly access: Readonly<Record<string, Pattern>>;
}

/** By source and destination, with a blank between them. */
export const connectorProfiles: Readonly<Record<string, ConnectorProfile>> = {
  "AWS::DynamoDB::Table AWS::Lambda::Function": {
    kind: "role",
    at: "Destination",
    access: {
      Read: [
        {
          Effect: "Allow",
          Action: [
            "dynamodb:DescribeStream",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:ListStreams",
          ],
          Resource: ["${Source.Arn}/stream/*"],
        },
      ],
    },
  },
  "AWS::Events::Rule AWS::SNS::Topic": {
    kind: "topic",
    at: "Destination",
    access: {
      Write: [
        {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Resource: "${Destination.Arn}",
          Action: "sns:Publish",
          Condition: { ArnEquals: { "aws:SourceArn": "${Source.Arn}" } },
        },
      ],
    },
  },
  "AWS::Events::Rule AWS::Events::EventBus": {
    kind: "role",
    at: "Source",
    access: { Write: [{ Effect: "Allow", Action: ["events:PutEvents"], Resource: ["${Destination.Arn}"] }] },
  },
  "AWS::Events::Rule AWS::StepFunctions::StateMachine": {
    kind: "role",
    at: "Source",
    access: { Write: [{ Effect: "Allow", Action: ["states:StartExecution"], Resource: ["${Destination.Arn}"] }] },
  },
  "AWS::Events::Rule AWS::Lambda::Function": {
    kind: "permission",
    at: "Destination",
    access: {
      Write: { Action: "lambda:InvokeFunction", Principal: "events.amazonaws.com", SourceArn: "${Source.Arn}" },
    },
  },
  "AWS::Events::Rule AWS::SQS::Queue": {
    kind: "queue",
    at: "Destination",
    access: {
      Write: [
        {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Resource: "${Destination.Arn}",
          Action: "sqs:SendMessage",
          Condition: { ArnEquals: { "aws:SourceArn": "${Source.Arn}" } },
        },
      ],
    },
  },
  "AWS::Lambda::Function AWS::Lambda::Function": {
    kind: "role",
    at: "Source",
    access: {
      Write: [
        { Effect: "Allow", Action: ["lambda:InvokeAsync", "lambda:InvokeFunction"], Resource: ["${Destination.Arn}"] },
      ],
    },
  },
  "AWS::Lambda::Function AWS::S3::Bucket": {
    kind: "role",
    at: "Source",
    access: {
      Read: [
        {
          Effect: "Allow",
          Action: [
            "s3:GetObject",
            "s3:GetObjectAcl",
            "s3:GetObjectLegalHold",
            "s3:GetObjectRetention",
            "s3:GetObjectTorrent",
            "s3:GetObjectVersion",
            "s3:GetObjectVersionAcl",
            "s3:GetObjectVersionForReplication",
            "s3:GetObjectVersionTorrent",
            "s3:ListBucket",
            "s3:ListBucketMultipartUploads",
            "s3:ListBucketVersions",
            "s3:ListMultipartUploadParts",
          ],
          Resource: ["${Destination.Arn}", "${Destination.Arn}/*"],
        },
      ],
      Write: [
        {
          Effect: "Allow",
          Action: [
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:DeleteObjectVersion",
            "s3:PutObject",
            "s3:PutObjectLegalHold",
            "s3:PutObjectRetention",
            "s3:RestoreObject",
          ],
          Resource: ["${Destination.Arn}", "${Destination.Arn}/*"],
        },
      ],
    },
  },
  "AWS::Lambda::Function AWS::DynamoDB::Table": {
    kind: "role",
    at: "Source",
    access: {
      Read: [
        {
          Effect: "Allow",
          Action: [
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:BatchGetItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:PartiQLSelect",
          ],
          Resource: ["${Destination.Arn}", "${Destination.Arn}/index/*"],
        },
      ],
      Write: [
        {
          Effect: "Allow",
          Action: [
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:PartiQLDelete",
            "dynamodb:PartiQLInsert",
            "dynamodb:PartiQLUpdate",
          ],
          Resource: ["${Destination.Arn}", "${Destination.Arn}/index/*"],
        },
      ],
    },
  },
  "AWS::Lambda::Function AWS::SQS::Queue": {
    kind: "role",
    at: "Source",
    access: {
      Read: [
        { Effect: "Allow", Action: ["sqs:ReceiveMessage", "sqs:GetQueueAttributes"], Resource: ["${Destination.Arn}"] },
      ],
      Write: [
        {
          Effect: "Allow",
          Action: ["sqs:DeleteMessage", "sqs:SendMessage", "sqs:ChangeMessageVisibility", "sqs:PurgeQueue"],
          Resource: ["${Destination.Arn}"],
        },
      ],
    },
  },
  "AWS::Lambda::Function AWS::SNS::Topic": {
    kind: "role",
    at: "Source",
    access: { Write: [{ Effect: "Allow", Action: ["sns:Publish"], Resource: ["${Destination.Arn}"] }] },
  },
  "AWS::Lambda::Function AWS::StepFunctions::StateMachine": {
    kind: "role",
    at: "Source",
    access: {
      Write: [
        {
          Effect: "Allow",
          Action: ["states:StartExecution", "states:StartSyncExecution"],
          Resource: ["${Destination.Arn}"],
        },
        {
          Effect: "Allow",
          Action: ["states:StopExecution"],
          Resource: ["arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${Destination.Name}:*"],
        },
      ],
      Read: [
        {
          Effect: "Allow",
          Action: ["states:DescribeStateMachine", "states:ListExecutions"],
          Resource: ["${Destination.Arn}"],
        },
        {
          Effect: "Allow",
          Action: ["states:DescribeExecution", "states:DescribeStateMachineForExecution", "states:GetExecutionHistory"],
          Resource: ["arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${Destination.Name}:*"],
        },
      ],
    },
  },
  "AWS::Lambda::Function AWS::Events::EventBus": {
    kind: "role",
    at: "Source",
    access: { Write: [{ Effect: "Allow", Action: ["events:PutEvents"], Resource: ["${Destination.Arn}"] }] },
  },
  "AWS::Lambda::Function AWS::Location::PlaceIndex": {
    kind: "role",
    at: "Source",
    access: {
      Read: [
        {
          Effect: "Allow",
          Action: [
            "geo:DescribePlaceIndex",
            "geo:GetPlace",
            "geo:SearchPlaceIndexForPosition",
            "geo:SearchPlaceIndexForSuggestions",
            "geo:SearchPlaceIndexForText",
          ],
          Resource: ["${Destination.Arn}"],
        },
      ],
    },
  },
  "AWS::ApiGatewayV2::Api AWS::Lambda::Function": {
    kind: "permission",
    at: "Destination",
    access: {
      Write: {
        Action: "lambda:InvokeFunction",
        Principal: "apigateway.amazonaws.com",
        SourceArn:
          "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Source.ResourceId}/${Source.Qualifier}",
      },
    },
  },
  "AWS::ApiGateway::RestApi AWS::Lambda::Function": {
    kind: "permission",
    at: "Destination",
    access: {
      Write: {
        Action: "lambda:InvokeFunction",
        Principal: "apigateway.amazonaws.com",
        SourceArn:
          "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Source.ResourceId}/${Source.Qualifier}",
      },
    },
  },
  "AWS::SNS::Topic AWS::SQS::Queue": {
    kind: "queue",
    at: "Destination",
    access: {
      Write: [
        {
          Effect: "Allow",
          Principal: { Service: "sns.amazonaws.com" },
          Resource: "${Destination.Arn}",
          Action: "sqs:SendMessage",
          Condition: { ArnEquals: { "aws:SourceArn": "${Source.Arn}" } },
        },
      ],
    },
  },
  "AWS::SNS::Topic AWS::Lambda::Function": {
    kind: "permission",
    at: "Destination",
    access: { Write: { Action: "lambda:InvokeFunction", Principal: "sns.amazonaws.com", SourceArn: "${Source.Arn}" } },
  },
  "AWS::SQS::Queue AWS::Lambda::Function": {
    kind: "role",
    at: "Destination",
    access: {
      Write: [{ Effect: "Allow", Action: ["sqs:DeleteMessage"], Resource: ["${Source.Arn}"] }],
      Read: [
        { Effect: "Allow", Action: ["sqs:ReceiveMessage", "sqs:GetQueueAttributes"], Resource: ["${Source.Arn}"] },
      ],
    },
  },
  "AWS::S3::Bucket AWS::Lambda::Function": {
    kind: "permission",
    at: "Destination",
    access: {
      Write: {
        Action: "lambda:InvokeFunction",
        Principal: "s3.amazonaws.com",
        SourceArn: "${Source.Arn}",
        SourceAccount: "${AWS::AccountId}",
      },
    },
  },
  "AWS::StepFunctions::StateMachine AWS::Lambda::Function": {
    kind: "role",
    at: "Source",
    access: {
      Write: [
        { Effect: "Allow", Action: ["lambda:InvokeAsync", "lambda:InvokeFunction"], Resource: ["${Destination.Arn}"] },
      ],
    },
  },
  "AWS::StepFunctions::StateMachine AWS::SNS::Topic": {
    kind: "role",
    at: "Source",
    access: { Write: [{ Effect: "Allow", Action: ["sns:Publish"], Resource: ["${Destination.Arn}"] }] },
  },
  "AWS::StepFunctions::StateMachine AWS::SQS::Queue": {
    kind: "role",
    at: "Source",
    access: { Write: [{ Effect: "Allow", Action: ["sqs:SendMessage"], Resource: ["${Destination.Arn}"] }] },
  },
  "AWS::StepFunctions::StateMachine AWS::S3::Bucket": {
    kind: "role",
    at: "Source",
    access: {
      Read: [
        {
          Effect: "Allow",
          Action: [
            "s3:GetObject",
            "s3:GetObjectAcl",
            "s3:GetObjectLegalHold",
            "s3:GetObjectRetention",
            "s3:GetObjectTorrent",
            "s3:GetObjectVersion",
            "s3:GetObjectVersionAcl",
            "s3:GetObjectVersionForReplication",
            "s3:GetObjectVersionTorrent",
            "s3:ListBucket",
            "s3:ListBucketMultipartUploads",
            "s3:ListBucketVersions",
            "s3:ListMultipartUploadParts",
          ],
          Resource: ["${Destination.Arn}", "${Destination.Arn}/*"],
        },
      ],
      Write: [
        {
          Effect: "Allow",
          Action: [
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:DeleteObjectVersion",
            "s3:PutObject",
            "s3:PutObjectLegalHold",
            "s3:PutObjectRetention",
            "s3:RestoreObject",
          ],
          Resource: ["${Destination.Arn}", "${Destination.Arn}/*"],
        },
      ],
    },
  },
  "AWS::StepFunctions::StateMachine AWS::DynamoDB::Table": {
    kind: "role",
    at: "Source",
    access: {
      Read: [
        {
          Effect: "Allow",
          Action: [
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:BatchGetItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:PartiQLSelect",
          ],
          Resource: ["${Destination.Arn}", "${Destination.Arn}/index/*"],
        },
      ],
      Write: [
        {
          Effect: "Allow",
          Action: [
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:PartiQLDelete",
            "dynamodb:PartiQLInsert",
            "dynamodb:PartiQLUpdate",
          ],
          Resource: ["${Destination.Arn}", "${Destination.Arn}/index/*"],
        },
      ],
    },
  },
  "AWS::StepFunctions::StateMachine AWS::StepFunctions::StateMachine": {
    kind: "role",
    at: "Source",
    access: {
      Read: [
        {
          Effect: "Allow",
          Action: ["states:DescribeExecution"],
          Resource: ["arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${Destination.Name}:*"],
        },
        {
          Effect: "Allow",
          Action: ["events:DescribeRule"],
          Resource: [
            "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule",
          ],
        },
      ],
      Write: [
        { Effect: "Allow", Action: ["states:StartExecution"], Resource: ["${Destination.Arn}"] },
        {
          Effect: "Allow",
          Action: ["states:StopExecution"],
          Resource: ["arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${Destination.Name}:*"],
        },
        {
          Effect: "Allow",
          Action: ["events:PutTargets", "events:PutRule"],
          Resource: [
            "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule",
          ],
        },
      ],
    },
  },
  "AWS::StepFunctions::StateMachine AWS::Events::EventBus": {
    kind: "role",
    at: "Source",
    access: { Write: [{ Effect: "Allow", Action: ["events:PutEvents"], Resource: ["${Destination.Arn}"] }] },
  },
  "AWS::AppSync::DataSource AWS::DynamoDB::Table": {
    kind: "role",
    at: "Source",
    access: {
      Read: [
        {
          Effect: "Allow",
          Action: [
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:BatchGetItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:PartiQLSelect",
          ],
          Resource: ["${Destination.Arn}", "${Destination.Arn}/index/*"],
        },
      ],
      Write: [
        {
          Effect: "Allow",
          Action: [
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:PartiQLDelete",
            "dynamodb:PartiQLInsert",
            "dynamodb:PartiQLUpdate",
          ],
          Resource: ["${Destination.Arn}", "${Destination.Arn}/index/*"],
        },
      ],
    },
  },
  "AWS::AppSync::DataSource AWS::Lambda::Function": {
    kind: "role",
    at: "Source",
    access: {
      Write: [
        {
          Effect: "Allow",
          Action: ["lambda:InvokeAsync", "lambda:InvokeFunction"],
          Resource: ["${Destination.Arn}", "${Destination.Arn}:*"],
        },
      ],
    },
  },
  "AWS::AppSync::DataSource AWS::Events::EventBus": {
    kind: "role",
    at: "Source",
    access: { Write: [{ Effect: "Allow", Action: ["events:PutEvents"], Resource: ["${Destination.Arn}"] }] },
  },
  "AWS::AppSync::GraphQLApi AWS::Lambda::Function": {
    kind: "permission",
    at: "Destination",
    access: {
      Write: {
        Action: "lambda:InvokeFunction",
        Principal: "appsync.amazonaws.com",
        SourceArn: "arn:${AWS::Partition}:appsync:${AWS::Region}:${AWS::AccountId}:apis/${Source.ResourceId}",
      },
    },
  },
};
