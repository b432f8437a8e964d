/** The appendix in rows: how the report was made and what went into it, the same in every format. */

import { hash } from 'node:crypto';
import { attackReference } from '../../attack/implemented.ts';
import type { AttackReference } from '../../model/finding.ts';
import type { Counters, Result, RunSetup } from '../../model/result.ts';
import { counted, grouped, isoTime, readableRange } from '../words.ts';
import type { Dossier, ReportOptions } from './dossier.ts';

export function settingLines(
  { result }: Dossier,
  { tool }: ReportOptions,
): readonly (readonly [string, string])[] {
  const { run, period } = result;
  const when = period === undefined ? 'no event was read' : readableRange(period.first, period.last);
  const lines: (readonly [string, string])[] = [
    ['Program', `${tool.name} ${tool.version}`],
    ['Period of the events', when],
  ];
  if (run === undefined)
    return [...lines, ['Settings', 'not told by the result, which an older version wrote']];
  const { configuration, since, until } = run;
  return [
    ...lines,
    [
      'Context file',
      configuration === undefined ? 'none' : `${configuration.file}, SHA-256 ${configuration.sha256}`,
    ],
    ['Least level', run.minLevel],
    ['Reported on', periodWords(since, until)],
    ['Began', run.continued ? 'from what earlier runs had learned' : 'knowing nothing'],
    ['Inputs', inputWords(run)],
  ];
}

export function sourceLines(counters: Counters) {
  return Object.entries(counters.sources)
    .toSorted(byKey)
    .map(([id, { files, records, events, skipped, problems }]) => ({
      id,
      counts: [files, records, events, skipped, problems],
      skipped: Object.entries(counters.skipReasons[id] ?? {})
        .toSorted(byKey)
        .map(([reason, count]) => `${reason} ${grouped(count)}`)
        .join('; '),
    }));
}

export function counterLines(
  counters: Counters,
): readonly { readonly name: string; readonly count: number }[] {
  return [
    { name: 'Events judged', count: counters.events },
    { name: 'Bytes read, after decompression', count: counters.bytes },
    { name: 'Principals', count: counters.principals },
    { name: 'Credentials', count: counters.credentials },
    { name: 'Files no source recognised', count: counters.unrecognised },
    { name: 'Duplicates, counted once', count: counters.duplicate },
    { name: 'Events older than what the saved state had judged', count: counters.late },
    { name: 'Events outside the period reported on', count: counters.outside },
    { name: 'State entries dropped to stay within memory', count: counters.evicted },
    { name: 'Events sorted through temporary files', count: counters.spilled },
    { name: 'Findings silenced by exceptions', count: counters.excepted },
    { name: 'Findings over the alert budget', count: counters.overBudget },
    { name: 'Findings below the least level', count: counters.belowLevel },
  ];
}

/** Of every analytic that ran: as its findings say, else as this program knows it. */
export function attackReferences({ findings, run }: Result): ReadonlyMap<string, AttackReference> {
  const known = (run?.analytics ?? []).flatMap((id): [string, AttackReference][] => {
    const reference = attackReference(id);
    return reference === undefined ? [] : [[id, reference]];
  });
  const told = findings.flatMap(({ analytic, attack }): [string, AttackReference][] =>
    attack === undefined ? [] : [[analytic, attack]],
  );
  return new Map([...known, ...told]);
}

function periodWords(since: number | undefined, until: number | undefined): string {
  if (since === undefined && until === undefined) return 'everything';
  const from = since === undefined ? '' : `from ${isoTime(since)}`;
  const to = until === undefined ? '' : `before ${isoTime(until)}`;
  return [from, to].filter((part) => part !== '').join(' ');
}

/** Names and sizes and, where taken, hashes under one hash: two lists are equal when it is. */
function inputWords({ inputs, inputCount }: RunSetup): string {
  const bytes = inputs.reduce((sum, input) => sum + input.bytes, 0);
  const lines = inputs.map(({ path, bytes: size, sha256 }) => `${path}\0${size}\0${sha256 ?? ''}\n`);
  const digest = hash('sha256', lines.join(''), 'hex');
  return `${counted(inputCount, 'file')}, ${grouped(bytes)} bytes, SHA-256 of the list ${digest}`;
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
