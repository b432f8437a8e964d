/** The wrappings findings come in. Those of the API and of Security Hub name the members otherwise: they are renamed. */

import type { Framing } from '../../contract/source.ts';
import { at, bareObject, flagAt, isObject, listAt, numberAt, textAt } from '../../lib/json.ts';

export const framing: Framing = {
  envelopes: [
    { key: 'detail', holds: 'member' },
    { key: 'findings', holds: 'elements' },
  ],
  wrappings: {
    api: (value) => listOr(value, 'Findings').map((finding) => lowered(finding, 0)),
    'security-hub': (value) => hubFindings(value).map(fromHub),
  },
};

function listOr(value: unknown, key: string): readonly unknown[] {
  const list = listAt(value, key);
  return isObject(value) && Object.hasOwn(value, key) ? list : [value];
}

function hubFindings(value: unknown): readonly unknown[] {
  const delivered = listAt(value, 'detail', 'findings');
  return delivered.length > 0 ? delivered : listOr(value, 'Findings');
}

const MAX_DEPTH = 16;
/** Names that do not begin in lower case in the findings themselves. */
const KEPT = /^[A-Z0-9]{2,}$/;

/** `AccessKeyDetails` → `accessKeyDetails`, as findings are written everywhere else. */
function lowered(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return value.map((element) => lowered(element, depth + 1));
  if (!isObject(value)) return value;
  const renamed: Record<string, unknown> = bareObject();
  for (const [name, member] of Object.entries(value)) {
    renamed[KEPT.test(name) ? name : `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`] = lowered(
      member,
      depth + 1,
    );
  }
  return renamed;
}

/** A finding in Security Hub's format, put back into GuardDuty's as far as that format keeps it. */
function fromHub(finding: unknown): unknown {
  const product = textAt(finding, 'ProductArn') ?? '';
  if (!product.endsWith('product/aws/guardduty')) return { otherProduct: true };
  const arn = textAt(finding, 'Id');
  const said = (name: string): string | undefined =>
    textAt(finding, 'ProductFields', `aws/guardduty/service/${name}`);
  return {
    arn,
    id: arn?.slice(arn.lastIndexOf('/') + 1),
    type: typeOf(listAt(finding, 'Types')[0]),
    title: textAt(finding, 'Title'),
    accountId: textAt(finding, 'AwsAccountId'),
    region: textAt(finding, 'Region'),
    partition: product.split(':')[1],
    severity: numberAt(finding, 'Severity', 'Product') ?? severityOf(finding),
    createdAt: textAt(finding, 'CreatedAt'),
    updatedAt: textAt(finding, 'UpdatedAt'),
    resource: resourceOf(listAt(finding, 'Resources')),
    service: {
      serviceName: 'guardduty',
      archived: textAt(finding, 'RecordState') === 'ARCHIVED' || said('archived') === 'true',
      count: numberAt(said('count')),
      eventFirstSeen: said('eventFirstSeen'),
      eventLastSeen: said('eventLastSeen'),
      additionalInfo: { sample: flagAt(finding, 'Sample') },
      action: actionOf(at(finding, 'Action'), said('action/actionType')),
    },
  };
}

/** `TTPs/Defense Evasion/Stealth:IAMUser-CloudTrailLoggingDisabled` → `Stealth:IAMUser/CloudTrailLoggingDisabled`. */
function typeOf(type: unknown): string | undefined {
  if (typeof type !== 'string') return undefined;
  const name = type.slice(type.lastIndexOf('/') + 1);
  return name.replace(/^([^:]*:[^-]*)-/, '$1/');
}

/** Security Hub's scale of a hundred → GuardDuty's of ten. */
function severityOf(finding: unknown): number | undefined {
  const normalized = numberAt(finding, 'Severity', 'Normalized');
  return normalized === undefined ? undefined : normalized / 10;
}

function resourceOf(resources: readonly unknown[]): unknown {
  const found: Record<string, unknown> = bareObject();
  for (const resource of resources.slice(0, 20)) {
    const id = textAt(resource, 'Id') ?? '';
    const key = at(resource, 'Details', 'AwsIamAccessKey');
    const instance = at(resource, 'Details', 'AwsEc2Instance');
    if (isObject(key)) {
      found['accessKeyDetails'] = {
        accessKeyId: id.slice(id.lastIndexOf(':') + 1),
        principalId: textAt(key, 'PrincipalId'),
        userType: textAt(key, 'PrincipalType'),
        userName: textAt(key, 'PrincipalName'),
      };
    } else if (isObject(instance) || textAt(resource, 'Type') === 'AwsEc2Instance') {
      found['instanceDetails'] = {
        instanceId: id.slice(id.lastIndexOf('/') + 1),
        iamInstanceProfile: { arn: textAt(instance, 'IamInstanceProfileArn') },
      };
    }
    found['resourceType'] ??= textAt(resource, 'Type');
  }
  return found;
}

function actionOf(action: unknown, type: string | undefined): unknown {
  const call = at(action, 'AwsApiCallAction');
  return {
    actionType: textAt(action, 'ActionType') ?? type,
    awsApiCallAction: isObject(call)
      ? {
          api: textAt(call, 'Api'),
          serviceName: textAt(call, 'ServiceName'),
          remoteIpDetails: lowered(at(call, 'RemoteIpDetails'), 0),
        }
      : undefined,
    networkConnectionAction: lowered(at(action, 'NetworkConnectionAction'), 0),
  };
}
