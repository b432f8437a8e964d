import { expect, test } from 'vitest';
import { Window } from './window.ts';
import { LEAD_BYTES, Workroom } from './workroom.ts';

/** A window in a kernel's room, looking at `text`. */
function windowIn(workroom: Workroom, text: string): Window {
  const window = new Window(workroom);
  window.push(Buffer.from(text));
  return window;
}

function placeIn(workroom: Workroom): Buffer {
  const place = workroom.place();
  if (place === undefined) throw new Error('no place is free');
  return place;
}

function pendingIn({ source, at, end }: Window): string {
  return source.bytes.toString('utf8', at, end);
}

test('a piece that lies in the room stays there, and what was pending comes before it', () => {
  const workroom = new Workroom(12, 0);
  const window = windowIn(workroom, '{"a":1}{"b"');
  window.at += 7;
  const seen: string[] = [];
  for (const text of [':2}{"c"', ':3}{"d"', ':4}']) {
    const place = placeIn(workroom);
    place.write(text);
    window.push(place.subarray(0, text.length));
    expect(window.source.bytes.buffer).toBe(place.buffer);
    expect(window.end).toBe(place.byteOffset + text.length);
    expect(window.source.bytes[window.end]).toBe(0);
    seen.push(pendingIn(window).slice(0, 7));
    expect(window.offset(window.at)).toBe(seen.length * 7);
    window.at += 7;
  }
  expect(seen).toEqual(['{"b":2}', '{"c":3}', '{"d":4}']);
  expect(window.pending()).toBe(0);
});

test('no place is given that holds what is still needed', () => {
  const workroom = new Workroom(12, 0);
  const window = windowIn(workroom, '{');
  const first = placeIn(workroom);
  window.push(first.fill('x'));
  const second = placeIn(workroom);
  expect(second.byteOffset).not.toBe(first.byteOffset);
  window.push(second.fill('y').subarray(0, 10));
  expect(window.pending()).toBe(1 + first.length + 10);
  expect(pendingIn(window)).toBe(`{${'x'.repeat(first.length)}${'y'.repeat(10)}`);
});

test('what begins further back than the lead of a place is put together elsewhere', () => {
  const workroom = new Workroom(12, 0);
  const begun = `{"a":"${'n'.repeat(LEAD_BYTES)}`;
  const window = windowIn(workroom, begun);
  const place = placeIn(workroom);
  place.write('"}');
  window.push(place.subarray(0, 2));
  expect(pendingIn(window)).toBe(`${begun}"}`);
});
