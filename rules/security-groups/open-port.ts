/** What the rules about one port open to everyone share. */
import {
  admitsEveryPort,
  admitsPort,
  type Exposure,
  exposures,
  IngressRule,
  isOpenToWorld,
} from "../../server/aws/security-group.ts";
import { input } from "../../server/core/fixes.ts";
import type { Report, RuleContext } from "../../server/core/rules.ts";

export const docs = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-rules-reference.html";

/** Everything that the whole internet may reach. */
export function* openToWorld({ every }: Pick<RuleContext, "every">): Generator<Exposure> {
  const all = every(IngressRule).flatMap((rule) => [...exposures(rule)]);
  for (const exposure of all) if (isOpenToWorld(exposure, all)) yield exposure;
}

/** True when the port is admitted by name or range, and not just because every port is: that has a rule of its own. */
export function admitsJust(exposure: Exposure, port: number): boolean {
  return admitsPort(exposure, port) && !admitsEveryPort(exposure);
}

/** Offers to ask for the network that may connect, and to remove the rule. */
export function offerFixes(report: Report, { rule, peer }: Exposure, what: string): void {
  const { resource } = rule;
  const name = resource.vocabulary === "terraform" ? `${what.toLowerCase()}_source_cidr` : `${title(what)}SourceCidr`;
  report
    .fix(`Ask for the network that may connect, as ${name}`, (edit) =>
      edit
        .addInput(resource, name, `The network that may connect over ${what}, in CIDR notation (203.0.113.7/32)`)
        .replace(peer, input(name)),
    )
    .fix("Remove the rule", (edit) => edit.removeSubject(rule));
}

function title(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1).toLowerCase();
}
