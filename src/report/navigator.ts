/**
 * Coverage as a layer of the ATT&CK Navigator (layer format 4.5): what is implemented, what of it is sighted in the logs at
 * hand, and what fired in a saved result. Techniques without one of our analytics are left as they are.
 */

import { WRITTEN_AGAINST } from '../attack/implemented.ts';
import { terminalSafeJson } from '../lib/terminal.ts';
import type { Result } from '../model/result.ts';
import { yardstickWords } from './coverage.ts';
import type { AnalyticCoverage, CoverageReport, Verdict } from './coverage-shape.ts';
import { counted, isoTime } from './words.ts';

type Status = 'implemented' | 'degraded' | 'sighted' | 'fired';

const STATUSES: Readonly<
  Record<Status, { readonly score: number; readonly color: string; readonly legend: string }>
> = {
  implemented: { score: 25, color: '#d9d9d9', legend: 'implemented, but blind in these logs' },
  degraded: { score: 50, color: '#fdd49e', legend: 'implemented, sighted in part' },
  sighted: { score: 75, color: '#a1d99b', legend: 'implemented and sighted' },
  fired: { score: 100, color: '#fb6a4a', legend: 'fired' },
};

const OF_VERDICT: Readonly<Record<Verdict, Status>> = {
  blind: 'implemented',
  degraded: 'degraded',
  sighted: 'sighted',
};

/** `result`: a saved result, whose findings say what fired. */
export function renderNavigatorLayer(report: CoverageReport, result: Result | undefined): string {
  const analytics = new Map<string, AnalyticCoverage[]>();
  for (const each of report.verdicts)
    analytics.set(each.analytic, [...(analytics.get(each.analytic) ?? []), each]);
  const [major = WRITTEN_AGAINST] = WRITTEN_AGAINST.split('.');
  const layer = {
    name: 'Credtrail coverage',
    versions: { attack: major, navigator: '5.1.0', layer: '4.5' },
    domain: 'enterprise-attack',
    description: `${yardstickWords(report)} ${periodWords(report)}`,
    sorting: 3,
    hideDisabled: false,
    techniques: [...analytics.values()].flatMap((verdicts) => techniqueOf(verdicts, result)),
    gradient: {
      colors: Object.values(STATUSES).map(({ color }) => color),
      minValue: 25,
      maxValue: 100,
    },
    legendItems: Object.values(STATUSES).map(({ legend, color }) => ({ label: legend, color })),
    metadata: [
      { name: 'analytics implemented', value: `${report.yardstick.implemented} of ${report.yardstick.of}` },
    ],
    showTacticRowBackground: false,
    selectTechniquesAcrossTactics: true,
    selectSubtechniquesWithParent: false,
  };
  return `${terminalSafeJson(layer, 2)}\n`;
}

function periodWords({ period }: CoverageReport): string {
  if (period === undefined) return 'No event was read.';
  return `From logs of ${isoTime(period.first)} to ${isoTime(period.last)}.`;
}

function techniqueOf(verdicts: readonly AnalyticCoverage[], result: Result | undefined): readonly object[] {
  const [first] = verdicts;
  if (first === undefined) return [];
  const findings = result?.findings.filter(({ analytic }) => analytic === first.analytic) ?? [];
  const seen = verdicts.filter(({ present }) => present);
  const status = findings.length > 0 ? 'fired' : bestOf(seen);
  const { score, color } = STATUSES[status];
  const comment = [
    `${first.analytic} ${first.title}: ${status}`,
    ...(findings.length > 0 ? [counted(findings.length, 'finding')] : []),
    ...seen.map(({ provider, verdict }) => `${provider} ${verdict}`),
  ];
  return [
    {
      techniqueID: first.technique,
      score,
      color,
      comment: comment.join('; '),
      enabled: true,
      showSubtechniques: true,
      metadata: [
        { name: 'analytic', value: first.analytic },
        { name: 'implemented', value: 'yes' },
        { name: 'sighted', value: providersWith(verdicts, 'sighted') },
        { name: 'degraded', value: providersWith(verdicts, 'degraded') },
        { name: 'blind', value: providersWith(verdicts, 'blind') },
        {
          name: 'fired',
          value: result === undefined ? 'no result given' : counted(findings.length, 'finding'),
        },
      ],
    },
  ];
}

function bestOf(verdicts: readonly AnalyticCoverage[]): Status {
  const best = (['sighted', 'degraded'] as const).find((each) =>
    verdicts.some(({ verdict }) => verdict === each),
  );
  return OF_VERDICT[best ?? 'blind'];
}

function providersWith(verdicts: readonly AnalyticCoverage[], wanted: Verdict): string {
  const providers = verdicts.filter(({ verdict }) => verdict === wanted).map(({ provider }) => provider);
  return providers.length === 0 ? 'none' : providers.join(', ');
}
