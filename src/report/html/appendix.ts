/** What this report rests on, so that the same inputs give it again: inputs, versions, settings, counters, problems. */

import type { Dossier, ReportOptions } from '../dossier/dossier.ts';
import { attackReferences, counterLines, settingLines, sourceLines } from '../dossier/provenance.ts';
import { counted, grouped } from '../words.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { bullets, facts, table } from './parts.ts';

const INPUTS_SHOWN = 1000;
const PROBLEMS_SHOWN = 200;

export function appendix(dossier: Dossier, options: ReportOptions): Markup {
  const { result } = dossier;
  return html`<section id="appendix" aria-labelledby="appendix-title">
<h2 id="appendix-title">Appendix</h2>
<h3>How this report was made</h3>
${facts(settingLines(dossier, options))}
<h3>Analytics</h3>
${analyticTable(dossier, options)}
<h3>What was read</h3>
${sourceTable(dossier)}
${table(
  'Counters',
  [{ name: 'Counter' }, { name: 'Count', kind: 'number' }],
  counterLines(result.counters).map(({ name, count }) => [name, grouped(count)]),
)}
${inputTable(dossier)}
${problemTable(dossier)}
${result.notes.length === 0 ? NOTHING : html`<h3>Notes</h3>${bullets(result.notes)}`}
</section>`;
}

function analyticTable({ result }: Dossier, { analytics }: ReportOptions): Markup {
  const ran = result.run?.analytics;
  const references = attackReferences(result);
  const rows = analytics
    .filter(({ id }) => ran === undefined || ran.includes(id))
    .map(({ id, technique, title, take }) => {
      const attack = references.get(id);
      return [
        id,
        technique,
        title,
        take === undefined ? '' : `${take.executive.priority}. ${take.executive.why}`,
        take === undefined ? '' : `${take.confidence.level}. ${take.confidence.why}`,
        take === undefined ? '' : take.limits.join(' '),
        attack === undefined
          ? ''
          : html`${attack.version}, release ${attack.release} <code>${attack.rawHash}</code>`,
      ];
    });
  const columns = [
    { name: 'ATT&CK' },
    { name: 'Technique' },
    { name: 'Looks for' },
    { name: 'Priority' },
    { name: 'Confidence' },
    { name: 'Will not see' },
    { name: 'Object version and hash', kind: 'id' },
  ] as const;
  return table('Analytics that ran, with our own account of each', columns, rows);
}

function sourceTable({ result }: Dossier): Markup {
  const lines = sourceLines(result.counters);
  if (lines.length === 0) return html`<p>No file was recognised.</p>`;
  const columns = [
    { name: 'Source' },
    ...['Files', 'Records', 'Events', 'Skipped', 'Problems'].map(
      (name) => ({ name, kind: 'number' }) as const,
    ),
    { name: 'Skipped because' },
  ];
  const rows = lines.map(({ id, counts, skipped }) => [id, ...counts.map(grouped), skipped]);
  return table('Sources', columns, rows);
}

function inputTable({ result: { run } }: Dossier): Markup {
  if (run === undefined) return html`<p>The result does not tell which files were read.</p>`;
  const rows = run.inputs
    .slice(0, INPUTS_SHOWN)
    .map(({ path, bytes, baseline, sha256 }) => [
      path,
      grouped(bytes),
      baseline ? 'learned from' : 'reported on',
      sha256 === undefined ? 'not taken' : html`<code>${sha256}</code>`,
    ]);
  const columns = [
    { name: 'File', kind: 'id' },
    { name: 'Bytes', kind: 'number' },
    { name: 'Role', kind: 'short' },
    { name: 'SHA-256', kind: 'id' },
  ] as const;
  const rest = run.inputCount - rows.length;
  return html`${table('Inputs', columns, rows)}
${rest > 0 ? html`<p>${counted(rest, 'further file')} not listed.</p>` : NOTHING}`;
}

function problemTable({ result: { problems } }: Dossier): Markup {
  if (problems.length === 0) return html`<p>All of the input could be read.</p>`;
  const rows = problems
    .slice(0, PROBLEMS_SHOWN)
    .map(({ file, place, code, message }) => [file, place, code, message]);
  const columns = [
    { name: 'File', kind: 'id' },
    { name: 'Place' },
    { name: 'Code' },
    { name: 'Problem' },
  ] as const;
  const rest = problems.length - rows.length;
  return html`${table('Problems with the input; everything else was used', columns, rows)}
${rest > 0 ? html`<p>${counted(rest, 'further problem')} not listed.</p>` : NOTHING}`;
}
