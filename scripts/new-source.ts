/**
 * `npm run new:source -- ID`: the folder of a new source, which compiles and passes its tests, and its line in the
 * list. The skeleton reads a made-up format; everything in it is there to be replaced.
 */

import { camelCase, type Plugin, runScaffold, usage } from './scaffold.ts';

export function newSource(id: string): Plugin {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw new Error(
      `"${id}" cannot name a source: use lower-case words joined by hyphens, like okta-system-log`,
    );
  }
  const exported = camelCase(id);
  return {
    folder: `src/sources/${id}`,
    list: 'SOURCES',
    exported,
    files: new Map([
      ['index.ts', index(id, exported)],
      ['fields.ts', FIELDS],
      ['operations.ts', OPERATIONS],
      ['normalise.ts', normalise(id)],
      ['index.test.ts', test(exported)],
      ['README.md', readme(id)],
      ['samples/two-events.json', sample(id)],
    ]),
  };
}

function index(id: string, exported: string): string {
  return `/** ${id}: what the vendor calls this log and where it comes from. Says nothing about networks or people. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';

export const ${exported} = defineSource({
  id: '${id}',
  product: 'The product, as its vendor writes it',
  provider: 'other',
  // Content decides, never the name of the file: pick fields that no other source has.
  recognise: ({ samples }) =>
    samples.some((record) => record['log'] === '${id}') ? 'records' : undefined,
  framing: { envelopes: [{ key: 'records', holds: 'elements' }] },
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
`;
}

const FIELDS = `/** The paths of a record that this source reads; the reader passes over everything else. */

import { projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  id: text('id'),
  time: text('time'),
  account: text('account'),
  operation: text('operation'),
  error: text('error'),
  actor: text('actor'),
  ip: text('ip'),
  userAgent: text('userAgent'),
});
`;

const OPERATIONS = `/** The vendor's operations → the actions analytics listen to. Data only; what is missing here is a plain \`use\`. */

import type { Operation } from '../../contract/source.ts';

export const OPERATIONS: readonly Operation[] = [
  { operation: 'example:CreateKey', action: 'credential.create' },
  { operation: 'example:SignIn', action: 'signin' },
];
`;

function normalise(id: string): string {
  return `/** One record → one event. Total and pure: whatever the record holds, the answer is an event, a skip or a problem. */

import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import { FIELDS } from './fields.ts';
import { OPERATIONS } from './operations.ts';

const ACTIONS = new Map<string, Action>(OPERATIONS.map(({ operation, action }) => [operation, action]));

export function normalise(record: RecordView): Normalised {
  const time = Date.parse(record.text(FIELDS.time) ?? '');
  if (Number.isNaN(time)) return { problem: 'missing-field', message: 'time is missing or is no time' };
  const name = record.text(FIELDS.operation);
  if (name === undefined) return { skip: 'no operation' };

  const operation = \`example:\${name}\`;
  const scope = record.text(FIELDS.account) ?? '';
  const actor = record.text(FIELDS.actor) ?? 'unknown';
  const error = record.text(FIELDS.error);
  return {
    uid: record.text(FIELDS.id) ?? \`${id}:\${time}:\${actor}:\${operation}\`,
    time,
    provider: 'other',
    scope,
    region: undefined,
    operation,
    action: ACTIONS.get(operation) ?? 'use',
    outcome: error === undefined ? 'success' : 'failure',
    error,
    access: 'unknown',
    // The lasting identity: never a session, whose name changes with every use.
    principal: { uid: \`\${scope}/\${actor}\`, kind: 'user', name: actor, scope },
    credential: undefined,
    session: undefined,
    client: {
      ip: record.text(FIELDS.ip),
      userAgent: record.text(FIELDS.userAgent),
      service: undefined,
      endpoint: undefined,
    },
    targets: [],
    issued: [],
    subject: undefined,
    details: {},
    pair: undefined,
  };
}
`;
}

function test(exported: string): string {
  return `import { testSource } from '../../../test/harness/test-source.ts';
import { ${exported} } from './index.ts';

testSource(${exported}, new URL('samples', import.meta.url).pathname);
`;
}

function readme(id: string): string {
  return `# ${id}

What this log is, how a user gets it, and what has to be switched on at the vendor for it to be complete.

## Wrappings

Which files and messages the vendor ships these records in, with a sample of each in \`samples/\`.

## What is read

How the principal, the credential and the session are found in a record, and what the vendor does not say.

## Details

Small facts an event carries under \`details\`, by name.

## Pages of the vendor

Where the facts above come from.
`;
}

function sample(id: string): string {
  const record = (n: number, operation: string, more: object): object => ({
    log: id,
    id: `event-${n}`,
    time: `2026-01-01T00:0${n}:00Z`,
    account: '111122223333',
    operation,
    actor: 'alice@example.com',
    ip: '192.0.2.10',
    userAgent: 'example-client/1.0',
    ...more,
  });
  const records = [record(1, 'CreateKey', {}), record(2, 'ReadThing', { error: 'denied' })];
  return `${JSON.stringify({ records }, null, 2)}\n`;
}

runScaffold(import.meta.url, ([id = '']) => (id === '' ? usage('npm run new:source -- ID') : newSource(id)), [
  'put real records with every name, address and id replaced into samples/, one file per wrapping',
  'say in recognise, framing and fields how they look, and in operations what the calls mean',
  'the first test run writes expected/: review it like code, and commit it',
]);
