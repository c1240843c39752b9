// Constants of classes that stand for a value.
// Made by scripts/generate-cdk-tables.ts from aws-cdk-lib 2.276.0 (Apache-2.0). Do not edit.

/** The rules that the constants of `ec2.Port` stand for. */
export const ports: Readonly<Record<string, { readonly ipProtocol: string; readonly fromPort?: number; readonly toPort?: number }>> = {
 "DNS_TCP": {
  "ipProtocol": "tcp",
  "fromPort": 53,
  "toPort": 53
 },
 "DNS_UDP": {
  "ipProtocol": "udp",
  "fromPort": 53,
  "toPort": 53
 },
 "HTTP": {
  "ipProtocol": "tcp",
  "fromPort": 80,
  "toPort": 80
 },
 "HTTPS": {
  "ipProtocol": "tcp",
  "fromPort": 443,
  "toPort": 443
 },
 "IMAP": {
  "ipProtocol": "tcp",
  "fromPort": 143,
  "toPort": 143
 },
 "IMAPS": {
  "ipProtocol": "tcp",
  "fromPort": 993,
  "toPort": 993
 },
 "LDAP": {
  "ipProtocol": "tcp",
  "fromPort": 389,
  "toPort": 389
 },
 "MSSQL": {
  "ipProtocol": "tcp",
  "fromPort": 1433,
  "toPort": 1433
 },
 "MYSQL_AURORA": {
  "ipProtocol": "tcp",
  "fromPort": 3306,
  "toPort": 3306
 },
 "NFS": {
  "ipProtocol": "tcp",
  "fromPort": 2049,
  "toPort": 2049
 },
 "POP3": {
  "ipProtocol": "tcp",
  "fromPort": 110,
  "toPort": 110
 },
 "POP3S": {
  "ipProtocol": "tcp",
  "fromPort": 995,
  "toPort": 995
 },
 "POSTGRES": {
  "ipProtocol": "tcp",
  "fromPort": 5432,
  "toPort": 5432
 },
 "RDP": {
  "ipProtocol": "tcp",
  "fromPort": 3389,
  "toPort": 3389
 },
 "SMB": {
  "ipProtocol": "tcp",
  "fromPort": 445,
  "toPort": 445
 },
 "SMTP": {
  "ipProtocol": "tcp",
  "fromPort": 25,
  "toPort": 25
 },
 "SSH": {
  "ipProtocol": "tcp",
  "fromPort": 22,
  "toPort": 22
 }
};

/** The names that the constants of `lambda.Runtime` stand for. */
export const runtimes: Readonly<Record<string, string>> = {
 "DOTNET_10": "dotnet10",
 "DOTNET_6": "dotnet6",
 "DOTNET_8": "dotnet8",
 "DOTNET_9": "dotnet9",
 "DOTNET_CORE_1": "dotnetcore1.0",
 "DOTNET_CORE_2": "dotnetcore2.0",
 "DOTNET_CORE_2_1": "dotnetcore2.1",
 "DOTNET_CORE_3_1": "dotnetcore3.1",
 "FROM_IMAGE": "FROM_IMAGE",
 "GO_1_X": "go1.x",
 "JAVA_11": "java11",
 "JAVA_11_AL2023": "java11.al2023",
 "JAVA_17": "java17",
 "JAVA_17_AL2023": "java17.al2023",
 "JAVA_21": "java21",
 "JAVA_25": "java25",
 "JAVA_8": "java8",
 "JAVA_8_AL2023": "java8.al2023",
 "JAVA_8_CORRETTO": "java8.al2",
 "NODEJS": "nodejs",
 "NODEJS_10_X": "nodejs10.x",
 "NODEJS_12_X": "nodejs12.x",
 "NODEJS_14_X": "nodejs14.x",
 "NODEJS_16_X": "nodejs16.x",
 "NODEJS_18_X": "nodejs18.x",
 "NODEJS_20_X": "nodejs20.x",
 "NODEJS_22_X": "nodejs22.x",
 "NODEJS_24_X": "nodejs24.x",
 "NODEJS_4_3": "nodejs4.3",
 "NODEJS_6_10": "nodejs6.10",
 "NODEJS_8_10": "nodejs8.10",
 "NODEJS_LATEST": "nodejs24.x",
 "PROVIDED": "provided",
 "PROVIDED_AL2": "provided.al2",
 "PROVIDED_AL2023": "provided.al2023",
 "PYTHON_2_7": "python2.7",
 "PYTHON_3_10": "python3.10",
 "PYTHON_3_11": "python3.11",
 "PYTHON_3_12": "python3.12",
 "PYTHON_3_13": "python3.13",
 "PYTHON_3_14": "python3.14",
 "PYTHON_3_15": "python3.15",
 "PYTHON_3_6": "python3.6",
 "PYTHON_3_7": "python3.7",
 "PYTHON_3_8": "python3.8",
 "PYTHON_3_9": "python3.9",
 "RUBY_2_5": "ruby2.5",
 "RUBY_2_7": "ruby2.7",
 "RUBY_3_2": "ruby3.2",
 "RUBY_3_3": "ruby3.3",
 "RUBY_3_4": "ruby3.4",
 "RUBY_4_0": "ruby4.0"
};
