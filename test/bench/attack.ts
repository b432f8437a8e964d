/**
 * How fast is the ATT&CK library? A release of MITRE's size is invented (25,000 objects, 50 MB), imported by the built
 * program, and one object looked up from a cold start, each in a process of its own.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from './run.ts';
import { runProgram } from './run.ts';
import { median } from './table.ts';

export interface AttackSpeed {
  readonly imports: readonly Run[];
  readonly lookUps: readonly Run[];
  readonly bytes: number;
}

const OBJECTS = 25_000;
const MOST_IMPORT_SECONDS = 3;
const MOST_IMPORT_BYTES = 600e6;
const MOST_LOOK_UP_SECONDS = 0.2;
/** T0001. */
const BUSIEST = 1;
const VERBS = ['uses', 'mitigates', 'detects', 'subtechnique-of'] as const;

export async function measureAttack(main: string, rounds: number, objects = OBJECTS): Promise<AttackSpeed> {
  const folder = mkdtempSync(join(tmpdir(), 'credtrail-bench-attack-'));
  try {
    const text = inventRelease(objects);
    const file = join(folder, 'release.json');
    writeFileSync(file, text);
    const [imports, lookUps]: [Run[], Run[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      const library = join(folder, `library-${round}`);
      imports.push(await runProgram([main, 'attack', 'import', file, '--library', library]));
      lookUps.push(await runProgram([main, 'attack', 'show', 'T0001', '--library', library]));
    }
    return { imports, lookUps, bytes: Buffer.byteLength(text) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function attackTable({ imports, lookUps, bytes }: AttackSpeed): { text: string; met: boolean } {
  const seconds = median(imports.map(({ wall }) => wall));
  const peak = Math.max(...imports.map(({ peak: most }) => most));
  const lookUp = median(lookUps.map(({ wall }) => wall));
  const met = seconds < MOST_IMPORT_SECONDS && peak < MOST_IMPORT_BYTES && lookUp < MOST_LOOK_UP_SECONDS;
  const rows = [
    [`import of ${Math.round(bytes / 1e6)} MB, s`, seconds.toFixed(2), `< ${MOST_IMPORT_SECONDS}`],
    ['peak memory of the import, MB', (peak / 1e6).toFixed(0), `< ${MOST_IMPORT_BYTES / 1e6}`],
    ['look-up from a cold start, ms', (lookUp * 1000).toFixed(0), `< ${MOST_LOOK_UP_SECONDS * 1000}`],
  ];
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  return { text: ['| ATT&CK library | measured | bar |', '|---|---|---|', ...lines].join('\n'), met };
}

/** One object in five is no relationship, as in MITRE's releases; the sizes are theirs, too. */
function inventRelease(objects: number): string {
  const nodes = Math.floor(objects / 5);
  const technique = (number: number): string => id('attack-pattern', number % nodes);
  const all: object[] = [
    {
      type: 'x-mitre-collection',
      id: id('x-mitre-collection', 0),
      name: 'Invented',
      x_mitre_version: '90.0',
    },
  ];
  for (let at = 1; at < objects; at++) {
    const dates = { created: '2026-01-05T10:00:00.000Z', modified: '2026-01-05T10:00:00.000Z' };
    const domain = { x_mitre_domains: ['enterprise-attack'], x_mitre_version: '1.0' };
    if (at < nodes) {
      const external_id = `T${String(at).padStart(4, '0')}`;
      const own = { source_name: 'mitre-attack', external_id, url: `https://example.com/${external_id}` };
      all.push({
        type: 'attack-pattern',
        id: technique(at),
        name: `Invented way ${at}`,
        description: prose(at, 2000),
        external_references: [own],
        ...dates,
        ...domain,
      });
    } else {
      const relationship_type = VERBS[at % VERBS.length];
      // One object has as many relations as the busiest of MITRE's: the one that is looked up.
      const target = at % 20 === 0 ? BUSIEST : at * 13 + 2;
      const ends = { source_ref: technique(at * 7 + 1), target_ref: technique(target) };
      const description = prose(at, 1200);
      all.push({
        type: 'relationship',
        id: id('relationship', at),
        relationship_type,
        ...ends,
        description,
        ...dates,
        ...domain,
      });
    }
  }
  return JSON.stringify({ type: 'bundle', id: id('bundle', 1), objects: all }, undefined, 4);
}

function id(type: string, number: number): string {
  return `${type}--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

const WORDS = [
  'keys',
  'are',
  'cut',
  'at',
  'night',
  'and',
  'tried',
  'at',
  'every',
  'door',
  'until',
  'one',
  'opens',
];

function prose(seed: number, length: number): string {
  const words: string[] = [];
  for (let at = 0, size = 0; size < length; at++) {
    const word = WORDS[(seed * 31 + at * at + at) % WORDS.length] ?? '';
    words.push(word);
    size += word.length + 1;
  }
  return words.join(' ');
}
