/**
 * Compares what Groundrule says with the cases that other linters label good or bad, where a check of theirs is about
 * the same thing as a rule. Prints each difference. Not part of the suite.
 *
 *   npx tsx test/oracle/labelled-cases.ts CHECKOV TRIVY
 *
 * CHECKOV is a folder with `tests` of bridgecrewio/checkov, TRIVY one with `checks` of aquasecurity/trivy-checks.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { lintFiles } from "../rules/lint-files.ts";

interface Pair {
  readonly rules: readonly string[];
  /** The name of checkov's check, as in `example_NAME`. */
  readonly checkov?: readonly string[];
  /** Trivy's check, as its path below `checks/cloud/aws`. */
  readonly trivy?: readonly string[];
}

const pairs: readonly Pair[] = [
  {
    rules: ["ebs-unencrypted"],
    checkov: ["EBSEncryption", "LaunchConfigurationEBSEncryption"],
    trivy: ["ec2/enable_volume_encryption", "ec2/enable_at_rest_encryption", "ec2/as_enable_at_rest_encryption"],
  },
  { rules: ["efs-unencrypted"], checkov: ["EFSEncryptionEnabled"], trivy: ["efs/enable_at_rest_encryption"] },
  {
    rules: ["ec2-imdsv2-not-required"],
    checkov: ["IMDSv1Disabled"],
    trivy: ["ec2/enforce_http_token_imds", "ec2/as_enforce_http_token_imds"],
  },
  {
    rules: ["ec2-user-data-secret", "ec2-user-data-aws-credentials", "ec2-user-data-aws-configure"],
    checkov: ["EC2Credentials"],
    trivy: ["ec2/no_secrets_in_user_data", "ec2/as_no_secrets_in_user_data", "ec2/no_sensitive_info"],
  },
  { rules: ["sg-ssh-open-to-world", "sg-all-ports-open-to-world"], checkov: ["SecurityGroupUnrestrictedIngress22"] },
  { rules: ["sg-rdp-open-to-world", "sg-all-ports-open-to-world"], checkov: ["SecurityGroupUnrestrictedIngress3389"] },
  { rules: ["sg-all-ports-open-to-world"], checkov: ["SecurityGroupUnrestrictedIngressAny"] },
  {
    rules: [
      "sg-ssh-open-to-world",
      "sg-rdp-open-to-world",
      "sg-all-ports-open-to-world",
      "sg-wide-range-open-to-world",
      "sg-sensitive-port-open-to-world",
    ],
    trivy: ["ec2/no_public_ingress_sgr"],
  },
  { rules: ["ami-any-owner"], trivy: ["ec2/specify_ami_owners"] },
  { rules: ["ecr-mutable-tags"], checkov: ["ECRImmutableTags"], trivy: ["ecr/enforce_immutable_repository"] },
  { rules: ["ecr-scan-on-push"], checkov: ["ECRImageScanning"], trivy: ["ecr/enable_image_scans"] },
  { rules: ["ecr-public-policy"], checkov: ["ECRPolicy"], trivy: ["ecr/no_public_access"] },
  {
    rules: ["ecs-efs-volume-config"],
    checkov: ["ECSTaskDefinitionEFSVolumeEncryption"],
    trivy: ["ecs/enable_in_transit_encryption"],
  },
  { rules: ["ecs-shared-task-and-execution-role"], checkov: ["ECSTaskDefinitionRoleCheck"] },
  { rules: ["ecs-plaintext-secret"], trivy: ["ecs/no_plaintext_secrets"] },
  {
    rules: ["eks-public-endpoint-open"],
    checkov: ["EKSPublicAccessCIDR"],
    trivy: ["eks/no_public_cluster_access_to_cidr"],
  },
  { rules: ["eks-nodegroup-ssh-open"], checkov: ["EKSNodeGroupRemoteAccess"] },
];

interface Case {
  readonly name: string;
  readonly isBad: boolean;
  readonly found: boolean;
}

/** The names in a set of a Python test: `failing_resources = {"a.b", …}`. */
function namesIn(test: string, set: string): string[] {
  const body = new RegExp(`${set}\\w*\\s*=\\s*(?:set\\()?[{[(]([^}\\])]*)[}\\])]`).exec(test)?.[1] ?? "";
  return [...body.matchAll(/["']([^"']+)["']/g)].map((m) => m[1]!);
}

function filesIn(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) files.set(path, readFileSync(path, "utf8"));
  }
  return files;
}

function checkovTerraform(root: string, check: string, rules: readonly string[]): Case[] {
  const folder = join(root, "tests/terraform/checks/resource/aws");
  const test = join(folder, `test_${check}.py`);
  const examples = join(folder, `example_${check}`);
  if (!existsSync(test) || !existsSync(examples)) return [];
  const text = readFileSync(test, "utf8");
  const { findings } = lintFiles(filesIn(examples));
  const places = findings.filter((f) => rules.includes(f.rule)).map((f) => f.resource?.replace(/\[.*$/, ""));
  return [
    ...namesIn(text, "passing_resources").map((name) => ({ name, isBad: false })),
    ...namesIn(text, "failing_resources").map((name) => ({ name, isBad: true })),
  ].map((c) => ({ ...c, name: `${check} ${c.name}`, found: places.includes(c.name) }));
}

/** A file is a case: its name says what it is. */
function checkovTemplates(root: string, check: string, rules: readonly string[]): Case[] {
  const folder = join(root, "tests/cloudformation/checks/resource/aws", `example_${check}`);
  if (!existsSync(folder)) return [];
  return [...filesIn(folder)].flatMap(([path, text]) => {
    const label = /(PASS|FAIL)/i.exec(basename(path))?.[1]?.toUpperCase();
    if (label === undefined) return [];
    const { findings } = lintFiles(new Map([[path, text]]));
    const found = findings.some((f) => rules.includes(f.rule));
    return [{ name: basename(path), isBad: label === "FAIL", found }];
  });
}

function trivyCases(root: string, check: string, rules: readonly string[]): Case[] {
  const file = join(root, "checks/cloud/aws", `${check}.yaml`);
  if (!existsSync(file)) return [];
  const cases: Case[] = [];
  const parsed = parse(readFileSync(file, "utf8")) as Record<string, Record<string, readonly string[]> | undefined>;
  for (const [kind, name] of [
    ["cloudformation", "template.yaml"],
    ["terraform", "main.tf"],
  ] as const)
    for (const label of ["good", "bad"] as const)
      for (const [i, text] of (parsed[kind]?.[label] ?? []).entries()) {
        const { findings } = lintFiles(new Map([[`/${name}`, text]]));
        const found = findings.some((f) => rules.includes(f.rule));
        cases.push({ name: `trivy ${check} ${kind} ${label} ${i + 1}`, isBad: label === "bad", found });
      }
  return cases;
}

const [checkov = "", trivy = ""] = process.argv.slice(2);
let agree = 0;
let total = 0;
for (const pair of pairs) {
  const cases = [
    ...(pair.checkov ?? []).flatMap((c) => [
      ...checkovTerraform(checkov, c, pair.rules),
      ...checkovTemplates(checkov, c, pair.rules),
    ]),
    ...(pair.trivy ?? []).flatMap((c) => trivyCases(trivy, c, pair.rules)),
  ];
  const same = cases.filter((c) => c.isBad === c.found);
  agree += same.length;
  total += cases.length;
  console.log(`${pair.rules.join(", ")}: ${same.length} of ${cases.length}`);
  for (const c of cases)
    if (c.isBad !== c.found) console.log(`    ${c.isBad ? "theirs only" : "ours only"}: ${c.name}`);
}
console.log(`all: ${agree} of ${total}`);
