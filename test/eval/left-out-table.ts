/** What is lost, and what is spared, without each weight and threshold: a Markdown table of many seeds. */

import { WEIGHTS } from '../../src/contract/weights.ts';
import { sum } from './bars.ts';
import type { Figures, LeftOut, SeedContributions } from './leave-one-out.ts';

/** @param title which seeds, in words */
export function leftOutMarkdown(title: string, results: readonly SeedContributions[]): string {
  const { campaigns, days, events } = totals(results);
  const whole = added(results.map((each) => each.whole));
  const rows = everythingLeftOut(results).map(({ what, bits, figures }) => ({
    what,
    bits,
    change: minus(figures, whole),
  }));
  const [telling, silent] = [rows.filter(isTelling), rows.filter((row) => !isTelling(row))];
  const read = new Set(rows.map(({ what }) => what));
  const unread = Object.keys(WEIGHTS).filter((name) => !read.has(name));
  return [
    `**${title}**: ${results.length} seeds, ${events.toLocaleString('en')} events (days of history included), ${campaigns} campaigns.`,
    '',
    '| left out | bits | campaigns ≥ medium | ≥ high | completeness | false a day ≥ medium | ≥ high |',
    '|---|---:|---:|---:|---:|---:|---:|',
    `| nothing | | ${whole.medium} of ${campaigns} | ${whole.high} | ${(whole.completeness / campaigns).toFixed(3)} | ${(whole.falseMedium / days).toFixed(3)} | ${(whole.falseHigh / days).toFixed(3)} |`,
    ...telling.sort(byLoss).map(({ what, bits, change }) => {
      const { medium, high, completeness, falseMedium, falseHigh } = change;
      const cells = [
        signed(medium, 0),
        signed(high, 0),
        signed(completeness / campaigns, 3),
        signed(falseMedium / days, 3),
        signed(falseHigh / days, 3),
      ];
      return `| ${[what, bits, ...cells].join(' | ')} |`;
    }),
    '',
    `Weighed, and no figure above changes without it: ${list(silent.map(({ what }) => what))}.`,
    '',
    `No effect seen, for nothing in these seeds asked for the weight: ${list(unread)}.`,
  ].join('\n');
}

/** By what is left out; a seed in which nothing asked for it counts as it is. */
function everythingLeftOut(results: readonly SeedContributions[]): LeftOut[] {
  const names = new Map(results.flatMap(({ without }) => without.map(({ what, bits }) => [what, bits])));
  return [...names].map(([what, bits]) => ({
    what,
    bits,
    figures: added(
      results.map(({ whole, without }) => without.find((each) => each.what === what)?.figures ?? whole),
    ),
  }));
}

interface Row {
  readonly what: string;
  readonly bits: string;
  readonly change: Figures;
}

function isTelling({ change }: Row): boolean {
  return Object.values(change).some((difference) => Math.abs(difference) > ROUNDING);
}

/** Sums of shares differ in their last digits by the order of adding. */
const ROUNDING = 1e-9;

/** What loses most campaigns first, then what spares most false findings. */
function byLoss({ change: a }: Row, { change: b }: Row): number {
  return (
    a.medium + a.high - (b.medium + b.high) ||
    a.completeness - b.completeness ||
    b.falseMedium + b.falseHigh - (a.falseMedium + a.falseHigh)
  );
}

function added(figures: readonly Figures[]): Figures {
  return {
    medium: sum(figures.map(({ medium }) => medium)),
    high: sum(figures.map(({ high }) => high)),
    completeness: sum(figures.map(({ completeness }) => completeness)),
    falseMedium: sum(figures.map(({ falseMedium }) => falseMedium)),
    falseHigh: sum(figures.map(({ falseHigh }) => falseHigh)),
  };
}

function minus(a: Figures, b: Figures): Figures {
  return {
    medium: a.medium - b.medium,
    high: a.high - b.high,
    completeness: a.completeness - b.completeness,
    falseMedium: a.falseMedium - b.falseMedium,
    falseHigh: a.falseHigh - b.falseHigh,
  };
}

function totals(results: readonly SeedContributions[]) {
  return {
    campaigns: sum(results.map(({ campaigns }) => campaigns)),
    days: sum(results.map(({ days }) => days)),
    events: sum(results.map(({ events }) => events)),
  };
}

function signed(change: number, digits: number): string {
  if (Math.abs(change) <= ROUNDING) return '·';
  return `${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(digits)}`;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ');
}
