import { bootScripts, UserData } from "../../server/aws/user-data.ts";
import { grouped } from "../../server/core/facts.ts";
import { rule } from "../../server/core/rules.ts";
import { HOLE } from "../../server/core/scripts.ts";
import { userDataSize } from "../facts/user-data.ts";

export default rule({
  id: "ec2-user-data-size",
  title: "User data above 16 KB",
  category: "limits",
  variants: { over: { severity: "error", profile: "errors" } },
  notes: "EC2 › EC2 Basics",
  docs: userDataSize.source,
  alone: [UserData],
  check(context) {
    for (const { machine, script, reading } of bootScripts(context)) {
      if (!script.text) continue;
      // What is not known adds nothing: it is at least this much.
      const bytes = new TextEncoder().encode(script.text.text.replaceAll(HOLE, "")).length;
      if (bytes > userDataSize.value)
        context.report(
          "over",
          reading,
          `The user data of ${machine.name} has ${script.text.holes.length > 0 ? "at least " : ""}${grouped(bytes)} bytes; EC2 takes ${grouped(userDataSize.value)}. Keep most of it in S3 or in the image, and fetch it from here.`,
        );
    }
  },
});
