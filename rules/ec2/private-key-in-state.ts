import { KeyPair } from "../../server/aws/key-pairs.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "ec2-private-key-in-state",
  title: "Private key that Terraform makes and keeps in its state",
  category: "security",
  variants: { generated: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › SSH Overview",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-key-pairs.html",
  check({ every, resource, report }) {
    for (const pair of every(KeyPair))
      for (const reading of pair.publicKey.readings) {
        const { raw, condition } = reading;
        const key = raw.kind === "reference" ? resource(raw.target) : undefined;
        if (key?.type !== "tls_private_key" || key.mode !== "managed") continue;
        report(
          "generated",
          reading,
          `The private half of ${pair.name} is made by ${key.name}, so it stands unencrypted in Terraform's state. Make the pair outside, and give Terraform only its public key.`,
        ).related({ span: key.nameSpan, condition, resource: key }, "The key is made here.");
      }
  },
});
