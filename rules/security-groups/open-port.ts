/** What the rules about one port open to everyone share. */
import {
  admitsEveryPort,
  admitsPort,
  type Exposure,
  exposures,
  IngressRule,
  openToWorld,
} from "../../server/aws/security-group.ts";
import { input } from "../../server/core/fixes.ts";
import type { Report, RuleContext } from "../../server/core/rules.ts";
import { defaultOf } from "../../server/core/values.ts";

export const docs = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-rules-reference.html";

/** Everything that the whole internet may reach. */
export function exposedToWorld({ every }: Pick<RuleContext, "every">): readonly Exposure[] {
  const rules = every(IngressRule);
  let exposed = kept.get(rules);
  if (!exposed) {
    exposed = openToWorld(rules.flatMap(exposures));
    kept.set(rules, exposed);
  }
  return exposed;
}

/** Several rules ask for the same. */
const kept = new WeakMap<readonly unknown[], readonly Exposure[]>();

/** True when the port is admitted by name or range, and not just because every port is: that has a rule of its own. */
export function admitsJust(exposure: Exposure, port: number): boolean {
  return admitsPort(exposure, port) && !admitsEveryPort(exposure);
}

/** More ports than this in one range are reported as a wide range, not one by one. */
const MOST_PORTS = 100;

export function isWide({ protocol, from, to }: Exposure): boolean {
  return protocol !== "all" && to - from > MOST_PORTS;
}

/**
 * Offers to ask for the network that may connect (over a protocol with a name), and to remove the rule. Where the
 * network is an input's default, that input is the one to ask for; else one that serves one family of addresses.
 */
export function offerFixes(report: Report, { rule, peer }: Exposure, what?: string): void {
  const { resource } = rule;
  const ipv6 = peer.value.includes(":");
  const words = [...(what === undefined ? [] : [what.toLowerCase()]), "source", ...(ipv6 ? ["ipv6"] : []), "cidr"];
  const name = resource.vocabulary === "terraform" ? words.join("_") : words.map(title).join("");
  const example = ipv6 ? "2001:db8::/64" : "203.0.113.7/32";
  const over = what === undefined ? "" : ` over ${what}`;
  const byDefault = defaultOf(peer.raw.origin);
  const ask = byDefault && `Ask for ${byDefault.name.replace(/^\w+ /, "")}: remove its default`;
  if (ask !== undefined) report.fix(ask, (edit) => edit.removeDefault(peer));
  report
    .fix(
      `Ask for the network that may connect, as ${name}`,
      (edit) =>
        edit
          .addInput(resource, name, `The network that may connect${over}, in CIDR notation (${example})`)
          .replace(peer, input(name)),
      // Beside a parameter that is there already, and would have no reader left.
      { ...(ask !== undefined && { unless: ask }) },
    )
    .fix("Remove the rule", (edit) => edit.removeSubject(rule));
}

function title(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
