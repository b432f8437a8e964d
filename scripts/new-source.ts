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
      ['call.ts', CALL],
      ['finders.ts', FINDERS],
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

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  id: text('id'),
  time: text('time'),
  account: text('account'),
  operation: text('operation'),
  error: text('error'),
  actor: text('actor'),
  key: text('key'),
  newKey: text('newKey'),
  ip: text('ip'),
  place: json('place'),
  userAgent: text('userAgent'),
});
`;

const CALL = `/** One record, as the finders of the table see it. */

import type { RecordView } from '../../contract/projection.ts';
import type { Principal } from '../../model/event.ts';

export interface Call {
  readonly record: RecordView;
  readonly principal: Principal;
}
`;

const FINDERS = `/** Where the table's operations have their subject and the credentials they issue. Ids only, never a secret. */

import { issued } from '../../contract/credentials.ts';
import { NO_ISSUED } from '../../contract/operation-row.ts';
import type { Issued, Principal } from '../../model/event.ts';
import type { Call } from './call.ts';
import { FIELDS } from './fields.ts';

/** The same where a key is made and where it is presented: so a trail goes from one to the other. */
export const keyUid = (id: string): string => \`example:key:\${id}\`;

export const caller = ({ principal }: Call): Principal => principal;

export function newKey({ record, principal }: Call): readonly Issued[] {
  const id = record.text(FIELDS.newKey);
  return id === undefined ? NO_ISSUED : [issued(keyUid(id), 'api-key', principal)];
}
`;

const OPERATIONS = `/** The vendor's operations → the actions analytics listen to. Data only; what is missing here is a plain \`use\`. */

import type { OperationRow } from '../../contract/operation-row.ts';
import type { Call } from './call.ts';
import { caller, newKey } from './finders.ts';

export const OPERATIONS: readonly OperationRow<Call>[] = [
  {
    operation: 'example:CreateKey',
    action: 'credential.create',
    says: { secretType: 'api-token' },
    subject: caller,
    issues: newKey,
  },
  { operation: 'example:SignIn', action: 'signin' },
];
`;

function normalise(id: string): string {
  return `/** One record → one event. Total and pure: whatever the record holds, the answer is an event, a skip or a problem. */

import { contentUid } from '../../contract/content-uid.ts';
import { factsOf, PLAIN, tableOf } from '../../contract/operation-row.ts';
import { personName, UNKNOWN } from '../../contract/principals.ts';
import type { RecordView } from '../../contract/projection.ts';
import { saidPlace } from '../../contract/said-place.ts';
import type { Normalised } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { numberAt, textAt } from '../../lib/json.ts';
import { parseIsoTime } from '../../lib/time.ts';
import type { Client, Credential, Principal, SaidOfAddress } from '../../model/event.ts';
import { FIELDS } from './fields.ts';
import { keyUid } from './finders.ts';
import { OPERATIONS } from './operations.ts';

const TABLE = tableOf(OPERATIONS);

export function normalise(record: RecordView): Normalised {
  const written = record.text(FIELDS.time);
  if (written === undefined) return missing('time');
  const time = parseIsoTime(written);
  if (time === undefined) return impossibleTime('time', written);
  const name = record.text(FIELDS.operation);
  if (name === undefined) return missing('operation');

  const operation = \`example:\${name}\`;
  const scope = record.text(FIELDS.account) ?? '';
  const principal = principalOf(record, scope);
  const error = record.text(FIELDS.error);
  const row = TABLE.get(operation);
  const facts = row === undefined ? PLAIN : factsOf(row, { record, principal }, error === undefined);
  return {
    uid: record.text(FIELDS.id) ?? contentUid('${id}:', [written, principal.uid, operation]),
    time,
    provider: 'other',
    scope,
    region: undefined,
    operation,
    action: facts.action,
    outcome: error === undefined ? 'success' : 'failure',
    error,
    access: accessByAgent(record.text(FIELDS.userAgent)),
    principal,
    credential: credentialOf(record),
    session: undefined,
    client: clientOf(record),
    targets: [],
    issued: facts.issued,
    subject: facts.subject,
    details: facts.details,
    pair: undefined,
  };
}

/** The lasting identity: never a session, whose name changes with every use. */
function principalOf(record: RecordView, scope: string): Principal {
  const actor = record.text(FIELDS.actor);
  if (actor === undefined) return UNKNOWN;
  return { uid: \`\${scope}/\${actor}\`, kind: 'user', name: personName(actor) ?? actor, scope };
}

function credentialOf(record: RecordView): Credential | undefined {
  const key = record.text(FIELDS.key);
  return key === undefined ? undefined : { uid: keyUid(key), kind: 'api-key', mfa: undefined };
}

function clientOf(record: RecordView): Client {
  const said = record.derived(FIELDS.place, placeOf);
  const client = {
    ip: record.text(FIELDS.ip),
    userAgent: record.text(FIELDS.userAgent),
    service: undefined,
    endpoint: undefined,
  };
  return said === undefined ? client : { ...client, said };
}

/** A pure function of the one value, so that the reader can remember its answer. */
function placeOf(place: unknown): SaidOfAddress | undefined {
  return saidPlace(textAt(place, 'country'), numberAt(place, 'latitude'), numberAt(place, 'longitude'));
}
`;
}

function test(exported: string): string {
  return `import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { testSource } from '../../../test/harness/test-source.ts';
import { ${exported} } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(${exported}, SAMPLES);
testDetailsExplained(${exported}, SAMPLES);
testMutations(${exported}, SAMPLES);
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

| Name | Meaning |
|---|---|
| \`secretType\`, \`selfService\` | what was made; whether for the caller |

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
    place: { country: 'Germany', latitude: 52.5, longitude: 13.4 },
    userAgent: 'example-client/1.0',
    ...more,
  });
  const records = [
    record(1, 'CreateKey', { newKey: 'key-1' }),
    record(2, 'ReadThing', { key: 'key-1', error: 'denied' }),
  ];
  return `${JSON.stringify({ records }, null, 2)}\n`;
}

runScaffold(import.meta.url, ([id = '']) => (id === '' ? usage('npm run new:source -- ID') : newSource(id)), [
  'put real records with every name, address and id replaced into samples/, one file per wrapping',
  'say in recognise, framing and fields how they look, and in operations what the calls mean',
  'the first test run writes expected/: review it like code, and commit it',
]);
