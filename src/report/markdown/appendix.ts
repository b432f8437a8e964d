/** What the report rests on, as Markdown. */

import type { Dossier, ReportOptions } from '../dossier/dossier.ts';
import { attackReferences, counterLines, settingLines, sourceLines } from '../dossier/provenance.ts';
import { counted, grouped } from '../words.ts';
import { type Content, code, md } from './mark.ts';
import { list, table } from './parts.ts';

const INPUTS_SHOWN = 200;
const PROBLEMS_SHOWN = 50;

export function appendix(dossier: Dossier, options: ReportOptions): readonly Content[] {
  const { result } = dossier;
  const { run, counters, problems, notes } = result;
  const references = attackReferences(result);
  const inputs = run?.inputs.slice(0, INPUTS_SHOWN) ?? [];
  const inputsLeft = (run?.inputCount ?? 0) - inputs.length;
  const problemsLeft = problems.length - PROBLEMS_SHOWN;
  return [
    md`## Appendix`,
    list(settingLines(dossier, options).map(([name, value]) => `${name}: ${value}`)),
    table(
      ['ATT&CK', 'Technique', 'Looks for', 'Object version', 'Object hash'],
      options.analytics
        .filter(({ id }) => run === undefined || run.analytics.includes(id))
        .map(({ id, technique, title }) => {
          const attack = references.get(id);
          const version = attack === undefined ? '' : `${attack.version}, release ${attack.release}`;
          return [id, technique, title, version, code(attack?.rawHash ?? '')];
        }),
    ),
    table(
      ['Source', 'Files', 'Records', 'Events', 'Skipped', 'Problems', 'Skipped because'],
      sourceLines(counters).map(({ id, counts, skipped }) => [id, ...counts.map(grouped), skipped]),
    ),
    table(
      ['Counter', 'Count'],
      counterLines(counters).map(({ name, count }) => [name, grouped(count)]),
    ),
    table(
      ['File', 'Bytes', 'Role', 'SHA-256'],
      inputs.map(({ path, bytes, baseline, sha256 }) => [
        path,
        grouped(bytes),
        baseline ? 'learned from' : 'reported on',
        sha256 === undefined ? 'not taken' : code(sha256),
      ]),
    ),
    ...(inputsLeft > 0 ? [`${counted(inputsLeft, 'further file')} not listed.`] : []),
    problems.length === 0
      ? 'All of the input could be read.'
      : 'Problems with the input; everything else was used:',
    table(
      ['File', 'Place', 'Code', 'Problem'],
      problems
        .slice(0, PROBLEMS_SHOWN)
        .map(({ file, place, code: kind, message }) => [file, place, kind, message]),
    ),
    ...(problemsLeft > 0 ? [`${counted(problemsLeft, 'further problem')} not listed.`] : []),
    ...(notes.length === 0 ? [] : [md`Notes:`, list(notes)]),
    `Written by ${options.tool.name} ${options.tool.version}. Times are UTC.`,
  ];
}
