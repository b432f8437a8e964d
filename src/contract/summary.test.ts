import { expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import type { Client } from '../model/event.ts';
import { summarise, summariseDone } from './summary.ts';

const client: Client = { ...sampleEvent().client, agent: 'boto3' };

test('a summary names who, what, the program, the place and the region', () => {
  expect(summarise(sampleEvent({ client }), 'set a console password for bob')).toBe(
    'User alice set a console password for bob with boto3 from 198.51.100.7 (AS64500 Example Hosting, NL) in eu-central-1.',
  );
});

test('a refused call is told as refused', () => {
  const event = sampleEvent({ client, outcome: 'failure', error: 'AccessDenied', region: undefined });
  expect(summarise(event, 'asked for 20 secrets within an hour,')).toBe(
    'User alice asked for 20 secrets within an hour, with boto3 from 198.51.100.7 (AS64500 Example Hosting, NL) and was refused (AccessDenied).',
  );
  expect(summariseDone(event, 'set a console password for bob')).toEqual({});
});

test('the root user is named by its account, and an unknown program not at all', () => {
  const principal = {
    uid: 'arn:aws:iam::111122223333:root',
    kind: 'root',
    name: 'root',
    scope: '111122223333',
  } as const;
  const event = sampleEvent({ principal, client: { ...client, agent: 'unknown' } });
  expect(summarise(event, 'made an access key')).toMatch(
    /^Root of 111122223333 made an access key from 198\.51\.100\.7/,
  );
});

test('a caller that the record does not name is somebody of the account', () => {
  const principal = {
    uid: 'unknown@111122223333',
    kind: 'unknown',
    name: 'unknown',
    scope: '111122223333',
  } as const;
  expect(summarise(sampleEvent({ principal, client }), 'called rolesanywhere:CreateSession')).toMatch(
    /^Somebody of account 111122223333 called rolesanywhere:CreateSession with boto3/,
  );
});
