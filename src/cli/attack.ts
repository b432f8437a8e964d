/** `credtrail attack …`: the library of ATT&CK releases. It imports files; it never fetches anything itself. */

import { STATUSES } from '../attack/entry.ts';
import { KINDS } from '../attack/kinds.ts';
import { nearest } from '../lib/nearest.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Verb } from './attack-inputs.ts';
import { readWords } from './options.ts';
import type { Terminal } from './terminal.ts';

export const ATTACK_HELP = `credtrail attack COMMAND

Keeps MITRE ATT&CK releases side by side, each object exactly as MITRE published it.

  import FILE|FOLDER…   take STIX bundles or per-object files, plain or gzip
  releases              what is imported
  show ID               one object: AN…, DET…, T…, TA…, DC…, G…, S…, M…, C…, or a STIX id
  raw ID                its exact source; the SHA-256 of the output is its raw hash
  list                  objects, filtered
  search WORDS          objects with these words in id, name or description, best first
  diff OLD NEW          what changed between two imported releases
  drift                 which of our analytics rest on text that has changed since

  --library DIR         where releases are kept (default: CREDTRAIL_ATTACK, or your data folder)
  --release R           look in this release (default: the newest); for import: what the objects belong to
  --type TYPE           list, search, diff: ${KINDS.slice(0, 6)
    .map(({ word }) => word)
    .join(', ')}, software, …
  --platform NAME       list, search, diff: for this platform, like IaaS or "Identity Provider"
  --tactic NAME         list, search: techniques of this tactic
  --status STATUS       list, search: ${STATUSES.join(', ')}
  --all                 show: every related object
  --limit N             search: how many (default 20)
  --format FORMAT       table (default) or json
  --output FILE         write there
  --fail-on-drift       drift: exit with 1 when one has drifted
`;

/** Each is loaded when it is called: to show an object, nothing that imports or compares need be there. */
const VERBS: Readonly<Record<string, () => Promise<Verb>>> = {
  import: async () => (await import('./attack-import.ts')).runImport,
  releases: async () => (await import('./attack-list.ts')).runReleases,
  show: async () => (await import('./attack-show.ts')).runShow,
  raw: async () => (await import('./attack-show.ts')).runRaw,
  list: async () => (await import('./attack-list.ts')).runList,
  search: async () => (await import('./attack-list.ts')).runSearch,
  diff: async () => (await import('./attack-compare.ts')).runDiff,
  drift: async () => (await import('./attack-compare.ts')).runDrift,
};

export async function runAttack(args: readonly string[], terminal: Terminal): Promise<number> {
  const words = readWords(args, {
    library: { type: 'string' },
    release: { type: 'string' },
    type: { type: 'string', multiple: true },
    platform: { type: 'string' },
    tactic: { type: 'string' },
    status: { type: 'string' },
    all: { type: 'boolean' },
    limit: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string' },
    'fail-on-drift': { type: 'boolean' },
  });
  const [name, ...rest] = words.paths;
  const verb = name !== undefined && Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb !== undefined) return (await verb())(rest, words, terminal);
  const close = name === undefined ? undefined : nearest(name, Object.keys(VERBS));
  throw new UsageError(
    name === undefined ? 'attack needs a command' : `attack has no command '${name}'`,
    close === undefined ? `choose from ${Object.keys(VERBS).join(', ')}` : `did you mean ${close}?`,
  );
}
