/** aws_elasticloadbalancingv2: load balancers and their listeners. What they forward to is not followed here. */
import { entry, lazyEntry, scalar, unknown, type Value } from "../../../../core/values.ts";
import type { ConstructInstance } from "../../constructs.ts";
import { byDefault, each, given, isGiven, placeOf } from "../given.ts";
import { attributeOf, type Model, ref, to } from "../model.ts";
import { read } from "../references.ts";
import { groupIdsOf } from "./group-ids.ts";
import { listenersOf, portAndProtocol } from "./listeners.ts";

const ELB = "aws_elasticloadbalancingv2";

const balancer = {
  type: "AWS::ElasticLoadBalancingV2::LoadBalancer",
  l1: `${ELB}.CfnLoadBalancer`,
  props: {
    internetFacing: to("Scheme", scheme, { otherwise: { constant: "internal" } }),
    loadBalancerName: to("Name"),
    ipAddressType: to("IpAddressType"),
  },
  members: {
    loadBalancerArn: ref,
    loadBalancerDnsName: attributeOf("DNSName"),
    loadBalancerFullName: attributeOf("LoadBalancerFullName"),
    loadBalancerName: attributeOf("LoadBalancerName"),
    loadBalancerCanonicalHostedZoneId: attributeOf("CanonicalHostedZoneID"),
  },
  beside: listenersOf,
} as const;

const listener = (isNetwork: boolean): Omit<Model, "classes"> => ({
  type: "AWS::ElasticLoadBalancingV2::Listener",
  l1: `${ELB}.CfnListener`,
  props: {},
  more: (c) => {
    const of = { props: c.props, nameSpan: c.nameSpan, isRedirect: false };
    return [
      lazyEntry("LoadBalancerArn", () => balancerOf(c)),
      lazyEntry("Port", () => portAndProtocol(of, isNetwork).port),
      lazyEntry("Protocol", () => portAndProtocol(of, isNetwork).protocol),
    ];
  },
  members: { listenerArn: ref },
});

export const loadBalancerModels: readonly Model[] = [
  {
    ...balancer,
    classes: [`${ELB}.ApplicationLoadBalancer`],
    more: (c) => [entry("Type", byDefault(c, "application")), lazyEntry("SecurityGroups", () => groupIdsOf(c))],
  },
  {
    ...balancer,
    classes: [`${ELB}.NetworkLoadBalancer`],
    more: (c) => [entry("Type", byDefault(c, "network")), lazyEntry("SecurityGroups", () => networkGroups(c))],
  },
  { ...listener(false), classes: [`${ELB}.ApplicationListener`] },
  { ...listener(true), classes: [`${ELB}.NetworkListener`] },
];

function scheme(internetFacing: Value): Value {
  const is = read(internetFacing);
  return is.kind === "scalar"
    ? scalar(is.value === true ? "internet-facing" : "internal", is.origin)
    : unknown("whether it faces the internet is not known", is.origin);
}

/** A network load balancer has groups when it is given them; whether it gets one of its own is a feature flag's matter. */
function networkGroups(c: ConstructInstance): Value {
  return isGiven(c, "securityGroups")
    ? groupIdsOf(c)
    : unknown("a feature flag decides whether it has a security group", placeOf(c));
}

function balancerOf(c: ConstructInstance): Value {
  return each(given(c, "loadBalancer"), (v) => {
    const made = read(v);
    return made.kind === "reference" ? made : unknown("the load balancer is not known", v.origin);
  });
}
