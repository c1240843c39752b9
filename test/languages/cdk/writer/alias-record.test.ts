import assert from "node:assert/strict";
import { applyFix, lintFiles } from "../../../rules/lint-files.ts";

const TITLE = /^Make it an alias/;

/** The file after the alias fix; undefined when it is not offered. */
function aliased(text: string): string | undefined {
  const files = new Map([["/app/app.ts", text]]);
  const linted = lintFiles(files);
  const finding = linted.findings.find((f) => f.rule === "route53-cname-apex");
  assert.ok(finding, "there is a CNAME at the apex");
  const fix = finding.fixes.find((f) => TITLE.test(f.title) && f.edits);
  return fix && applyFix(files, finding, fix.title, linted).get("/app/app.ts");
}

const app = (imports: string, target: string, record: string) => `import { App, Stack } from 'aws-cdk-lib';
${imports}
const stack = new Stack(new App(), 'Site');
${target}
${record}
`;

describe("an alias record in place of a CnameRecord", () => {
  it("points to a distribution, and takes what it needs from a named import", () => {
    const before = app(
      `import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { CnameRecord, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';`,
      `const zone = new PublicHostedZone(stack, 'Zone', { zoneName: 'example.com' });
const site = new Distribution(stack, 'Site', { defaultBehavior: { origin } });`,
      "new CnameRecord(stack, 'Apex', { zone, domainName: site.distributionDomainName });",
    );
    const after = before
      .replace("{ CnameRecord, PublicHostedZone }", "{ CnameRecord, PublicHostedZone, ARecord, RecordTarget }")
      .replace("new CnameRecord", "new ARecord")
      .replace("domainName: site.distributionDomainName", "target: RecordTarget.fromAlias(new CloudFrontTarget(site))");
    assert.equal(aliased(before), after);
  });

  it("is not offered for a name of its own, nor where another thing is called targets", () => {
    const imports = `import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';`;
    const target = `const zone = new route53.PublicHostedZone(stack, 'Zone', { zoneName: 'example.com' });
const lb = new elbv2.NetworkLoadBalancer(stack, 'LB', { vpc });`;
    const record = (domainName: string) =>
      `new route53.CnameRecord(stack, 'Apex', { zone, domainName: ${domainName} });`;
    assert.equal(aliased(app(imports, target, record("'site.example.net'"))), undefined);
    assert.equal(aliased(app(imports, `${target}\nconst targets = [];`, record("lb.loadBalancerDnsName"))), undefined);
    assert.ok(aliased(app(imports, target, record("lb.loadBalancerDnsName"))));
  });
});
