import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readWhole } from '../../../test/harness/test-source.ts';
import { gcpAudit } from '../../sources/gcp-audit/index.ts';
import { googleWorkspace } from '../../sources/google-workspace/index.ts';

const COPIES = new URL('../../sources/gcp-audit/samples/workspace-copies.ndjson', import.meta.url);

interface Copy {
  readonly timestamp: string;
  readonly protoPayload: {
    readonly serviceName: string;
    readonly authenticationInfo: { readonly principalEmail: string };
    readonly requestMetadata: { readonly callerIp: string };
    readonly metadata: {
      readonly activityId: { readonly uniqQualifier: string; readonly timeUsec: string };
      readonly event: readonly { eventName: string; eventType: string; parameter: readonly Parameter[] }[];
    };
  };
}

interface Parameter {
  readonly name: string;
  readonly value?: string;
  readonly boolValue?: boolean;
  readonly multiStrValue?: readonly string[];
}

/** The activity as the Reports API tells it: to the millisecond, with its own names. */
function activityOf({ protoPayload }: Copy): unknown {
  const { activityId, event } = protoPayload.metadata;
  return {
    kind: 'admin#reports#activity',
    id: {
      time: new Date(Number(activityId.timeUsec.slice(0, -3))).toISOString(),
      uniqueQualifier: activityId.uniqQualifier,
      // What the Reports API files under an application of its own, the copies file under sign-ins.
      applicationName: protoPayload.serviceName === 'admin.googleapis.com' ? 'admin' : 'login',
      customerId: 'C00example',
    },
    actor: { callerType: 'USER', email: protoPayload.authenticationInfo.principalEmail },
    ipAddress: protoPayload.requestMetadata.callerIp,
    events: event.map(({ eventName, eventType, parameter }) => ({
      name: eventName,
      type: eventType,
      parameters: parameter.map(({ multiStrValue, ...rest }) =>
        multiStrValue === undefined ? rest : { ...rest, multiValue: multiStrValue },
      ),
    })),
  };
}

const copies = readFileSync(COPIES);
const activities = Buffer.from(
  copies
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.stringify(activityOf(JSON.parse(line))))
    .join('\n'),
);

test('an activity and its copy in Cloud audit logs are one event', () => {
  const fromCopies = readWhole(gcpAudit, copies).events;
  const fromActivities = readWhole(googleWorkspace, activities).events;
  expect(fromCopies.length).toBeGreaterThan(2);
  // What makes the order take two records for one.
  const identity = ({ uid, time }: { uid: string; time: number }) => `${time} ${uid}`;
  expect(fromCopies.map(identity)).toEqual(fromActivities.map(identity));
});

test('and tell the same whichever of them is kept', () => {
  const told = readWhole(gcpAudit, copies).events;
  const alike = readWhole(googleWorkspace, activities).events.map((event, index) => ({
    ...event,
    source: told[index]?.source,
    scope: told[index]?.scope,
  }));
  expect(told).toEqual(alike);
});

test('an event that comes twice in one activity is two events', () => {
  const activity = {
    id: { time: '2026-03-02T09:00:00Z', uniqueQualifier: '7', applicationName: 'drive' },
    actor: { email: 'maria@example.com' },
    events: [{ name: 'view' }, { name: 'view' }],
  };
  const { events } = readWhole(googleWorkspace, Buffer.from(JSON.stringify(activity)));
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(2);
});
