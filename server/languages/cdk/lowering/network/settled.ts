/** Whether anything but what is followed may add rules to the security groups of a construct. */
import type { Span } from "../../../../core/span.ts";
import type { ConstructInstance, Handing } from "../../constructs.ts";
import type { Direction } from "./flows.ts";

/** Classes of which it is known what they do to the groups that they are given: nothing but what is called on them. */
const USERS =
  /^aws-cdk-lib\.(aws_ec2\.(Instance|LaunchTemplate|BastionHostLinux)|aws_autoscaling\.AutoScalingGroup|aws_elasticloadbalancingv2\.ApplicationLoadBalancer|aws_lambda(_\w+)?\.\w*Function)$/;
/** Where these take a group, or what has one. */
const GIVEN = /^2\.(securityGroup|securityGroups\.\d+|launchTemplate)$/;
/** The rules of these calls are written on both of their ends. */
const FLOW =
  /^aws-cdk-lib\.(?!aws_ec2\.(Connections|Peer)#).*#(allow(From|To|DefaultPort|ToDefaultPort)\w*|addIngressRule|addEgressRule)$/;
const HARMLESS = /(^aws-cdk-lib\.(Tags\.of|CfnOutput|CfnEIP\w*)|#grant\w*|#addDependency)$/;
/** Calls that connect what they are called on to something. */
const CONNECTS = /^(attach|register|bind|addTarget|addListener|addRedirect|addRotation|associate)/;
/** What lets nothing in but what is followed: the listeners of a load balancer. They let out what their targets want. */
const LISTENS = /^add(Listener|Redirect)$/;
const LISTENER = /^aws-cdk-lib\.aws_elasticloadbalancingv2\.(Application|Network)Listener$/;
const DEEPEST = 4;

export type Settled = (c: ConstructInstance, direction: Direction) => boolean;

/** Answers for the constructs of one program. */
export function settledIn(constructs: readonly ConstructInstance[]): Settled {
  const byPlace = new Map<Span, ConstructInstance[]>();
  for (const c of constructs) {
    const here = byPlace.get(c.span);
    if (here) here.push(c);
    else byPlace.set(c.span, [c]);
  }
  const answers = { ingress: answered(byPlace, "ingress"), egress: answered(byPlace, "egress") };
  return (c, direction) => answers[direction](c);
}

function answered(
  byPlace: ReadonlyMap<Span, readonly ConstructInstance[]>,
  direction: Direction,
): (c: ConstructInstance) => boolean {
  const kept = new Map<ConstructInstance, boolean>();
  const connects = (method: string) => CONNECTS.test(method) && !(direction === "ingress" && LISTENS.test(method));
  const isSettled = (c: ConstructInstance, depth: number): boolean => {
    let known = kept.get(c);
    if (known === undefined) {
      known =
        depth < DEEPEST &&
        c.opened.length === 0 &&
        !c.calls.some((call) => connects(call.method)) &&
        c.handedTo.every((h) => isHarmless(h, depth));
      // What was too deep to be looked at may be nearer by another way.
      if (known || depth === 0) kept.set(c, known);
    }
    return known;
  };
  const isHarmless = (h: Handing, depth: number): boolean => {
    if (HARMLESS.test(h.to) || FLOW.test(h.to)) return true;
    if (direction === "ingress" && LISTENER.test(h.to) && h.at === "2.loadBalancer") return true;
    if (!USERS.test(h.to) || !GIVEN.test(h.at)) return false;
    const users = byPlace.get(h.span) ?? [];
    return users.length > 0 && users.every((user) => isSettled(user, depth + 1));
  };
  return (c) => isSettled(c, 0);
}
