/** An engineer runs a migration as an account of production, which no engineer is on other days; the change is approved. */

import { gcloud } from '../gcp/agents.ts';
import { accessSecret, generateAccessToken, object } from '../gcp/calls.ts';
import { asPerson, through } from '../gcp/entry.ts';
import { usesGcp } from '../gcp/people.ts';
import { writeCall, writeCalls } from '../gcp/write.ts';
import { addressIn } from '../networks.ts';
import type { Organisation, Person } from '../organisation.ts';
import { burst, DAY, HOUR, MINUTE } from '../rhythm.ts';
import type { Stage, Surprise } from '../stage.ts';
import { dayFor, isEngineer, personFor, sitDown } from './calendar.ts';

const ID = 'migration-script';

export const migrationScript: Surprise = {
  id: ID,
  happen: (stage) => {
    const who = whoMigrates(stage.organisation);
    if (who !== undefined && dayFor(stage.organisation, ID, 0) === stage.day.index) migrate(stage, who);
  },
  context: (organisation, start): Readonly<Record<string, readonly unknown[]>> => {
    const who = whoMigrates(organisation);
    if (who === undefined) return {};
    const from = start + dayFor(organisation, ID, 0) * DAY + begins(who);
    const span = { from: new Date(from).toISOString(), to: new Date(from + 6 * HOUR).toISOString() };
    const change = { id: 'CHG-2133', ...span, approvedBy: 'change-board@example.com' };
    const account = organisation.gcp?.migration.email ?? '';
    return {
      changes: [
        { ...change, actor: `*${who.email}`, action: 'iamcredentials:GenerateAccessToken' },
        { ...change, actor: `*${account}` },
      ],
    };
  },
};

function whoMigrates(organisation: Organisation): Person | undefined {
  if (organisation.gcp === undefined || organisation.span === undefined) return undefined;
  return personFor(organisation, ID, 0, (person) => isEngineer(person) && usesGcp(person));
}

function begins({ zone }: Person): number {
  return (9 - zone) * HOUR;
}

function migrate(stage: Stage, who: Person): void {
  const { gcp } = stage.organisation;
  if (gcp === undefined) return;
  const { random } = stage;
  const at = stage.day.start + begins(who) + random.between(10, 120) * MINUTE;
  const ip = addressIn(who.office, who.number % 3);
  sitDown(stage, who, at - 5 * MINUTE, ip);
  const agent = gcloud(who.number, 'auth.print-access-token');
  writeCall(stage, random, at, asPerson(who.email, ip, agent), generateAccessToken(gcp.migration));
  const script = through([who.email], gcp.migration, { ip, agent: gcloud(who.number, 'storage.cp') });
  const { prod, data } = gcp.projects;
  const copies = Array.from({ length: random.between(15, 40) }, (_, n) =>
    object(n % 2 === 0 ? 'get' : 'create', data, 'acme-lake', `orders/part-${n}.parquet`),
  );
  const calls = [accessSecret(prod, 'shop-web-database'), ...copies];
  writeCalls(stage, random, burst(at + MINUTE, calls.length, MINUTE, random), script, calls);
}
