/**
 * A process that the web server started asks the metadata service of its machine for a credential: whoever is in a hurry
 * uses the command line, which names what was asked for; the patient have the page itself connect.
 */

import type { Caller } from '../hosts/audit.ts';
import { connectRecord, startRecord } from '../hosts/audit.ts';
import { callerOf, processOf } from '../hosts/machines.ts';
import { METADATA, PHP } from '../hosts/programs.ts';
import type { Staging } from '../stage.ts';
import type { CloudActs } from './cloud-acts.ts';
import type { Recorder, Step } from './recorder.ts';

const WEB_ROOT = '/var/www/html';

/** @param words what `curl` is given: headers and address */
export function readMetadata(
  log: Recorder,
  acts: CloudActs,
  step: Step,
  at: number,
  node: string,
  words: readonly string[],
  { random, stealthy }: Staging,
): void {
  const own = random.fork('metadata read');
  // The server's own work before it: an ordinary connection to its database.
  const php = callerOf({ node }, PHP);
  const earlier = { node, at: at - 700 };
  log.events.push({
    at: earlier.at,
    log: 'auditd',
    record: connectRecord(earlier, php, PHP.address, PHP.port).text,
  });
  const [exe, comm] = stealthy ? ['/usr/bin/php8.3', 'php'] : ['/usr/bin/curl', 'curl'];
  const by: Caller = {
    exe,
    comm,
    uid: PHP.uid,
    pid: own.between(30_000, 60_000),
    ppid: processOf({ node }, PHP.exe, PHP.comm),
  };
  const argv = stealthy ? ['php', `${WEB_ROOT}/wp-content/cache/thumb.php`] : ['curl', '-s', ...words];
  const start = startRecord({ node, at }, by, argv, WEB_ROOT);
  // The start of a script that names nothing is no event; what it connects to is.
  if (stealthy) log.events.push({ at, log: 'auditd', record: start.text });
  else acts.host(step, at, node, start, 'metadata:Command');
  acts.host(step, at + 40, node, connectRecord({ node, at: at + 40 }, by, METADATA, 80), 'metadata:Connect');
}
