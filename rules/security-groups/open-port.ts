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

export const docs = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-rules-reference.html";

/** Everything that the whole internet may reach. */
export function exposedToWorld({ every }: Pick<RuleContext, "every">): Generator<Exposure> {
  return openToWorld(every(IngressRule).flatMap((rule) => [...exposures(rule)]));
}

/** True when the port is admitted by name or range, and not just because every port is: that has a rule of its own. */
export function admitsJust(exposure: Exposure, port: number): boolean {
  return admitsPort(exposure, port) && !admitsEveryPort(exposure);
}

/** Offers to ask for the network that may connect (over a protocol with a name), and to remove the rule. */
export function offerFixes(report: Report, { rule, peer }: Exposure, what?: string): void {
  const { resource } = rule;
  const words = [...(what === undefined ? [] : [what.toLowerCase()]), "source", "cidr"];
  const name = resource.vocabulary === "terraform" ? words.join("_") : words.map(title).join("");
  const over = what === undefined ? "" : ` over ${what}`;
  report
    .fix(`Ask for the network that may connect, as ${name}`, (edit) =>
      edit
        .addInput(resource, name, `The network that may connect${over}, in CIDR notation (203.0.113.7/32)`)
        .replace(peer, input(name)),
    )
    .fix("Remove the rule", (edit) => edit.removeSubject(rule));
}

function title(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
