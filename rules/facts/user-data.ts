import { fact } from "../../server/core/facts.ts";

export const userDataSize = fact({
  value: 16_384,
  unit: "bytes",
  text: "User data may be 16 KB, before it is encoded as base64.",
  source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  checked: "2026-11-25",
  notes: "EC2 › EC2 Basics",
  about: ["user data.script"],
});
