import { admitsTcp } from "../../server/aws/group-rules.ts";
import { groupsOfMachine, Machine } from "../../server/aws/machines.ts";
import { bootScripts, UserData } from "../../server/aws/user-data.ts";
import { all } from "../../server/core/conditions.ts";
import { rule } from "../../server/core/rules.ts";
import type { Command, Script } from "../../server/core/scripts.ts";
import { canCoexist } from "../../server/core/together.ts";
import { groupOfBalancers, offerAdmission } from "./admit.ts";

/** By service the ports that it answers on when nobody tells it others. */
const ports: Readonly<Record<string, readonly number[]>> = {
  httpd: [80, 443],
  apache2: [80, 443],
  nginx: [80, 443],
  caddy: [80, 443],
  tomcat: [8080, 8443],
};

export default rule({
  id: "sg-web-server-port-closed",
  title: "Web server whose port no security group admits",
  category: "correctness",
  variants: { closed: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › Security Groups",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-rules-reference.html",
  alone: [UserData],
  check(context) {
    for (const { machine, script, condition, at } of bootScripts(context)) {
      if (mayMovePort(script)) continue;
      for (const command of script.commands) {
        const service = startedBy(command);
        if (service === undefined) continue;
        for (const of of context.at(Machine, machine.resource.address))
          for (const { groups, condition: ofGroups } of groupsOfMachine(of, context)) {
            const admitted = groups.flatMap((g) => ports[service]!.map((port) => admitsTcp(g, port, context)));
            if (admitted.some((a) => a !== false) || !canCoexist(condition, ofGroups)) continue;
            const names = [...new Set(groups.map((g) => g.name))].join(", ");
            const found = context.report(
              "closed",
              { ...at(command.span), condition: all(condition, ofGroups) },
              `${service} answers on port ${ports[service]![0]}, and no security group of ${machine.name} (${names}) admits it: whoever connects waits until it times out. Admit TCP port ${ports[service]![0]}, from the load balancer's group where there is one.`,
            );
            const port = ports[service]![0]!;
            offerAdmission(found, groups, port, groupOfBalancers(groups, context), context);
          }
        break;
      }
    }
  },
});

/** What a command starts, where that is a web server: `systemctl start httpd`, `service nginx restart`. */
function startedBy({ words }: Command): string | undefined {
  const [name, ...rest] = words.map((w) => w.text);
  const given = rest.filter((w) => w !== undefined && !w.startsWith("-"));
  const [first, second] = given;
  const starts = (verb: string | undefined) => verb === "start" || verb === "restart";
  const service =
    name === "systemctl" && (starts(first) || (first === "enable" && rest.includes("--now")))
      ? second
      : name === "service" && starts(second)
        ? first
        : undefined;
  const known = service?.replace(/\.service$/, "");
  return known !== undefined && Object.hasOwn(ports, known) ? known : undefined;
}

/** True where the script may give the server another port: it writes of one, or touches its configuration. */
function mayMovePort({ text }: Script): boolean {
  return !text || /\blisten\b|\bport\b|server\.xml|\/(etc|opt)\/(httpd|apache2|nginx|caddy|tomcat)/i.test(text.text);
}
