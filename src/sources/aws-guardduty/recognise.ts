/** Tells GuardDuty findings, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, listAt, textAt } from '../../lib/json.ts';

export function recognise({ samples, text }: Head): Recognition | undefined {
  for (const sample of samples) {
    if (isFinding(sample) || isFinding(at(sample, 'detail'))) return 'records';
    if (isSdkFinding(sample) || listAt(sample, 'Findings').some(isSdkFinding)) return { wrapping: 'api' };
    if (isHubFinding(sample) || hubFindings(sample).some(isHubFinding)) return { wrapping: 'security-hub' };
  }
  return samples.length === 0 ? cut(text) : undefined;
}

/** `UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS`. */
const TYPE = /^[A-Za-z]+:[A-Za-z0-9]+\/[\w.!:-]+$/;
const ARN = /^arn:[\w-]+:guardduty:/;

function isFinding(value: unknown): boolean {
  const type = textAt(value, 'type');
  if (type === undefined || !TYPE.test(type)) return false;
  const named = textAt(value, 'service', 'serviceName') === 'guardduty';
  const whole = isObject(at(value, 'resource')) || at(value, 'severity') !== undefined;
  return whole && (named || ARN.test(textAt(value, 'arn') ?? ''));
}

/** As `GetFindings` answers through the command line and the SDKs. */
function isSdkFinding(value: unknown): boolean {
  const type = textAt(value, 'Type');
  if (type === undefined || !TYPE.test(type)) return false;
  const named = textAt(value, 'Service', 'ServiceName') === 'guardduty';
  return named || ARN.test(textAt(value, 'Arn') ?? '');
}

/** Security Hub's format for the findings of all detectors; those of others are skipped one by one. */
function isHubFinding(value: unknown): boolean {
  return isGuardDutyArn(textAt(value, 'ProductArn')) && textAt(value, 'SchemaVersion') !== undefined;
}

function isGuardDutyArn(arn: string | undefined): boolean {
  return arn?.endsWith('product/aws/guardduty') === true;
}

function hubFindings(sample: unknown): readonly unknown[] {
  return [...listAt(sample, 'Findings'), ...listAt(sample, 'detail', 'findings')];
}

/** The head ends inside the first finding: its opening fields must do. */
function cut(text: string): Recognition | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  if (/"Arn"\s*:\s*"arn:[\w-]+:guardduty:/.test(text) && /"AccountId"\s*:/.test(text))
    return { wrapping: 'api' };
  const own = /"arn"\s*:\s*"arn:[\w-]+:guardduty:/.test(text) && /"schemaVersion"\s*:/.test(text);
  return own ? 'records' : undefined;
}
