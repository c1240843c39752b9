/** What load balancers listen on, and who is let in for it. */
import { all, always, type Condition } from "../../../../core/conditions.ts";
import { alternatives, lookup } from "../../../../core/lookup.ts";
import type { Resource } from "../../../../core/resources.ts";
import type { Span } from "../../../../core/span.ts";
import { entry, lazyEntry, missing, object, reference, scalar, unknown, type Value } from "../../../../core/values.ts";
import { type ConstructInstance, constructOf, type MethodCall } from "../../constructs.ts";
import { beside } from "../beside.ts";
import { each, given } from "../given.ts";
import { read } from "../references.ts";
import type { Groups } from "./connectables.ts";
import { type Added, combined, flowsOf, isFlow } from "./flows.ts";
import { everyone } from "./peers.ts";
import { portsOf } from "./ports.ts";

const ELB = "aws-cdk-lib.aws_elasticloadbalancingv2";

/** One listener, made by a method or by a class of its own. */
interface Listener {
  readonly props: Value;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly condition: Condition;
  readonly isRedirect: boolean;
}

/** The listeners that methods of a load balancer make. */
function addedTo(
  c: ConstructInstance,
): readonly (Listener & { readonly id: Value | undefined; readonly call: MethodCall })[] {
  if (!/\.(Application|Network)LoadBalancer$/.test(c.fqn)) return [];
  return c.calls.flatMap((call) => {
    if (call.path.length > 0 || !/^add(Listener|Redirect)$/.test(call.method)) return [];
    const isRedirect = call.method === "addRedirect";
    const [first, second] = call.args;
    const props = (isRedirect ? first : second) ?? missing({ span: call.nameSpan });
    const { span, nameSpan, condition } = call;
    return [{ props, span, nameSpan, condition, isRedirect, id: first, call }];
  });
}

const HTTP = new Set([80, 8000, 8008, 8080]);
const HTTPS = new Set([443, 8443]);

/** The port and protocol of a listener: each follows from the other where it is left out. */
export function portAndProtocol(listener: Pick<Listener, "props" | "nameSpan" | "isRedirect">, isNetwork = false) {
  const { props, nameSpan, isRedirect } = listener;
  const place = { span: nameSpan };
  const port = read(lookup(props, [isRedirect ? "sourcePort" : "port"]));
  const protocol = read(lookup(props, [isRedirect ? "sourceProtocol" : "protocol"]));
  if (isRedirect)
    return {
      port: port.kind === "absent" ? scalar(80, place) : port,
      protocol: protocol.kind === "absent" ? scalar("HTTP", place) : protocol,
    };
  if (isNetwork) return { port, protocol: protocol.kind === "absent" ? networkProtocol(props, place.span) : protocol };
  return {
    port: port.kind === "absent" ? portFor(protocol) : port,
    protocol: protocol.kind === "absent" ? protocolFor(port) : protocol,
  };
}

function networkProtocol(props: Value, span: Span): Value {
  const secured = lookup(props, ["certificates"]);
  return secured.kind === "absent"
    ? scalar("TCP", { span })
    : unknown("the certificates decide on the protocol", secured.origin);
}

function portFor(protocol: Value): Value {
  return each(protocol, (v) =>
    v.kind === "scalar" && (v.value === "HTTP" || v.value === "HTTPS")
      ? scalar(v.value === "HTTP" ? 80 : 443, v.origin)
      : unknown("the port is not known", v.origin),
  );
}

function protocolFor(port: Value): Value {
  return each(port, (v) => {
    const n = v.kind === "scalar" ? Number(v.value) : Number.NaN;
    if (HTTP.has(n)) return scalar("HTTP", v.origin);
    return HTTPS.has(n) ? scalar("HTTPS", v.origin) : unknown("the protocol is not known", v.origin);
  });
}

/** The listeners of a load balancer that its methods make, as resources. */
export function listenersOf(c: ConstructInstance): Resource[] {
  const isNetwork = /\.NetworkLoadBalancer$/.test(c.fqn);
  return addedTo(c).flatMap((listener) => {
    const id = listener.isRedirect ? redirectId(listener) : idOf(listener.id);
    if (id === undefined) return [];
    const made = beside(
      c,
      id,
      "AWS::ElasticLoadBalancingV2::Listener",
      [
        entry("LoadBalancerArn", reference(c.path, undefined, { span: listener.nameSpan })),
        lazyEntry("Port", () => portAndProtocol(listener, isNetwork).port),
        lazyEntry("Protocol", () => portAndProtocol(listener, isNetwork).protocol),
      ],
      { closed: false },
    );
    const { span, nameSpan, condition } = listener;
    return [{ ...made, name: id, span, nameSpan, condition }];
  });
}

function redirectId(listener: Listener): string | undefined {
  const from = portAndProtocol(listener).port;
  const target = read(lookup(listener.props, ["targetPort"]));
  if (from.kind !== "scalar" || (target.kind !== "scalar" && target.kind !== "absent")) return undefined;
  return `Redirect${from.value}To${target.kind === "scalar" ? target.value : 443}`;
}

function idOf(id: Value | undefined): string | undefined {
  const text = id && read(id);
  return text?.kind === "scalar" ? String(text.value) : undefined;
}

/** Whom the listeners of a construct let in: everybody, unless they are told not to be open. */
export function listenerFlows(c: ConstructInstance, groups: (c: ConstructInstance) => Groups): Added[] {
  if (c.factory !== undefined) return [];
  if (c.fqn === `${ELB}.ApplicationListener`) {
    const balancer = constructOf(given(c, "loadBalancer"));
    const { props, span, nameSpan, condition } = c;
    return balancer ? admitted({ props, span, nameSpan, condition, isRedirect: false }, balancer, groups(c)) : [];
  }
  if (c.fqn !== `${ELB}.ApplicationLoadBalancer`) return [];
  return addedTo(c).flatMap((listener) => [
    ...admitted(listener, c, groups(c)),
    ...(listener.call.onResult ?? []).filter(isFlow).flatMap((call) => {
      // The default port of its connections is the one that it listens on.
      const { port } = portAndProtocol(listener);
      const by: ConstructInstance = { ...c, props: object([entry("port", port)], port.origin) };
      return flowsOf(by, call, (other) => groups(other === by ? c : other)).added;
    }),
  ]);
}

function admitted(listener: Listener, balancer: ConstructInstance, groups: Groups): Added[] {
  const place = { span: listener.nameSpan };
  const ports = portsOf(portAndProtocol(listener).port, place);
  const open = read(lookup(listener.props, ["open"]));
  const peers = [everyone(place)];
  const family = read(given(balancer, "ipAddressType"));
  if (family.kind === "scalar" && family.value === "dualstack")
    peers.push({ key: "CidrIpv6", value: scalar("::/0", place), condition: always });
  return alternatives(open).flatMap(({ value, condition }) => {
    if (value.kind === "scalar" && value.value === false) return [];
    const isSure = value.kind === "absent" || value.kind === "scalar";
    const perhaps = peers.map((p) => ({
      ...p,
      value: unknown("whether it is open is not known", place),
      unknown: true,
    }));
    const rules = combined(listener, "ingress", isSure ? peers : perhaps, ports).map((rule) => ({
      ...rule,
      condition: all(rule.condition, condition),
    }));
    return groups.known.flatMap((group) => rules.map((rule) => ({ group, rule })));
  });
}
