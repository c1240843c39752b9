/** Key pairs. */
import { anything, kind } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";

export const KeyPair = kind(
  "key pair",
  { publicKey: anything },
  { type: "AWS::EC2::KeyPair", read: { publicKey: property("PublicKeyMaterial") } },
  { type: "aws_key_pair", read: { publicKey: property("public_key") } },
);
