import { shownWorld } from "../../server/aws/network.ts";
import { rule } from "../../server/core/rules.ts";
import { admitsJust, docs, exposedToWorld, isWide, offerFixes } from "./open-port.ts";

/** By port what answers on it. One word each: inputs are named after it. */
const services: ReadonlyMap<number, string> = new Map([
  [3306, "MySQL"],
  [5432, "PostgreSQL"],
  [1433, "MSSQL"],
  [1521, "Oracle"],
  [5439, "Redshift"],
  [27017, "MongoDB"],
  [6379, "Redis"],
  [11211, "Memcached"],
  [9200, "Elasticsearch"],
  [9300, "Elasticsearch"],
  [5601, "Kibana"],
  [9042, "Cassandra"],
  [9092, "Kafka"],
  [2049, "NFS"],
  [445, "SMB"],
  [139, "NetBIOS"],
  [135, "RPC"],
  [23, "Telnet"],
  [5900, "VNC"],
  [2375, "Docker"],
  [2376, "Docker"],
  [10250, "Kubelet"],
  [8020, "HDFS"],
]);

export default rule({
  id: "sg-sensitive-port-open-to-world",
  title: "Database or administration port open to the internet",
  category: "security",
  variants: { open: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › Security Groups",
  docs,
  check(context) {
    for (const exposure of exposedToWorld(context)) {
      if (isWide(exposure)) continue;
      const found = [...services].find(
        ([port]) => admitsJust(exposure, port) && (exposure.protocol === "tcp" || port === 11211),
      );
      if (!found) continue;
      const [port, service] = found;
      const { rule: ingress, peer } = exposure;
      offerFixes(
        context.report(
          "open",
          peer,
          `${ingress.name} lets ${shownWorld(peer.value)} reach port ${port} (${service}), which is everyone on the internet. Admit the security group of what uses it, or only the networks that need it.`,
        ),
        exposure,
        service,
      );
    }
  },
});
