import { App } from "aws-cdk-lib";
import { BastionStack } from "../lib/bastion-stack.js";
import { ExportStack } from "../lib/export-stack.js";

const app = new App();
const env = { account: "111122223333", region: "eu-west-1" };

new BastionStack(app, "Bastion", { env, officeNetwork: "198.51.100.0/24" });
new ExportStack(app, "Export", { env, minutes: 20 });
