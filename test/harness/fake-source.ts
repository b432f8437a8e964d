/** A small made-up log format for the tests of this folder, with one envelope of each kind. */

import { json, number, projection, text } from '../../src/contract/projection.ts';
import type { NormalisedEvent, Source } from '../../src/contract/source.ts';
import { defineSource } from '../../src/contract/source.ts';
import type { FileReport } from '../../src/input/file-log.ts';
import type { Limits } from '../../src/input/limits.ts';
import { createReader, type Reader } from '../../src/input/read.ts';
import type { Event } from '../../src/model/event.ts';
import type { Problem } from '../../src/model/problem.ts';

const fields = projection({
  id: text('id'),
  when: number('when'),
  name: text('who.name'),
  who: json('who'),
});

export const fakeSource: Source = defineSource({
  id: 'fake',
  product: 'Made up',
  provider: 'other',
  recognise(head) {
    if (head.text.includes('"digest"')) return { skip: 'digest' };
    const known = head.samples.some(
      (sample) => Object.hasOwn(sample, 'id') || Object.hasOwn(sample, 'detail'),
    );
    const named = head.keys.some((key) => ['Records', 'Wrapped', 'logEvents'].includes(key));
    return known || named || head.columns.includes('id') ? 'records' : undefined;
  },
  framing: {
    envelopes: [
      { key: 'Records', holds: 'elements' },
      { key: 'detail', holds: 'member' },
      { key: 'Wrapped', holds: (element) => [readMessage(element)] },
      { key: 'logEvents', holds: (element) => [readMessage(element)] },
    ],
    row: (row) => ({ id: row['id'], when: Number(row['when']), who: { name: row['name'] } }),
  },
  projection: fields,
  normalise(record) {
    const id = record.text(fields.id);
    if (id === undefined) return { problem: 'missing-field', message: 'the record has no id' };
    if (id === 'skip me') return { skip: 'asked to' };
    const principal = { uid: id, kind: 'user' as const, name: record.text(fields.name) ?? '', scope: '' };
    const who = record.derived(fields.who, spell);
    return event(id, record.number(fields.when) ?? 0, principal, who);
  },
  operations: [],
});

export interface Outcome {
  readonly events: readonly Event[];
  readonly problems: readonly Problem[];
  readonly report: FileReport;
}

export function readText(text: string | Buffer, chunkBytes = 1 << 20, limits?: Limits): Outcome {
  const bytes = Buffer.from(text);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
  return collect((reader, sink) => reader.readBuffers(chunks, 'memory', 0, sink), limits);
}

export async function readPath(path: string, limits?: Limits): Promise<Outcome> {
  const { events, problems, sink } = newSink();
  const reader = createReader([fakeSource], limits);
  const report = await reader.readFile({ path, size: 0, baseline: false }, 0, sink);
  return { events, problems, report };
}

export function ids({ events }: Outcome): readonly string[] {
  return events.map(({ uid }) => uid);
}

export function codes({ problems }: Outcome): readonly string[] {
  return problems.map(({ code }) => code);
}

type FakeSink = Parameters<Reader['readBuffers']>[3];

function collect(read: (reader: Reader, sink: FakeSink) => FileReport, limits?: Limits): Outcome {
  const { events, problems, sink } = newSink();
  const report = read(createReader([fakeSource], limits), sink);
  return { events, problems, report };
}

function newSink(): { events: Event[]; problems: Problem[]; sink: FakeSink } {
  const events: Event[] = [];
  const problems: Problem[] = [];
  return {
    events,
    problems,
    sink: { event: (e) => void events.push(e), problem: (p) => void problems.push(p) },
  };
}

function spell(value: unknown): string {
  return JSON.stringify(value) ?? '';
}

function readMessage(element: unknown): unknown {
  return typeof element === 'object' && element !== null && 'message' in element ? element.message : element;
}

function event(
  uid: string,
  time: number,
  principal: NormalisedEvent['principal'],
  who: string,
): NormalisedEvent {
  return {
    uid,
    time,
    provider: 'other',
    scope: '',
    region: undefined,
    operation: 'fake:Call',
    action: 'use',
    outcome: 'success',
    error: undefined,
    access: 'unknown',
    principal,
    credential: undefined,
    session: undefined,
    client: { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined },
    targets: [],
    issued: [],
    subject: undefined,
    details: { who },
    pair: undefined,
  };
}
