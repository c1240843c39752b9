/** The domain name of an API, what leads from it to the API, and its records in Route 53. */
import type { Span } from "../../../core/span.ts";
import { type Entry, entry, list, type ObjectValue, type Value } from "../../../core/values.ts";
import { httpStageId, restStageId, webSocketStageId } from "./api-stages.ts";
import { attributeTo, type Given, madeList, madeObject, refTo, valueAt } from "./build.ts";
import { literalBoolean } from "./events/literals.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";
import type { Generated, Written } from "./lowering.ts";
import { idFor, type Sharing } from "./shared.ts";
import { propagatedTags } from "./tags.ts";
import { resolvedText } from "./versions.ts";

export interface DomainShape {
  /** Whether it is the domain of a REST API, of an HTTP API, or of a WebSocket API. */
  readonly kind: "rest" | "http" | "webSocket";
}

export interface Domain {
  readonly resources: readonly Generated[];
  readonly unsaid?: string;
}

/** What `Domain` comes to. */
export function domainOf(written: Written, shape: DomainShape): Domain {
  const domain = given(written.properties, "Domain");
  if (!domain) return { resources: [] };
  const { value } = domain;
  const place = domain.keySpan ?? written.nameSpan;
  const unsaid = `the domain of ${written.id} is not known`;
  if (value.kind !== "object" || !value.closed) return { resources: [], unsaid };
  const name = given(value, "DomainName");
  const endpointValue = given(value, "EndpointConfiguration")?.value;
  const endpoint = endpointValue ? resolvedText(endpointValue) : "REGIONAL";
  if (!name || endpoint === undefined) return { resources: [], unsaid };
  return shape.kind === "rest" ? restDomain(written, value, endpoint, place) : httpDomain(written, value, shape, place);
}

function restDomain(written: Written, domain: ObjectValue, endpoint: string, place: Span): Domain {
  const { context } = written;
  const isPrivate = endpoint === "PRIVATE";
  const called = `${written.id}.${isPrivate ? "DomainNameV2" : "DomainName"}`;
  const id = domainId(domain, isPrivate ? "ApiGatewayDomainNameV2" : "ApiGatewayDomainName") ?? called;
  const certificate = endpoint === "REGIONAL" ? "RegionalCertificateArn" : "CertificateArn";
  const tags = propagatedTags(written);
  const resources: Generated[] = [
    {
      id,
      type: isPrivate ? "AWS::ApiGateway::DomainNameV2" : "AWS::ApiGateway::DomainName",
      place,
      sharing: "last",
      names: [called],
      properties: () =>
        propertiesOf(
          {
            EndpointConfiguration: propertiesOf(
              { Types: madeList([endpoint], place) },
              passed(domain, ["IpAddressType"]),
              place,
            ),
            ...(tags && { Tags: tags }),
          },
          passed(domain, [
            "DomainName",
            ["CertificateArn", certificate],
            "SecurityPolicy",
            "EndpointAccessMode",
            "Policy",
            "OwnershipVerificationCertificateArn",
          ]).concat(isPrivate ? [] : trustStore(domain)),
          place,
        ),
    },
  ];
  const paths = basePaths(domain);
  if (!paths) return { resources, unsaid: `the base paths of ${written.id} are not known` };
  const normalize = given(domain, "NormalizeBasePath");
  const normal = normalize ? literalBoolean(normalize.value) : true;
  if (normal === "function" && paths.length > 0)
    return { resources, unsaid: `the base paths of ${written.id} are not known` };
  const mapping = (suffix: string, base: string | undefined): Generated => ({
    id: `${written.id}${suffix}BasePathMapping`,
    type: isPrivate ? "AWS::ApiGateway::BasePathMappingV2" : "AWS::ApiGateway::BasePathMapping",
    place,
    properties: () =>
      madeObject(
        {
          [isPrivate ? "DomainNameArn" : "DomainName"]: () => refTo(id, context, place),
          RestApiId: () => refTo(written.id, context, place),
          Stage: () => refTo(restStageId(written), context, place),
          BasePath: base,
        },
        place,
      ),
  });
  if (paths.length === 0) resources.push(mapping("", undefined));
  for (const path of paths) {
    const word = path.replace(/[^\p{L}\p{N}]/gu, "");
    resources.push(mapping(word, normal ? word : path));
  }
  const access = given(domain, "AccessAssociation");
  if (isPrivate && access)
    resources.push({
      id: `${written.id}.DomainNameAccessAssociation`,
      type: "AWS::ApiGateway::DomainNameAccessAssociation",
      place: access.keySpan ?? place,
      properties: () =>
        propertiesOf(
          { DomainNameArn: () => refTo(id, context, place), AccessAssociationSourceType: "VPCE" },
          access.value.kind === "object" ? passed(access.value, [["VpcEndpointId", "AccessAssociationSource"]]) : [],
          place,
          access.value.kind === "object",
        ),
    });
  return withRecords(written, domain, { domain: id, endpoint, sharing: { joins: "RecordSets" } }, place, resources);
}

function httpDomain(written: Written, domain: ObjectValue, shape: DomainShape, place: Span): Domain {
  const { context } = written;
  const called = `${written.id}.DomainName`;
  const id = domainId(domain, "ApiGatewayDomainNameV2") ?? called;
  const resources: Generated[] = [
    {
      id,
      type: "AWS::ApiGatewayV2::DomainName",
      place,
      sharing: "last",
      names: [called],
      properties: () => {
        const configuration = propertiesOf(
          { ...(!given(domain, "EndpointConfiguration") && { EndpointType: "REGIONAL" }) },
          passed(domain, [
            "CertificateArn",
            ["EndpointConfiguration", "EndpointType"],
            "OwnershipVerificationCertificateArn",
            "SecurityPolicy",
          ]),
          place,
        );
        return propertiesOf(
          { DomainNameConfigurations: madeList([configuration], place), Tags: () => domainTags(written, shape, place) },
          [...passed(domain, ["DomainName"]), ...trustStore(domain)],
          place,
        );
      },
    },
  ];
  const stage = shape.kind === "http" ? httpStageId(written) : webSocketStageId(written);
  const paths = basePaths(domain);
  if (!paths) return { resources, unsaid: `the base paths of ${written.id} are not known` };
  const mapping = (suffix: string, key: string | undefined): Generated => ({
    id: `${written.id}${suffix}ApiMapping`,
    type: "AWS::ApiGatewayV2::ApiMapping",
    place,
    properties: () =>
      madeObject(
        {
          DomainName: () => refTo(id, context, place),
          ApiId: () => refTo(written.id, context, place),
          Stage: () => refTo(stage, context, place),
          ApiMappingKey: key,
        },
        place,
      ),
  });
  if (paths.length === 0) resources.push(mapping("", undefined));
  for (const path of paths) resources.push(mapping(path.replace(/[-_/]+/g, ""), path.replace(/^\/+|\/+$/g, "")));
  // Each WebSocket API takes the place of what another one has made for the zone.
  const sharing = shape.kind === "http" ? { joins: "RecordSets" } : "last";
  return withRecords(written, domain, { domain: id, endpoint: "REGIONAL", sharing }, place, resources);
}

/** An HTTP API marks its domain as made by the transform; own tags take the place of that with a definition. */
function domainTags(written: Written, { kind }: DomainShape, place: Span): Value {
  const { properties } = written;
  const tags = given(properties, "Tags");
  const mark = kind === "http" ? "httpapi:createdBy" : "websocketapi:createdBy";
  const isMarked = kind === "http" ? !given(properties, "DefinitionUri") : propagatedTags(written) !== undefined;
  if (!tags || !isMarked || tags.value.kind !== "object") return madeObject({ [mark]: "SAM" }, place);
  return propertiesOf({ [mark]: "SAM" }, [...tags.value.entries.values()], place, tags.value.closed);
}

/** `MutualTlsAuthentication`: a version of nothing is no version. */
function trustStore(domain: ObjectValue): Entry[] {
  const written = given(domain, "MutualTlsAuthentication");
  if (written?.value.kind !== "object") return written ? [written] : [];
  const parts = passed(written.value, ["TruststoreUri", "TruststoreVersion"]).filter(
    ({ value }) => value.kind !== "scalar" || (value.value !== 0 && value.value !== "" && value.value !== false),
  );
  const store = propertiesOf({}, parts, written.keySpan ?? written.value.origin.span, written.value.closed);
  return [entry("MutualTlsAuthentication", store, written.keySpan)];
}

/** The base paths as they are written; undefined where they are not known. */
function basePaths(domain: ObjectValue): string[] | undefined {
  const value = given(domain, "BasePath")?.value;
  if (!value) return [];
  const items = value.kind === "list" && value.closed ? value.items : [value];
  const paths = items.map((i) => (i.kind === "scalar" ? String(i.value) : undefined));
  return paths.every((p) => p !== undefined) ? paths : undefined;
}

/** What the records of a domain are made of. */
interface Records {
  /** The logical id of the domain name. */
  readonly domain: string;
  readonly endpoint: string;
  /** What becomes of the records that several APIs have in one zone. */
  readonly sharing: Sharing;
}

/** The logical id of a domain name: APIs of one domain share it. */
function domainId(domain: ObjectValue, prefix: string): string | undefined {
  const name = given(domain, "DomainName");
  return name && idFor(prefix, name.value);
}

function withRecords(
  written: Written,
  domain: ObjectValue,
  records: Records,
  place: Span,
  resources: Generated[],
): Domain {
  const route53 = given(domain, "Route53");
  if (!route53) return { resources };
  const zones = route53.value;
  const zone = valueAt(zones, "HostedZoneId") ?? valueAt(zones, "HostedZoneName");
  const at = route53.keySpan ?? place;
  if (zones.kind !== "object" || !zones.closed || !zone)
    return { resources, unsaid: `the records of ${written.id} are not known` };
  const called = `${written.id}.RecordSetGroup`;
  const isSeparate = given(zones, "SeparateRecordSetGroup");
  if (isSeparate && literalBoolean(isSeparate.value) === "function")
    return { resources, unsaid: `the records of ${written.id} are not known` };
  resources.push({
    id: (isSeparate && literalBoolean(isSeparate.value) ? undefined : idFor("RecordSetGroup", zone)) ?? called,
    type: "AWS::Route53::RecordSetGroup",
    place: at,
    sharing: records.sharing,
    names: [called],
    properties: () =>
      propertiesOf(
        { RecordSets: list(recordsOf(written, domain, zones, records, at), { span: at }) },
        passed(zones, ["HostedZoneId", "HostedZoneName"]),
        at,
      ),
  });
  return { resources };
}

function recordsOf(
  written: Written,
  domain: ObjectValue,
  route53: ObjectValue,
  { domain: id, endpoint }: Records,
  place: Span,
): Value[] {
  const { context } = written;
  const target: Record<string, Given> = {};
  const handedOn: Entry[] = passed(route53, ["EvaluateTargetHealth"]);
  if (endpoint === "REGIONAL") {
    target.HostedZoneId = () => attributeTo(id, "RegionalHostedZoneId", context, place);
    target.DNSName = () => attributeTo(id, "RegionalDomainName", context, place);
  } else if (endpoint === "EDGE") {
    target.HostedZoneId = "Z2FDTNDATAQYW2";
    const own = given(route53, "DistributionDomainName");
    target.DNSName = () => own?.value ?? attributeTo(id, "DistributionDomainName", context, place);
  } else
    handedOn.push(
      ...passed(route53, [
        ["VpcEndpointHostedZoneId", "HostedZoneId"],
        ["VpcEndpointDomainName", "DNSName"],
      ]),
    );
  const alias = propertiesOf(target, handedOn, place);
  const record = (type: string) =>
    propertiesOf(
      { Type: type, AliasTarget: alias },
      [...passed(domain, [["DomainName", "Name"]]), ...passed(route53, ["Region", "SetIdentifier"])],
      place,
    );
  const v6 = given(route53, "IpV6");
  return v6 && literalBoolean(v6.value) === true ? [record("A"), record("AAAA")] : [record("A")];
}
