import { MarketOptions } from "../../server/aws/purchasing.ts";
import { bootScripts, UserData } from "../../server/aws/user-data.ts";
import { rule } from "../../server/core/rules.ts";
import type { Command } from "../../server/core/scripts.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ec2-spot-stateful",
  title: "Spot capacity for what keeps data",
  category: "reliability",
  variants: { database: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › EC2 Instance Launch types",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-best-practices.html",
  alone: [UserData],
  check(context) {
    for (const { machine, script, condition, at: runs } of bootScripts(context)) {
      const service = script.commands.map(databaseOf).find((d) => d !== undefined);
      if (!service) continue;
      for (const market of context.at(MarketOptions, machine.resource.address))
        for (const is of together({ market: market.market, options: market.options, price: market.price }, condition)) {
          const isSpot = is.market.isKnown && is.market.value === "spot";
          if (!isSpot && !is.price.isKnown) continue;
          const at = isSpot ? is.market : is.price;
          const what = isSpot ? is.options : is.price;
          const found = context.report(
            "database",
            at,
            `${machine.name} runs ${service.name} on Spot capacity, which EC2 takes back two minutes after saying so, as often as it likes. Run what keeps data on On-Demand capacity.`,
          );
          found.related(runs(service.command.span), `It runs ${service.name} here.`);
          if (what.isKnown) found.fix("Take On-Demand capacity", (edit) => edit.remove(what));
        }
    }
  },
});

const servers: readonly (readonly [RegExp, string])[] = [
  [/^(?:mysqld?|mysql-server|mysql-community-server|mariadb|mariadb-server|mariadb\d+-server)$/, "MySQL"],
  [/^(?:postgresql|postgresql-server|postgresql\d+-server|postgresql-\d+)$/, "PostgreSQL"],
  [/^(?:mongod|mongodb|mongodb-org|mongodb-server)$/, "MongoDB"],
  [/^(?:redis|redis-server|redis6)$/, "Redis"],
  [/^(?:elasticsearch|opensearch)$/, "Elasticsearch"],
  [/^cassandra$/, "Cassandra"],
  [/^(?:rabbitmq|rabbitmq-server)$/, "RabbitMQ"],
  [/^etcd$/, "etcd"],
  [/^kafka$/, "Kafka"],
];

/** What a command starts, where it starts a service that keeps data. */
function databaseOf(command: Command): { readonly name: string; readonly command: Command } | undefined {
  const words = command.words.map((w) => w.text?.replace(/\.service$/, ""));
  const program = words[0]?.replace(/^.*\//, "");
  const starts =
    (program === "systemctl" && words.some((w) => w === "start" || w === "restart" || w === "--now")) ||
    (program === "service" && /^(?:re)?start$/.test(words[2] ?? ""));
  if (!starts) return undefined;
  for (const word of words.slice(1)) {
    const found = servers.find(([name]) => word !== undefined && name.test(word));
    if (found) return { name: found[1], command };
  }
  return undefined;
}
