import assert from "node:assert/strict";
import { mayBe, recognise } from "../../../server/languages/cloudformation/recognise.ts";
import { evaluateText, resourceNamed } from "./programs.ts";

const isTemplate = (path: string, text: string) => mayBe(path) && recognise(path, text);

const templates: Record<string, string> = {
  "nothing but one resource": "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n",
  "a transform and no version":
    "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n",
  "a flow mapping with plain keys": "{ Resources: { Topic: { Type: AWS::SNS::Topic } } }\n",
  "a flow mapping below a comment and a mark":
    "# it's one line {\n---\n{\n  Description: don't count,\n  Resources: {Topic: {Type: 'AWS::SNS::Topic'}}\n}\n",
  "a flow mapping that is half typed": "{\n  'Resources': {\n    Topic: { Type: AWS::SNS::Topic,\n",
  JSON: '{"Description": "it\'s \\"Resources\\" {", "Resources": {"T": {"Type": "AWS::SNS::Topic"}}}',
  "JSON below a byte order mark": '\uFEFF{\n"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}',
  "blanks and comments above the first resource":
    "Resources: # mine\r\n\r\n  # - one\r\n  Topic:\r\n    Type: AWS::SNS::Topic\r\n",
  "a command whose text names an option": `Resources:
  I:
    Type: AWS::EC2::Instance
    Properties:
      UserData: { 'Fn::Base64': { 'Fn::Sub': "echo \${!opt:-x} \${AWS::Region}" } }
`,
};

const others: Record<string, [path: string, text: string]> = {
  "a fragment: resources without their section": ["/f.yaml", "Topic:\n  Type: AWS::SNS::Topic\n  Properties: {}\n"],
  "an included fragment": ["/f.json", '{"Type": "AWS::SNS::Topic", "Properties": {"Resources": 1}}'],
  "a cookiecutter source": [
    "/t.yaml",
    "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Runtime: {{cookiecutter.runtime}}\n",
  ],
  "a template of Jinja": [
    "/t.yaml",
    "Resources:\n{% for n in names %}\n  T{{ n }}:\n    Type: AWS::SNS::Topic\n{% endfor %}\n",
  ],
  "a manifest of Kubernetes": [
    "/k.yaml",
    "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: t }\ndata:\n  t.yaml: |\n    Resources:\n      T:\n        Type: AWS::SNS::Topic\n",
  ],
  "a manifest of an operator": [
    "/k.yaml",
    "apiVersion: x.io/v1\nkind: Stack\nResources:\n  T:\n    Type: AWS::SNS::Topic\n",
  ],
  "a list of Kubernetes in JSON": [
    "/k.json",
    '{"apiVersion": "v1", "kind": "List", "items": [{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}]}',
  ],
  "a chart of Helm": [
    "/templates/c.yaml",
    '{{- if .Values.on }}\napiVersion: v1\nkind: ConfigMap\ndata:\n  Resources: "Type: AWS::SNS::Topic"\n{{- end }}\n',
  ],
  "a workflow of GitHub": [
    "/.github/workflows/ci.yml",
    "on: push\njobs:\n  a:\n    steps:\n      - run: |\n          cat > t.yaml <<EOF\n          Resources:\n            T:\n              Type: AWS::SNS::Topic\n          EOF\n",
  ],
  "a definition of an API": [
    "/api.yaml",
    "openapi: 3.0.0\npaths:\n  /a:\n    get:\n      x-amazon-apigateway-integration:\n        uri: arn:aws:apigateway:eu-west-1:lambda:path\n        Resources: none\n        Type: AWS::SNS::Topic\n",
  ],
  "a project of Docker Compose": [
    "/docker-compose.yml",
    "services:\n  a:\n    image: x\n    environment:\n      Type: AWS::X::Y\n",
  ],
  "a service of the Serverless Framework": [
    "/serverless.yml",
    "service: a\nprovider: { name: aws }\nresources:\n  Resources:\n    T:\n      Type: AWS::SNS::Topic\n",
  ],
  "a file that such a service includes": [
    "/resources/t.yml",
    "Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: a-${self:provider.stage}\n",
  ],
  "a play of Ansible": [
    "/play.yml",
    "- hosts: localhost\n  tasks:\n    - cloudformation:\n        stack_name: a\n        template_body: |\n          Resources:\n            T:\n              Type: AWS::SNS::Topic\n",
  ],
  "a build of CodeBuild": [
    "/buildspec.yml",
    "version: 0.2\nphases:\n  build:\n    commands:\n      - echo 'Resources: Type: AWS::X'\n",
  ],
  "a deployment of CodeDeploy": [
    "/appspec.yaml",
    "version: 0.0\nResources:\n  # the service\n  - TargetService:\n      Type: AWS::ECS::Service\n      Properties:\n        TaskDefinition: a\n",
  ],
  "a deployment of CodeDeploy in JSON": [
    "/appspec.json",
    '{"version": 0.0, "Resources": [{"F": {"Type": "AWS::Lambda::Function", "Properties": {}}}]}',
  ],
  "a document of Systems Manager": [
    "/document.yaml",
    "schemaVersion: '2.2'\nmainSteps:\n  - action: aws:runShellScript\n    inputs:\n      runCommand:\n        - |\n          Resources:\n            Type: AWS::X::Y\n",
  ],
  "what a command says of a template": [
    "/out.json",
    '{"TemplateBody": {"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}, "StagesAvailable": []}',
  ],
  "cases of another linter": [
    "/tests/case.yaml",
    "- name: a\n  input:\n    Resources:\n      T:\n        Type: AWS::SNS::Topic\n",
  ],
  "a schema of a resource": ["/schema.json", '{"typeName": "AWS::SNS::Topic", "Resources": "Type", "properties": {}}'],
  "a package": ["/package.json", '{"name": "a", "Resources": {"T": {"Type": "AWS::SNS::Topic"}}}'],
  "a configuration of TypeScript": ["/tsconfig.json", '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}'],
};

describe("what is a template", () => {
  for (const [what, text] of Object.entries(templates))
    it(`is: ${what}`, () =>
      assert.equal(isTemplate(text.trimStart().startsWith("{") ? "/t.json" : "/t.yaml", text), true));

  for (const [what, [path, text]] of Object.entries(others))
    it(`is not: ${what}`, () => assert.equal(isTemplate(path, text), false));

  it("is decided in time, however many comments stand above it", () => {
    const comments = `${"#".repeat(5_000)}\r\n`.repeat(20) + "# \r\n".repeat(5_000);
    assert.equal(isTemplate("/t.yaml", `${comments}a: 1\nResources:\n${comments}x: Type\n  Type: AWS::X::Y\n`), true);
    assert.equal(isTemplate("/t.yaml", `${comments}Resources::\n`), false);
  });

  it("is read where it is a flow mapping with plain keys", () => {
    const program = evaluateText("{\n  Resources: { Topic: { Type: AWS::SNS::Topic } }\n}\n");
    assert.equal(resourceNamed(program, "Topic").type, "AWS::SNS::Topic");
    assert.deepEqual(program.problems, []);
  });
});
