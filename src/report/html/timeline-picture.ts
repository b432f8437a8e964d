/** An incident's findings along time, a lane for each phase. The table below it says the same in words. */

import { PHASES, type Phase } from '../../model/finding.ts';
import type { IncidentCase } from '../dossier/dossier.ts';
import type { Numbered } from '../dossier/numbered.ts';
import { counted, duration, readableRange } from '../words.ts';
import { html, type Markup } from './markup.ts';
import { type Cut, type TimeScale, timeScale } from './time-scale.ts';

const LABELS = 92;
const WIDTH = 1060;
const PLOT = { from: LABELS + 18, to: WIDTH - 24 } as const;
const ROW = 26;
const RADIUS = 10.5;
const LANE_PADDING = 8;
const AXIS = 40;
const MOST_MARKERS = 200;

export function timelinePicture({ number, incident, findings }: IncidentCase): Markup {
  const shown = findings.slice(0, MOST_MARKERS);
  const times = shown.flatMap(({ finding }) => [finding.firstSeen, finding.lastSeen]);
  const scale = timeScale(times, PLOT.from, PLOT.to);
  const lanes = lanesOf(shown, scale);
  const height = lanes.reduce((most, lane) => Math.max(most, lane.y + lane.height), 0) + AXIS;
  const id = `timeline-${number}`;
  return html`<figure class="picture">
<div class="scroll" role="region" aria-label="Timeline of incident ${number}" tabindex="0">
<svg class="timeline" role="img" aria-labelledby="${id}-title ${id}-desc" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" xmlns="http://www.w3.org/2000/svg">
<title id="${id}-title">Timeline of incident ${number}</title>
<desc id="${id}-desc">${counted(shown.length, 'finding')} in ${counted(lanes.length, 'phase')}, ${readableRange(incident.firstSeen, incident.lastSeen)}. The table below lists them in the order of events.</desc>
${lanes.map(laneOf)}
${scale.ticks.map(({ time, label }) => tick(scale.x(time), label, height - AXIS))}
${scale.cuts.map((cut) => cutOf(cut, height - AXIS))}
${lanes.map(({ markers }) => markers.map(marker))}
</svg>
</div>
<figcaption>Each circle is a finding, at the time of its first event, in the colour of its level; a bar shows how long it went on.</figcaption>
</figure>`;
}

interface Lane {
  readonly phase: Phase;
  readonly y: number;
  readonly height: number;
  readonly markers: readonly Marker[];
}

interface Marker {
  readonly at: Numbered;
  readonly x: number;
  readonly end: number;
  readonly y: number;
}

/** Phases in the order they began. */
function lanesOf(findings: readonly Numbered[], scale: TimeScale): readonly Lane[] {
  const phases = [...new Set(findings.map(({ finding }) => finding.phase))];
  phases.sort((a, b) => begin(findings, a) - begin(findings, b) || PHASES.indexOf(a) - PHASES.indexOf(b));
  let y = 0;
  return phases.map((phase, at) => {
    const rows: number[] = [];
    const markers = findings
      .filter(({ finding }) => finding.phase === phase)
      .map((each) => markerOf(each, scale, rows, y));
    const height = rows.length * ROW + LANE_PADDING * 2;
    const lane = { phase, y, height, markers, at };
    y += height;
    return lane;
  });
}

function begin(findings: readonly Numbered[], phase: Phase): number {
  return findings.find(({ finding }) => finding.phase === phase)?.finding.firstSeen ?? 0;
}

/** In the first row where it covers no other; `rows` holds where each row is free again. */
function markerOf(at: Numbered, scale: TimeScale, rows: number[], y: number): Marker {
  const x = scale.x(at.finding.firstSeen);
  const end = scale.x(at.finding.lastSeen);
  const free = rows.findIndex((until) => until <= x - RADIUS);
  const row = free < 0 ? rows.length : free;
  rows[row] = Math.max(x + RADIUS, end) + 4;
  return { at, x, end, y: y + LANE_PADDING + row * ROW + ROW / 2 };
}

function laneOf({ phase, y, height }: Lane, at: number): Markup {
  return html`<rect class="${at % 2 === 0 ? 'lane even' : 'lane'}" x="0" y="${y}" width="${WIDTH}" height="${height}"/>
<text class="lane-name" x="12" y="${y + LANE_PADDING + ROW / 2 + 4}">${phase}</text>
`;
}

function tick(x: number, label: string, bottom: number): Markup {
  return html`<line class="tick" x1="${x}" x2="${x}" y1="0" y2="${bottom + 5}"/><text class="tick-text" x="${x}" y="${bottom + 20}" text-anchor="middle">${label}</text>
`;
}

/** A hatched strip, with how long nothing happened. */
function cutOf({ from, to, length }: Cut, bottom: number): Markup {
  const [left, right] = [Math.round(from + 8), Math.round(to - 8)];
  return html`<rect class="cut" x="${left}" y="0" width="${right - left}" height="${bottom}"/><line class="cut-edge" x1="${left}" x2="${left}" y1="0" y2="${bottom}"/><line class="cut-edge" x1="${right}" x2="${right}" y1="0" y2="${bottom}"/><text class="tick-text" x="${(left + right) / 2}" y="${bottom + 32}" text-anchor="middle">${duration(length)} cut out</text>
`;
}

function marker({ at: { number, finding }, x, end, y }: Marker): Markup {
  const bar =
    end > x + 1 ? html`<line class="span ${finding.level}" x1="${x}" x2="${end}" y1="${y}" y2="${y}"/>` : '';
  return html`${bar}<circle class="mark ${finding.level}" cx="${x}" cy="${y}" r="${RADIUS}"/><text class="${number > 99 ? 'mark-text long' : 'mark-text'}" x="${x}" y="${y + 3.8}" text-anchor="middle">${number}</text>
`;
}
